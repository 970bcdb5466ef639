/// The size that a claim asks for.
public struct VolumeResourceRequirements: FieldRecord, Hashable {
  public static var goType: String { "v1.VolumeResourceRequirements" }

  /// Not acted on.
  public var limits = ResourceList()
  /// `storage`: the least size.
  public var requests = ResourceList()

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("limits", &limits)
    try fields.field("requests", &requests)
  }
}
