/// The nodes from which a volume can be reached.
public struct VolumeNodeAffinity: FieldRecord, Hashable {
  public static var goType: String { "v1.VolumeNodeAffinity" }

  /// What the node must be like; nil for any.
  public var required: NodeSelector?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("required", &required)
  }
}
