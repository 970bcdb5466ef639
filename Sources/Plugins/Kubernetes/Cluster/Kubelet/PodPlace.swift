/// A pod, and where it runs.
public struct PodPlace: Hashable, Sendable {
  /// `default/web-0`.
  public var key: String
  public var uid: String
  public var node: String
}
