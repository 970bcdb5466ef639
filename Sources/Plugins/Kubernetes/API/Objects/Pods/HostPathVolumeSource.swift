/// A directory of the node.
public struct HostPathVolumeSource: FieldRecord, Hashable {
  public static var goType: String { "v1.HostPathVolumeSource" }

  /// A path on whichever node the pod is on.
  public var path: String = ""
  /// What must be there. `Directory` and `File` must exist, `FileOrCreate` is made; with everything
  /// else a folder is made.
  public var type: String?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("path", &path)
    try fields.field("type", &type)
  }
}
