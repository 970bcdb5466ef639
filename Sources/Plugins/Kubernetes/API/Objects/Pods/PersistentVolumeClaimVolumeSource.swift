/// A claim of the pod's namespace.
public struct PersistentVolumeClaimVolumeSource: FieldRecord, Hashable {
  public static var goType: String { "v1.PersistentVolumeClaimVolumeSource" }

  /// The claim, in the pod's namespace. The pod waits until it is bound and its volume attached.
  public var claimName: String = ""
  /// Whether writing to the mount fails.
  public var readOnly: Bool = false

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("claimName", &claimName)
    try fields.field("readOnly", &readOnly)
  }
}
