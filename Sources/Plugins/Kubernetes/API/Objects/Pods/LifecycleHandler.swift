/// What is run after a container starts or before it is stopped.
public struct LifecycleHandler: FieldRecord, Hashable {
  public static var goType: String { "v1.LifecycleHandler" }

  public var exec: ExecAction?
  public var httpGet: HTTPGetAction?
  public var tcpSocket: TCPSocketAction?
  public var sleep: SleepAction?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("exec", &exec)
    try fields.field("httpGet", &httpGet)
    try fields.field("tcpSocket", &tcpSocket)
    try fields.field("sleep", &sleep)
  }
}
