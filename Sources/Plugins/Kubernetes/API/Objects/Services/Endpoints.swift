/// The addresses behind a Service, in the old form.
public final class Endpoints: KubernetesObject, TypedObject {
  public static var resource: ResourceType { .endpoints }

  /// Pods whose ports are the same stand in one.
  public var subsets: [EndpointSubset] = []

  /// Nothing is set, not even the name; the server fills in what has defaults.
  public init() { super.init(.endpoints) }

  public override func copy() -> Endpoints { Endpoints(copying: self) }

  private init(copying original: Endpoints) {
    subsets = original.subsets
    super.init(copying: original)
  }

  public override func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("subsets", &subsets)
  }

  public override func hasSameSpec(as other: KubernetesObject) -> Bool {
    guard let other = other as? Endpoints else { return false }
    return subsets == other.subsets
  }
}
