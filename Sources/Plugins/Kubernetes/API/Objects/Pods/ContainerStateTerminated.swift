public import Simulation

/// A container that has ended.
public struct ContainerStateTerminated: FieldRecord, Hashable {
  public static var goType: String { "v1.ContainerStateTerminated" }

  public var exitCode: Int32 = 0
  public var signal: Int32 = 0
  public var reason: String = ""
  public var message: String = ""
  public var startedAt: VirtualTime?
  public var finishedAt: VirtualTime?
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
