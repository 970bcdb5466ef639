/// A source of many environment variables at once.
public struct EnvFromSource: FieldRecord, Hashable {
  public static var goType: String { "v1.EnvFromSource" }

  /// What is put before each name.
  public var prefix: String = ""
  /// The ConfigMap, in the pod's namespace.
  public var configMapRef: EnvironmentReference?
  /// The Secret, in the pod's namespace.
  public var secretRef: EnvironmentReference?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("prefix", &prefix)
    try fields.field("configMapRef", &configMapRef)
    try fields.field("secretRef", &secretRef)
  }
}
