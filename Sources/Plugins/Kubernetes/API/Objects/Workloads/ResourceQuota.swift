/// A limit for what a namespace may hold.
public final class ResourceQuota: KubernetesObject, TypedObject {
  public static var resource: ResourceType { .resourceQuotas }

  /// What is wanted.
  public var spec = ResourceQuotaSpec()
  /// What is the case. Written by `updateStatus` only: other writes leave it as it is.
  public var status = ResourceQuotaStatus()

  /// Nothing is set, not even the name; the server fills in what has defaults.
  public init() { super.init(.resourceQuotas) }

  public override func copy() -> ResourceQuota {
    let copy = ResourceQuota()
    copy.metadata = metadata
    copy.spec = spec
    copy.status = status
    return copy
  }

  public override func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("spec", &spec)
    try fields.field("status", &status)
  }

  public override func hasSameSpec(as other: KubernetesObject) -> Bool {
    guard let other = other as? ResourceQuota else { return false }
    return spec == other.spec
  }

  public override func hasSameStatus(as other: KubernetesObject) -> Bool {
    guard let other = other as? ResourceQuota else { return false }
    return status == other.status
  }

  public override func takeStatus(from other: KubernetesObject) {
    if let other = other as? ResourceQuota { status = other.status }
  }

  public override var hasStatus: Bool { true }
}
