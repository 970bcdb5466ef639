/// What is run after a container starts or before it is stopped.
public struct LifecycleHandler: FieldRecord, Hashable {
  public static var goType: String { "v1.LifecycleHandler" }

  /// A command in the container, without a time limit of its own.
  public var exec: ExecAction?
  /// A request that gets 30 s.
  public var httpGet: HTTPGetAction?
  /// Not acted on: such a hook is over at once, as in Kubernetes.
  public var tcpSocket: TCPSocketAction?
  /// A pause.
  public var sleep: SleepAction?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("exec", &exec)
    try fields.field("httpGet", &httpGet)
    try fields.field("tcpSocket", &tcpSocket)
    try fields.field("sleep", &sleep)
  }
}
