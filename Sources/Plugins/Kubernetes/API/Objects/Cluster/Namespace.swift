/// A place for names.
public final class Namespace: KubernetesObject, TypedObject {
  public static var resource: ResourceType { .namespaces }

  /// What is wanted.
  public var spec: NamespaceSpec
  /// What is the case. Written by `updateStatus` only: other writes leave it as it is.
  public var status: NamespaceStatus

  /// Nothing is set, not even the name; the server fills in what has defaults.
  public init() {
    spec = NamespaceSpec()
    status = NamespaceStatus()
    super.init(.namespaces)
  }

  public override func copy() -> Namespace { Namespace(copying: self) }

  private init(copying original: Namespace) {
    spec = original.spec
    status = original.status
    super.init(copying: original)
  }

  public override func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("spec", &spec)
    try fields.field("status", &status)
  }

  public override func hasSameSpec(as other: KubernetesObject) -> Bool {
    guard let other = other as? Namespace else { return false }
    return spec == other.spec
  }

  public override func hasSameStatus(as other: KubernetesObject) -> Bool {
    guard let other = other as? Namespace else { return false }
    return status == other.status
  }

  public override func takeStatus(from other: KubernetesObject) {
    if let other = other as? Namespace { status = other.status }
  }

  public override var hasStatus: Bool { true }
}
