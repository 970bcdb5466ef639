/// ReplicaSets of which one replaces the other when the template changes.
public final class Deployment: KubernetesObject, TypedObject {
  public static var resource: ResourceType { .deployments }

  public var spec = DeploymentSpec()
  public var status = DeploymentStatus()

  public init() { super.init(.deployments) }

  public override func copy() -> Deployment {
    let copy = Deployment()
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
    guard let other = other as? Deployment else { return false }
    return spec == other.spec
  }

  public override func hasSameStatus(as other: KubernetesObject) -> Bool {
    guard let other = other as? Deployment else { return false }
    return status == other.status
  }

  public override func takeStatus(from other: KubernetesObject) {
    if let other = other as? Deployment { status = other.status }
  }

  public override var hasStatus: Bool { true }
}
