/// What became of a claim.
public struct PersistentVolumeClaimStatus: FieldRecord, Hashable {
  public static var goType: String { "v1.PersistentVolumeClaimStatus" }

  /// `Pending`, `Bound` or `Lost`.
  public var phase: String = ""
  public var accessModes: [String] = []
  public var capacity = ResourceList()
  public var conditions: [PersistentVolumeClaimCondition] = []
  /// Fields that are valid, kept and printed back, and have no effect here.
  public var kept = KeptFields()

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("phase", &phase)
    try fields.field("accessModes", &accessModes)
    try fields.field("capacity", &capacity)
    try fields.field("conditions", &conditions)
    fields.keep(
      [
        "allocatedResources", "allocatedResourceStatuses", "currentVolumeAttributesClassName",
        "modifyVolumeStatus",
      ], in: &kept)
  }
}
