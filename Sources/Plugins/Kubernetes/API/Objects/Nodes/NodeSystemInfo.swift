/// The software of a node.
public struct NodeSystemInfo: FieldRecord, Hashable {
  public static var goType: String { "v1.NodeSystemInfo" }

  /// Drawn from the seed and the name of the node.
  public var machineID: String = ""
  /// The same bits as a UUID.
  public var systemUUID: String = ""
  /// Drawn from the seed and the name; unlike on a machine it stays when the node starts again.
  public var bootID: String = ""
  /// A constant, shown by `kubectl get nodes -o wide` (K7).
  public var kernelVersion: String = ""
  /// A constant, shown in the same place.
  public var osImage: String = ""
  /// A constant, shown in the same place.
  public var containerRuntimeVersion: String = ""
  /// The version of the profile, v1.32.13: the VERSION column (K7).
  public var kubeletVersion: String = ""
  /// The same version.
  public var kubeProxyVersion: String = ""
  /// Always `linux`.
  public var operatingSystem: String = ""
  /// Always `amd64`.
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
