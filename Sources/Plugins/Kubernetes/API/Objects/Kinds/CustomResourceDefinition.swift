public import Values

/// A kind that a cluster has besides the standard ones, with its names and the fields of its objects.
///
/// There is one for each kind that a plugin adds. It can be read, and not be written: what a kind
/// does is code of its plugin.
public final class CustomResourceDefinition: KubernetesObject, TypedObject {
  public static var resource: ResourceType { .customResourceDefinitions }

  /// The names, and the fields of each version.
  public var spec: JSON?
  /// The names that are served, and that they are.
  public var status: JSON?

  /// Nothing is set, not even the name.
  public init() { super.init(.customResourceDefinitions) }

  public override func copy() -> CustomResourceDefinition {
    CustomResourceDefinition(copying: self)
  }

  private init(copying original: CustomResourceDefinition) {
    spec = original.spec
    status = original.status
    super.init(copying: original)
  }

  public override func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("spec", &spec)
    try fields.field("status", &status)
  }

  public override func hasSameSpec(as other: KubernetesObject) -> Bool {
    (other as? CustomResourceDefinition)?.spec == spec
  }

  public override func hasSameStatus(as other: KubernetesObject) -> Bool {
    (other as? CustomResourceDefinition)?.status == status
  }

  public override func takeStatus(from other: KubernetesObject) {
    if let other = other as? CustomResourceDefinition { status = other.status }
  }

  public override var hasStatus: Bool { true }
}
