public import Simulation

/// A container that has ended.
public struct ContainerStateTerminated: FieldRecord, Hashable {
  public static var goType: String { "v1.ContainerStateTerminated" }

  /// 128 and the signal's number if it was killed; 137 when nobody knows.
  public var exitCode: Int32 = 0
  /// Never set here: the number is in ``exitCode``.
  public var signal: Int32 = 0
  /// `Completed`, `Error`, `StartError` or `ContainerStatusUnknown`; never `OOMKilled`, memory has
  /// no limits here.
  public var reason: String = ""
  /// Its last words, see ``Container/terminationMessagePolicy``.
  public var message: String = ""
  /// When that run began, in whole seconds.
  public var startedAt: VirtualTime?
  /// When that run ended, in whole seconds; the wait before the next start counts from the end
  /// (N7).
  public var finishedAt: VirtualTime?
  /// The instance that ended, `containerd://…`.
  public var containerID: String = ""

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("exitCode", &exitCode)
    try fields.field("signal", &signal)
    try fields.field("reason", &reason)
    try fields.field("message", &message)
    try fields.nullable("startedAt", &startedAt)
    try fields.nullable("finishedAt", &finishedAt)
    try fields.field("containerID", &containerID)
  }
}
