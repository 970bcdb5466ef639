/// How the kubelet asks a container whether it is well. Times are in seconds.
public struct Probe: FieldRecord, Hashable {
  public static var goType: String { "v1.Probe" }

  /// A command in the container; status 0 is success. Killed after ``timeoutSeconds``.
  public var exec: ExecAction?
  /// A request; a status from 200 to 399 is success.
  public var httpGet: HTTPGetAction?
  /// A connection; that it opens is success.
  public var tcpSocket: TCPSocketAction?
  /// Accepted, and always a failure: gRPC is missing here.
  public var grpc: GRPCAction?
  /// Seconds from the start to the first time; 0 by default (N8).
  public var initialDelaySeconds: Int32 = 0
  /// Seconds after which silence is failure; 1 by default (N8).
  public var timeoutSeconds: Int32 = 0
  /// Seconds from one time to the next; 10 by default (N8).
  public var periodSeconds: Int32 = 0
  /// Successes in a row that decide; 1 by default, and always 1 for liveness.
  public var successThreshold: Int32 = 0
  /// Failures in a row that decide; 3 by default (N8).
  public var failureThreshold: Int32 = 0
  /// Seconds to end when this probe ends the container; nil for the pod's own.
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
