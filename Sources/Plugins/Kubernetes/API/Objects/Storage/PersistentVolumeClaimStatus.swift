/// What became of a claim.
public struct PersistentVolumeClaimStatus: FieldRecord, Hashable {
  public static var goType: String { "v1.PersistentVolumeClaimStatus" }

  /// `Pending`, `Bound` or `Lost`.
  public var phase: String = ""
  /// Those of the volume, once it is bound.
  public var accessModes: [String] = []
  /// The size of the volume, once it is bound: the CAPACITY column (K5). It never grows here.
  public var capacity = ResourceList()
  /// Never set here: nothing is resized.
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
