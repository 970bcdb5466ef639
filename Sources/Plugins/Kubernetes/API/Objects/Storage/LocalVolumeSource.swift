/// A disk of one node.
public struct LocalVolumeSource: FieldRecord, Hashable {
  public static var goType: String { "v1.LocalVolumeSource" }

  public var path: String = ""
  public var fsType: String?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("path", &path)
    try fields.field("fsType", &fsType)
  }
}
