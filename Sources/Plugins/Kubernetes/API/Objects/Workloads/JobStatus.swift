public import Simulation

/// What is known of a Job.
public struct JobStatus: FieldRecord, Hashable {
  public static var goType: String { "v1.JobStatus" }

  public var conditions: [JobCondition] = []
  public var startTime: VirtualTime?
  public var completionTime: VirtualTime?
  public var active: Int32 = 0
  public var succeeded: Int32 = 0
  public var failed: Int32 = 0
  public var terminating: Int32?
  public var ready: Int32?
  public var uncountedTerminatedPods: UncountedTerminatedPods?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("conditions", &conditions)
    try fields.field("startTime", &startTime)
    try fields.field("completionTime", &completionTime)
    try fields.field("active", &active)
    try fields.field("succeeded", &succeeded)
    try fields.field("failed", &failed)
    try fields.field("terminating", &terminating)
    try fields.field("ready", &ready)
    try fields.field("uncountedTerminatedPods", &uncountedTerminatedPods)
  }
}

/// Pods that have ended and are not counted yet; here they are counted at once, so it is empty.
public struct UncountedTerminatedPods: FieldRecord, Hashable {
  public static var goType: String { "v1.UncountedTerminatedPods" }

  public var succeeded: [String] = []
  public var failed: [String] = []

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("succeeded", &succeeded)
    try fields.field("failed", &failed)
  }
}
