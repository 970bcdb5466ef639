/// Where objects of a kind have what `kubectl scale` reads and writes, as a custom resource
/// definition says it: names with points before them.
public struct ScalePaths: Hashable, Sendable {
  /// The number that is wanted: `.spec.replicas`.
  public let replicas: String
  /// The number that there is: `.status.replicas`.
  public let statusReplicas: String
  /// The text of a selector of the pods: `.status.selector`; nil when there is none.
  public let selector: String?

  /// The usual places, or others.
  public init(
    replicas: String = ".spec.replicas", statusReplicas: String = ".status.replicas",
    selector: String? = nil
  ) {
    self.replicas = replicas
    self.statusReplicas = statusReplicas
    self.selector = selector
  }
}
