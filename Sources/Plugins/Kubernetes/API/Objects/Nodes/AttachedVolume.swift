/// A volume that is attached to a node.
public struct AttachedVolume: FieldRecord, Hashable {
  public static var goType: String { "v1.AttachedVolume" }

  /// The name of the volume.
  public var name: String = ""
  /// Where it is on the node. Never set here.
  public var devicePath: String = ""

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("name", &name)
    try fields.always("devicePath", &devicePath)
  }
}
