/// What becomes of the claims of a StatefulSet: `Retain` or `Delete`.
public struct StatefulSetPersistentVolumeClaimRetentionPolicy: FieldRecord, Hashable {
  public static var goType: String { "v1.StatefulSetPersistentVolumeClaimRetentionPolicy" }

  /// `Retain` by default; `Delete` lets claims go with the set (S19).
  public var whenDeleted: String = ""
  /// `Retain` by default; `Delete` lets claims go with the pod that scaling takes away (S19).
  public var whenScaled: String = ""

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("whenDeleted", &whenDeleted)
    try fields.field("whenScaled", &whenScaled)
  }
}
