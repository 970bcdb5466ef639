/// The software of a node.
public struct NodeSystemInfo: FieldRecord, Hashable {
  public static var goType: String { "v1.NodeSystemInfo" }

  public var machineID: String = ""
  public var systemUUID: String = ""
  public var bootID: String = ""
  public var kernelVersion: String = ""
  public var osImage: String = ""
  public var containerRuntimeVersion: String = ""
  public var kubeletVersion: String = ""
  public var kubeProxyVersion: String = ""
  public var operatingSystem: String = ""
  public var architecture: String = ""

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("machineID", &machineID)
    try fields.always("systemUUID", &systemUUID)
    try fields.always("bootID", &bootID)
    try fields.always("kernelVersion", &kernelVersion)
    try fields.always("osImage", &osImage)
    try fields.always("containerRuntimeVersion", &containerRuntimeVersion)
    try fields.always("kubeletVersion", &kubeletVersion)
    try fields.always("kubeProxyVersion", &kubeProxyVersion)
    try fields.always("operatingSystem", &operatingSystem)
    try fields.always("architecture", &architecture)
  }
}
