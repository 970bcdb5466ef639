/// How a volume is mounted in a running container.
public struct VolumeMountStatus: FieldRecord, Hashable {
  public static var goType: String { "v1.VolumeMountStatus" }

  public var name: String = ""
  public var mountPath: String = ""
  public var readOnly: Bool = false
  public var recursiveReadOnly: String?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("name", &name)
    try fields.always("mountPath", &mountPath)
    try fields.field("readOnly", &readOnly)
    try fields.field("recursiveReadOnly", &recursiveReadOnly)
  }
}
