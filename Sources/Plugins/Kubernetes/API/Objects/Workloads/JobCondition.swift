public import Simulation

/// One thing that is True or False about a Job.
public struct JobCondition: FieldRecord, Hashable {
  public static var goType: String { "v1.JobCondition" }

  /// `Complete`, `Failed`, `Suspended`, `SuccessCriteriaMet` or `FailureTarget`.
  public var type: String = ""
  /// `True`, `False` or `Unknown`.
  public var status: String = ""
  /// When it was written.
  public var lastProbeTime: VirtualTime?
  /// When ``status`` changed last, in whole seconds.
  public var lastTransitionTime: VirtualTime?
  /// Why, in one word: `BackoffLimitExceeded`.
  public var reason: String = ""
  /// The sentence that belongs to the reason.
  public var message: String = ""

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("type", &type)
    try fields.always("status", &status)
    try fields.nullable("lastProbeTime", &lastProbeTime)
    try fields.nullable("lastTransitionTime", &lastTransitionTime)
    try fields.field("reason", &reason)
    try fields.field("message", &message)
  }
}
