/// A directory of the node.
public struct HostPathVolumeSource: FieldRecord, Hashable {
  public static var goType: String { "v1.HostPathVolumeSource" }

  public var path: String = ""
  public var type: String?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("path", &path)
    try fields.field("type", &type)
  }
}
