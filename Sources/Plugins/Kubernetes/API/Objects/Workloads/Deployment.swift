/// ReplicaSets of which one replaces the other when the template changes.
public final class Deployment: KubernetesObject, TypedObject {
  public static var resource: ResourceType { .deployments }

  public var spec: DeploymentSpec
  public var status: DeploymentStatus

  public init() {
    spec = DeploymentSpec()
    status = DeploymentStatus()
    super.init(.deployments)
  }

  public override func copy() -> Deployment { Deployment(copying: self) }

  private init(copying original: Deployment) {
    spec = original.spec
    status = original.status
    super.init(copying: original)
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
