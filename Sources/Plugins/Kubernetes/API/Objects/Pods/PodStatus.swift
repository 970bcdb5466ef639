public import Simulation

/// What the kubelet and the control plane report about a pod.
public struct PodStatus: FieldRecord, Hashable {
  public static var goType: String { "v1.PodStatus" }

  /// `Pending`, `Running`, `Succeeded`, `Failed` or `Unknown`.
  public var phase: String = ""
  /// One for each type.
  public var conditions: [PodCondition] = []
  /// Why the kubelet evicted or refused it; else empty.
  public var message: String = ""
  /// `Evicted`, or why the kubelet refused it: it takes the place of the phase in the STATUS column
  /// (N3).
  public var reason: String = ""
  /// Never set here: nothing is preempted.
  public var nominatedNodeName: String = ""
  /// The address of its node.
  public var hostIP: String = ""
  /// The same as a list.
  public var hostIPs: [PodIP] = []
  /// Its address, another one after each replacement; empty until it has its network.
  public var podIP: String = ""
  /// The same as a list.
  public var podIPs: [PodIP] = []
  /// When the kubelet took it on, in whole seconds.
  public var startTime: VirtualTime?
  /// In the order of the spec.
  public var initContainerStatuses: [ContainerStatus] = []
  /// In the order of the spec; empty before the kubelet has reported.
  public var containerStatuses: [ContainerStatus] = []
  /// Given by the server: `Guaranteed`, `Burstable` or `BestEffort`. Not acted on.
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
