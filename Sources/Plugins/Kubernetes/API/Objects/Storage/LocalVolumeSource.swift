/// A disk of one node.
public struct LocalVolumeSource: FieldRecord, Hashable {
  public static var goType: String { "v1.LocalVolumeSource" }

  /// A folder of the node, which must exist there.
  public var path: String = ""
  /// Not acted on.
  public var fsType: String?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("path", &path)
    try fields.field("fsType", &fsType)
  }
}
