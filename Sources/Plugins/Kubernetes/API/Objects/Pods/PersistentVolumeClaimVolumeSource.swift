/// A claim of the pod's namespace.
public struct PersistentVolumeClaimVolumeSource: FieldRecord, Hashable {
  public static var goType: String { "v1.PersistentVolumeClaimVolumeSource" }

  public var claimName: String = ""
  public var readOnly: Bool = false

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("claimName", &claimName)
    try fields.field("readOnly", &readOnly)
  }
}
