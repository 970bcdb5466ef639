/// A group of containers on one node, with one address and one lifetime.
public final class Pod: KubernetesObject, TypedObject {
  public static var resource: ResourceType { .pods }

  /// What is wanted.
  public var spec: PodSpec
  /// What is the case. Written by `updateStatus` only: other writes leave it as it is.
  public var status: PodStatus

  /// Nothing is set, not even the name; the server fills in what has defaults.
  public init() {
    spec = PodSpec()
    status = PodStatus()
    super.init(.pods)
  }

  public override func copy() -> Pod { Pod(copying: self) }

  private init(copying original: Pod) {
    spec = original.spec
    status = original.status
    super.init(copying: original)
  }

  public override func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("spec", &spec)
    try fields.field("status", &status)
  }

  public override func hasSameSpec(as other: KubernetesObject) -> Bool {
    guard let other = other as? Pod else { return false }
    return spec == other.spec
  }

  public override func hasSameStatus(as other: KubernetesObject) -> Bool {
    guard let other = other as? Pod else { return false }
    return status == other.status
  }

  public override func takeStatus(from other: KubernetesObject) {
    if let other = other as? Pod { status = other.status }
  }

  public override var hasStatus: Bool { true }
}
