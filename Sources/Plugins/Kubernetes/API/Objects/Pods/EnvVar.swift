/// An environment variable of a container.
public struct EnvVar: FieldRecord, Hashable {
  public static var goType: String { "v1.EnvVar" }

  /// Required. What a shell would not take as a name is accepted.
  public var name: String = ""
  /// `$(NAME)` stands for a variable before it; `$$(NAME)` stays `$(NAME)`.
  public var value: String = ""
  /// Where the value comes from instead; only with an empty ``value``.
  public var valueFrom: EnvVarSource?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("name", &name)
    try fields.field("value", &value)
    try fields.field("valueFrom", &valueFrom)
  }
}
