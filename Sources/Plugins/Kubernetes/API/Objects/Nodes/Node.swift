/// A machine that runs pods.
public final class Node: KubernetesObject, TypedObject {
  public static var resource: ResourceType { .nodes }

  /// What is wanted.
  public var spec: NodeSpec
  /// What is the case. Written by `updateStatus` only: other writes leave it as it is.
  public var status: NodeStatus

  /// Nothing is set, not even the name; the server fills in what has defaults.
  public init() {
    spec = NodeSpec()
    status = NodeStatus()
    super.init(.nodes)
  }

  public override func copy() -> Node { Node(copying: self) }

  private init(copying original: Node) {
    spec = original.spec
    status = original.status
    super.init(copying: original)
  }

  public override func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("spec", &spec)
    try fields.field("status", &status)
  }

  public override func hasSameSpec(as other: KubernetesObject) -> Bool {
    guard let other = other as? Node else { return false }
    return spec == other.spec
  }

  public override func hasSameStatus(as other: KubernetesObject) -> Bool {
    guard let other = other as? Node else { return false }
    return status == other.status
  }

  public override func takeStatus(from other: KubernetesObject) {
    if let other = other as? Node { status = other.status }
  }

  public override var hasStatus: Bool { true }
}
