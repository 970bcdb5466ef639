/// A port that a container says it listens on.
public struct ContainerPort: FieldRecord, Hashable {
  public static var goType: String { "v1.ContainerPort" }

  /// By which Services and probes may refer to it.
  public var name: String = ""
  /// A port of the node that leads here, TCP only; 0 for none. Two pods with one do not fit on a
  /// node.
  public var hostPort: Int32 = 0
  /// 1 to 65535.
  public var containerPort: Int32 = 0
  /// `TCP` by default; `UDP` and `SCTP` are accepted, and nothing speaks them.
  public var `protocol`: String = ""
  /// The node's address for `hostPort`; empty or `0.0.0.0` for any.
  public var hostIP: String = ""

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("name", &name)
    try fields.field("hostPort", &hostPort)
    try fields.always("containerPort", &containerPort)
    try fields.field("protocol", &`protocol`)
    try fields.field("hostIP", &hostIP)
  }
}
