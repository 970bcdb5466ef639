/// A sign of life: a node renews its lease every ten seconds (N9).
public final class Lease: KubernetesObject, TypedObject {
  public static var resource: ResourceType { .leases }

  /// What is wanted.
  public var spec: LeaseSpec

  /// Nothing is set, not even the name; the server fills in what has defaults.
  public init() {
    spec = LeaseSpec()
    super.init(.leases)
  }

  public override func copy() -> Lease { Lease(copying: self) }

  private init(copying original: Lease) {
    spec = original.spec
    super.init(copying: original)
  }

  public override func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("spec", &spec)
  }

  public override func hasSameSpec(as other: KubernetesObject) -> Bool {
    guard let other = other as? Lease else { return false }
    return spec == other.spec
  }
}
