/// ReplicaSets of which one replaces the other when the template changes.
public final class Deployment: KubernetesObject, TypedObject {
  public static var resource: ResourceType { .deployments }

  /// What is wanted; a change of it counts up the generation.
  public var spec: DeploymentSpec
  /// What is the case. Written by `updateStatus` only: other writes leave it as it is.
  public var status: DeploymentStatus

  /// Nothing is set, not even the name; the server fills in what has defaults.
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
