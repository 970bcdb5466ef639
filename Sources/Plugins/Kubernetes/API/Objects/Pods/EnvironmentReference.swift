/// The ConfigMap or Secret all of whose keys become environment variables.
public struct EnvironmentReference: FieldRecord, Hashable {
  public static var goType: String { "v1.ConfigMapEnvSource" }

  /// Its name, in the pod's namespace.
  public var name: String = ""
  /// When true and it is missing, nothing is added; else the container does not start.
  public var optional: Bool?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("name", &name)
    try fields.field("optional", &optional)
  }
}
