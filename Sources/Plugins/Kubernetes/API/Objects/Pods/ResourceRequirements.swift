/// The processor time and memory a container asks for and may have.
public struct ResourceRequirements: FieldRecord, Hashable {
  public static var goType: String { "v1.ResourceRequirements" }

  /// Fills in requests that were left out. Not enforced: nothing is slowed down or killed.
  public var limits = ResourceList()
  /// What the scheduler counts of `cpu` and `memory` (N1), and quotas count.
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
