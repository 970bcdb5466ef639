/// A pod, and where it runs.
public struct PodPlace: Hashable, Sendable {
  /// `default/web-0`.
  public var key: String
  /// The uid: a replacement with the same name has another.
  public var uid: String
  /// The name of its node.
  public var node: String
}
