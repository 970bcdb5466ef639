/// A limit for voluntary evictions.
public final class PodDisruptionBudget: KubernetesObject, TypedObject {
  public static var resource: ResourceType { .podDisruptionBudgets }

  /// What is wanted; a change of it counts up the generation.
  public var spec: PodDisruptionBudgetSpec
  /// What is the case. Written by `updateStatus` only: other writes leave it as it is.
  public var status: PodDisruptionBudgetStatus

  /// Nothing is set, not even the name; the server fills in what has defaults.
  public init() {
    spec = PodDisruptionBudgetSpec()
    status = PodDisruptionBudgetStatus()
    super.init(.podDisruptionBudgets)
  }

  public override func copy() -> PodDisruptionBudget { PodDisruptionBudget(copying: self) }

  private init(copying original: PodDisruptionBudget) {
    spec = original.spec
    status = original.status
    super.init(copying: original)
  }

  public override func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("spec", &spec)
    try fields.field("status", &status)
  }

  public override func hasSameSpec(as other: KubernetesObject) -> Bool {
    guard let other = other as? PodDisruptionBudget else { return false }
    return spec == other.spec
  }

  public override func hasSameStatus(as other: KubernetesObject) -> Bool {
    guard let other = other as? PodDisruptionBudget else { return false }
    return status == other.status
  }

  public override func takeStatus(from other: KubernetesObject) {
    if let other = other as? PodDisruptionBudget { status = other.status }
  }

  public override var hasStatus: Bool { true }
}
