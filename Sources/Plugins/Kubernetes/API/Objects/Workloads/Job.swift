/// Pods that run to their end, and how many of them have to succeed.
public final class Job: KubernetesObject, TypedObject {
  public static var resource: ResourceType { .jobs }

  /// What is wanted; a change of it counts up the generation.
  public var spec = JobSpec()
  /// What is the case. Written by `updateStatus` only: other writes leave it as it is.
  public var status = JobStatus()

  /// Nothing is set, not even the name; the server fills in what has defaults.
  public init() { super.init(.jobs) }

  public override func copy() -> Job {
    let copy = Job()
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
    guard let other = other as? Job else { return false }
    return spec == other.spec
  }

  public override func hasSameStatus(as other: KubernetesObject) -> Bool {
    guard let other = other as? Job else { return false }
    return status == other.status
  }

  public override func takeStatus(from other: KubernetesObject) {
    if let other = other as? Job { status = other.status }
  }

  public override var hasStatus: Bool { true }

  /// Whether a condition of this type is True.
  public func has(condition type: String) -> Bool {
    status.conditions.contains { $0.type == type && $0.status == "True" }
  }

  /// Whether it has succeeded or failed for good.
  public var isFinished: Bool { has(condition: "Complete") || has(condition: "Failed") }
}
