/// A source of many environment variables at once.
public struct EnvFromSource: FieldRecord, Hashable {
  public static var goType: String { "v1.EnvFromSource" }

  public var prefix: String = ""
  public var configMapRef: EnvironmentReference?
  public var secretRef: EnvironmentReference?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("prefix", &prefix)
    try fields.field("configMapRef", &configMapRef)
    try fields.field("secretRef", &secretRef)
  }
}
