/// The processor time and memory a container asks for and may have.
public struct ResourceRequirements: FieldRecord, Hashable {
  public static var goType: String { "v1.ResourceRequirements" }

  public var limits = ResourceList()
  public var requests = ResourceList()
  /// Fields that are valid, kept and printed back, and have no effect here.
  public var kept = KeptFields()

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("limits", &limits)
    try fields.field("requests", &requests)
    fields.keep(["claims"], in: &kept)
  }
}
