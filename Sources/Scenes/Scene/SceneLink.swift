/// A line between two boxes.
public struct SceneLink: Sendable, Hashable {
  /// The id of the box it starts from. A link whose ends are not both in the scene is not drawn.
  public var from: String
  /// The id of the box it leads to.
  public var to: String
  /// What the line says about its two ends: it decides how it is drawn.
  public var kind: SceneLinkKind
  /// A few words beside the line: `lag 3 s`. Empty for none.
  public var label: String
  /// A bad link is drawn cut: a partition, replication that stopped.
  public var state: SceneState

  /// A link from one box to another.
  public init(
    from: String, to: String, kind: SceneLinkKind, label: String = "", state: SceneState = .plain
  ) {
    self.from = from
    self.to = to
    self.kind = kind
    self.label = label
    self.state = state
  }
}
