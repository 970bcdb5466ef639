/// A claim that a StatefulSet makes for each of its pods.
public struct PersistentVolumeClaimTemplate: FieldRecord, Hashable {
  public static var goType: String { "v1.PersistentVolumeClaim" }

  /// Always `PersistentVolumeClaim`, filled in by the server.
  public var kind: String = ""
  /// Always `v1`, filled in by the server.
  public var apiVersion: String = ""
  /// Its name begins the names of the claims: `www` in `www-web-0` (S18).
  public var metadata = ObjectMeta()
  /// What each claim asks for. It cannot be changed afterwards (S28).
  public var spec = PersistentVolumeClaimSpec()
  /// `Pending`, filled in by the server; means nothing.
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
