/// The user, the groups and the rights of all containers of a pod.
///
/// All processes here are root's, and root may do everything. What asks for anything else is
/// refused by the validation; what only gives rights is kept.
public struct PodSecurityContext: FieldRecord, Hashable {
  public static var goType: String { "v1.PodSecurityContext" }

  /// Only 0 is accepted.
  public var runAsUser: Int64?
  /// Only 0 is accepted.
  public var runAsGroup: Int64?
  /// While true no container starts, for every image runs as root.
  public var runAsNonRoot: Bool?
  /// Fields that are kept and printed back without an effect, and those that are refused.
  public var kept = KeptFields()

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    fields.keep(["seLinuxOptions", "windowsOptions"], in: &kept)
    try fields.field("runAsUser", &runAsUser)
    try fields.field("runAsGroup", &runAsGroup)
    try fields.field("runAsNonRoot", &runAsNonRoot)
    fields.keep(
      [
        "supplementalGroups", "supplementalGroupsPolicy", "fsGroup", "sysctls",
        "fsGroupChangePolicy", "seccompProfile", "appArmorProfile", "seLinuxChangePolicy",
      ], in: &kept)
  }
}
