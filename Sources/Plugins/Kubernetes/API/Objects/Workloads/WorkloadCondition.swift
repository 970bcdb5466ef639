public import Simulation

/// A condition of a StatefulSet or a ReplicaSet.
public struct WorkloadCondition: FieldRecord, Hashable {
  public static var goType: String { "v1.StatefulSetCondition" }

  public var type: String = ""
  public var status: String = ""
  public var lastTransitionTime: VirtualTime?
  public var reason: String = ""
  public var message: String = ""

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("type", &type)
    try fields.always("status", &status)
    try fields.nullable("lastTransitionTime", &lastTransitionTime)
    try fields.field("reason", &reason)
    try fields.field("message", &message)
  }
}
