/// The ConfigMap or Secret all of whose keys become environment variables.
public struct EnvironmentReference: FieldRecord, Hashable {
  public static var goType: String { "v1.ConfigMapEnvSource" }

  public var name: String = ""
  public var optional: Bool?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("name", &name)
    try fields.field("optional", &optional)
  }
}
