/// A container that has not started yet, or not again.
public struct ContainerStateWaiting: FieldRecord, Hashable {
  public static var goType: String { "v1.ContainerStateWaiting" }

  /// `ContainerCreating`, `ImagePullBackOff`, `CrashLoopBackOff`: the STATUS column (N3).
  public var reason: String = ""
  /// What the kubelet can say about it; may be empty.
  public var message: String = ""

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("reason", &reason)
    try fields.field("message", &message)
  }
}
