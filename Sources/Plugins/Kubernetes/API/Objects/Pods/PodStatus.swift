public import Simulation

/// What the kubelet and the control plane report about a pod.
public struct PodStatus: FieldRecord, Hashable {
  public static var goType: String { "v1.PodStatus" }

  /// `Pending`, `Running`, `Succeeded`, `Failed` or `Unknown`.
  public var phase: String = ""
  public var conditions: [PodCondition] = []
  public var message: String = ""
  public var reason: String = ""
  public var nominatedNodeName: String = ""
  public var hostIP: String = ""
  public var hostIPs: [PodIP] = []
  public var podIP: String = ""
  public var podIPs: [PodIP] = []
  public var startTime: VirtualTime?
  public var initContainerStatuses: [ContainerStatus] = []
  public var containerStatuses: [ContainerStatus] = []
  public var qosClass: String = ""
  /// Fields that are valid, kept and printed back, and have no effect here.
  public var kept = KeptFields()

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("phase", &phase)
    try fields.field("conditions", &conditions)
    try fields.field("message", &message)
    try fields.field("reason", &reason)
    try fields.field("nominatedNodeName", &nominatedNodeName)
    try fields.field("hostIP", &hostIP)
    try fields.field("hostIPs", &hostIPs)
    try fields.field("podIP", &podIP)
    try fields.field("podIPs", &podIPs)
    try fields.field("startTime", &startTime)
    try fields.field("initContainerStatuses", &initContainerStatuses)
    try fields.field("containerStatuses", &containerStatuses)
    try fields.field("qosClass", &qosClass)
    fields.keep(
      [
        "ephemeralContainerStatuses", "resize", "resourceClaimStatuses",
      ], in: &kept)
  }
}
