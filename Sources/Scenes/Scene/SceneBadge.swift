/// A few words about a box, with the state they stand for: `Running`, `1/1`, `leader`.
public struct SceneBadge: Sendable, Hashable {
  /// What the words mean: it gives the badge its colour, and is said in words in the legend.
  public var state: SceneState
  /// The words, as readers see them.
  public var text: String

  /// A badge; a plain one only adds words.
  public init(_ text: String, _ state: SceneState = .plain) {
    self.state = state
    self.text = text
  }
}
