public import Simulation

/// One thing that is True, False or Unknown about a pod.
public struct PodCondition: FieldRecord, Hashable {
  public static var goType: String { "v1.PodCondition" }

  public var type: String = ""
  public var status: String = ""
  public var lastProbeTime: VirtualTime?
  public var lastTransitionTime: VirtualTime?
  public var reason: String = ""
  public var message: String = ""
  public var observedGeneration: Int64 = 0

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("type", &type)
    try fields.always("status", &status)
    try fields.nullable("lastProbeTime", &lastProbeTime)
    try fields.nullable("lastTransitionTime", &lastTransitionTime)
    try fields.field("reason", &reason)
    try fields.field("message", &message)
    try fields.field("observedGeneration", &observedGeneration)
  }
}
