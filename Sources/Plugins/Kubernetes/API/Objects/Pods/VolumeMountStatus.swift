/// How a volume is mounted in a running container.
public struct VolumeMountStatus: FieldRecord, Hashable {
  public static var goType: String { "v1.VolumeMountStatus" }

  /// The volume.
  public var name: String = ""
  /// Where it is mounted.
  public var mountPath: String = ""
  /// Whether it was mounted so.
  public var readOnly: Bool = false
  /// `Disabled` for what is read-only, else nil.
  public var recursiveReadOnly: String?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("name", &name)
    try fields.always("mountPath", &mountPath)
    try fields.field("readOnly", &readOnly)
    try fields.field("recursiveReadOnly", &recursiveReadOnly)
  }
}
