/// Where an environment variable gets its value from.
public struct EnvVarSource: FieldRecord, Hashable {
  public static var goType: String { "v1.EnvVarSource" }

  /// A field of the pod.
  public var fieldRef: ObjectFieldSelector?
  /// One key of a ConfigMap; read when the container starts, not again.
  public var configMapKeyRef: ConfigMapKeySelector?
  /// One key of a Secret; read when the container starts, not again.
  public var secretKeyRef: SecretKeySelector?
  /// Fields that are valid, kept and printed back, and have no effect here.
  public var kept = KeptFields()

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("fieldRef", &fieldRef)
    try fields.field("configMapKeyRef", &configMapKeyRef)
    try fields.field("secretKeyRef", &secretKeyRef)
    fields.keep(["resourceFieldRef"], in: &kept)
  }
}
