/// How the kubelet asks a container whether it is well. Times are in seconds.
public struct Probe: FieldRecord, Hashable {
  public static var goType: String { "v1.Probe" }

  public var exec: ExecAction?
  public var httpGet: HTTPGetAction?
  public var tcpSocket: TCPSocketAction?
  public var grpc: GRPCAction?
  public var initialDelaySeconds: Int32 = 0
  public var timeoutSeconds: Int32 = 0
  public var periodSeconds: Int32 = 0
  public var successThreshold: Int32 = 0
  public var failureThreshold: Int32 = 0
  public var terminationGracePeriodSeconds: Int64?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("exec", &exec)
    try fields.field("httpGet", &httpGet)
    try fields.field("tcpSocket", &tcpSocket)
    try fields.field("grpc", &grpc)
    try fields.field("initialDelaySeconds", &initialDelaySeconds)
    try fields.field("timeoutSeconds", &timeoutSeconds)
    try fields.field("periodSeconds", &periodSeconds)
    try fields.field("successThreshold", &successThreshold)
    try fields.field("failureThreshold", &failureThreshold)
    try fields.field("terminationGracePeriodSeconds", &terminationGracePeriodSeconds)
  }
}
