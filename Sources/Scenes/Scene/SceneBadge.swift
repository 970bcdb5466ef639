/// A few words about a box, with the state they stand for: `Running`, `1/1`, `leader`.
public struct SceneBadge: Sendable, Hashable {
  public var state: SceneState
  public var text: String

  /// A badge; a plain one only adds words.
  public init(_ text: String, _ state: SceneState = .plain) {
    self.state = state
    self.text = text
  }
}
