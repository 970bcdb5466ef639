/// The user, the groups and the rights of one container; it wins over that of the pod.
public struct SecurityContext: FieldRecord, Hashable {
  public static var goType: String { "v1.SecurityContext" }

  /// Only false is accepted.
  public var privileged: Bool?
  /// Only 0 is accepted.
  public var runAsUser: Int64?
  /// Only 0 is accepted.
  public var runAsGroup: Int64?
  /// While true the container does not start, for every image runs as root.
  public var runAsNonRoot: Bool?
  /// Whether writing fails everywhere but in volumes.
  public var readOnlyRootFilesystem: Bool?
  /// Fields that are kept and printed back without an effect, and those that are refused.
  public var kept = KeptFields()

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    fields.keep(["capabilities"], in: &kept)
    try fields.field("privileged", &privileged)
    fields.keep(["seLinuxOptions", "windowsOptions"], in: &kept)
    try fields.field("runAsUser", &runAsUser)
    try fields.field("runAsGroup", &runAsGroup)
    try fields.field("runAsNonRoot", &runAsNonRoot)
    try fields.field("readOnlyRootFilesystem", &readOnlyRootFilesystem)
    fields.keep(
      ["allowPrivilegeEscalation", "procMount", "seccompProfile", "appArmorProfile"], in: &kept)
  }
}
