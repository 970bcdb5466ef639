/// A number of pods that are all alike.
public final class ReplicaSet: KubernetesObject, TypedObject {
  public static var resource: ResourceType { .replicaSets }

  /// What is wanted; a change of it counts up the generation.
  public var spec: ReplicaSetSpec
  /// What is the case. Written by `updateStatus` only: other writes leave it as it is.
  public var status: ReplicaSetStatus

  /// Nothing is set, not even the name; the server fills in what has defaults.
  public init() {
    spec = ReplicaSetSpec()
    status = ReplicaSetStatus()
    super.init(.replicaSets)
  }

  public override func copy() -> ReplicaSet { ReplicaSet(copying: self) }

  private init(copying original: ReplicaSet) {
    spec = original.spec
    status = original.status
    super.init(copying: original)
  }

  public override func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("spec", &spec)
    try fields.field("status", &status)
  }

  public override func hasSameSpec(as other: KubernetesObject) -> Bool {
    guard let other = other as? ReplicaSet else { return false }
    return spec == other.spec
  }

  public override func hasSameStatus(as other: KubernetesObject) -> Bool {
    guard let other = other as? ReplicaSet else { return false }
    return status == other.status
  }

  public override func takeStatus(from other: KubernetesObject) {
    if let other = other as? ReplicaSet { status = other.status }
  }

  public override var hasStatus: Bool { true }
}
