public import Simulation

/// One thing that is True or False about a Job.
public struct JobCondition: FieldRecord, Hashable {
  public static var goType: String { "v1.JobCondition" }

  public var type: String = ""
  public var status: String = ""
  public var lastProbeTime: VirtualTime?
  public var lastTransitionTime: VirtualTime?
  public var reason: String = ""
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
