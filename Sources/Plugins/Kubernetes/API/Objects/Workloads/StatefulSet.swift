/// Pods with fixed names, made in order, each with its own claims.
public final class StatefulSet: KubernetesObject, TypedObject {
  public static var resource: ResourceType { .statefulSets }

  /// What is wanted; a change of it counts up the generation.
  public var spec: StatefulSetSpec
  /// What is the case. Written by `updateStatus` only: other writes leave it as it is.
  public var status: StatefulSetStatus

  /// Nothing is set, not even the name; the server fills in what has defaults.
  public init() {
    spec = StatefulSetSpec()
    status = StatefulSetStatus()
    super.init(.statefulSets)
  }

  public override func copy() -> StatefulSet { StatefulSet(copying: self) }

  private init(copying original: StatefulSet) {
    spec = original.spec
    status = original.status
    super.init(copying: original)
  }

  public override func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("spec", &spec)
    try fields.field("status", &status)
  }

  public override func hasSameSpec(as other: KubernetesObject) -> Bool {
    guard let other = other as? StatefulSet else { return false }
    return spec == other.spec
  }

  public override func hasSameStatus(as other: KubernetesObject) -> Bool {
    guard let other = other as? StatefulSet else { return false }
    return status == other.status
  }

  public override func takeStatus(from other: KubernetesObject) {
    if let other = other as? StatefulSet { status = other.status }
  }

  public override var hasStatus: Bool { true }
}
