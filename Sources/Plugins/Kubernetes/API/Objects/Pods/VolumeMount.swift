/// Where a volume of the pod appears inside a container.
public struct VolumeMount: FieldRecord, Hashable {
  public static var goType: String { "v1.VolumeMount" }

  /// The volume of the pod.
  public var name: String = ""
  /// Whether writing below the path fails.
  public var readOnly: Bool = false
  /// Where it is seen; what the image has there is hidden.
  public var mountPath: String = ""
  /// A folder or file of the volume, made if missing. A ConfigMap's file mounted this way does not
  /// follow changes.
  public var subPath: String = ""
  /// The same with `$(NAME)` expanded; it wins over ``subPath``.
  public var subPathExpr: String = ""
  /// Fields that are valid, kept and printed back, and have no effect here.
  public var kept = KeptFields()

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("name", &name)
    try fields.field("readOnly", &readOnly)
    try fields.always("mountPath", &mountPath)
    try fields.field("subPath", &subPath)
    try fields.field("subPathExpr", &subPathExpr)
    fields.keep(["recursiveReadOnly", "mountPropagation"], in: &kept)
  }
}
