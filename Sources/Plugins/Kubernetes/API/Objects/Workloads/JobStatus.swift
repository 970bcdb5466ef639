public import Simulation

/// What is known of a Job.
public struct JobStatus: FieldRecord, Hashable {
  public static var goType: String { "v1.JobStatus" }

  /// At most one of each type.
  public var conditions: [JobCondition] = []
  /// When it began or was resumed, in whole seconds; nil while suspended.
  public var startTime: VirtualTime?
  /// When it succeeded; nil for one that failed.
  public var completionTime: VirtualTime?
  /// Pods that have not ended and are not being deleted.
  public var active: Int32 = 0
  /// Pods that succeeded, also those that are gone since.
  public var succeeded: Int32 = 0
  /// Pods that failed, also those that are gone since.
  public var failed: Int32 = 0
  /// Pods that are being deleted and have not ended.
  public var terminating: Int32?
  /// Those of ``active`` that are Ready.
  public var ready: Int32?
  /// Always empty: pods are counted at once here.
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

  /// The uids of those that succeeded.
  public var succeeded: [String] = []
  /// The uids of those that failed.
  public var failed: [String] = []

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("succeeded", &succeeded)
    try fields.field("failed", &failed)
  }
}
