/// A claim that a StatefulSet makes for each of its pods.
public struct PersistentVolumeClaimTemplate: FieldRecord, Hashable {
  public static var goType: String { "v1.PersistentVolumeClaim" }

  public var kind: String = ""
  public var apiVersion: String = ""
  public var metadata = ObjectMeta()
  public var spec = PersistentVolumeClaimSpec()
  public var status = PersistentVolumeClaimStatus()

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("kind", &kind)
    try fields.field("apiVersion", &apiVersion)
    try fields.field("metadata", &metadata)
    try fields.field("spec", &spec)
    try fields.field("status", &status)
  }
}
