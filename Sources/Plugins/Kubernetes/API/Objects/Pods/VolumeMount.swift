/// Where a volume of the pod appears inside a container.
public struct VolumeMount: FieldRecord, Hashable {
  public static var goType: String { "v1.VolumeMount" }

  public var name: String = ""
  public var readOnly: Bool = false
  public var mountPath: String = ""
  public var subPath: String = ""
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
