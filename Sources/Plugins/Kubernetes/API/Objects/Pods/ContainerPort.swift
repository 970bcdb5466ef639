/// A port that a container says it listens on.
public struct ContainerPort: FieldRecord, Hashable {
  public static var goType: String { "v1.ContainerPort" }

  public var name: String = ""
  public var hostPort: Int32 = 0
  public var containerPort: Int32 = 0
  public var `protocol`: String = ""
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
