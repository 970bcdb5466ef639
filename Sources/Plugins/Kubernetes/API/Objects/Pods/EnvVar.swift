/// An environment variable of a container.
public struct EnvVar: FieldRecord, Hashable {
  public static var goType: String { "v1.EnvVar" }

  public var name: String = ""
  public var value: String = ""
  public var valueFrom: EnvVarSource?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("name", &name)
    try fields.field("value", &value)
    try fields.field("valueFrom", &valueFrom)
  }
}
