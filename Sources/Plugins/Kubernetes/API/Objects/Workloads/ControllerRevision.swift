public import Values

/// A template as it once was, kept by a StatefulSet (S16).
public final class ControllerRevision: KubernetesObject, TypedObject {
  public static var resource: ResourceType { .controllerRevisions }

  /// The template as a patch of the set (S16).
  public var data: JSON?
  /// The newest has the highest; one that is gone back to gets a new number (S16).
  public var revision: Int64 = 0

  /// Nothing is set, not even the name; the server fills in what has defaults.
  public init() { super.init(.controllerRevisions) }

  public override func copy() -> ControllerRevision { ControllerRevision(copying: self) }

  private init(copying original: ControllerRevision) {
    data = original.data
    revision = original.revision
    super.init(copying: original)
  }

  public override func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("data", &data)
    try fields.always("revision", &revision)
  }

  public override func hasSameSpec(as other: KubernetesObject) -> Bool {
    guard let other = other as? ControllerRevision else { return false }
    return data == other.data
      && revision == other.revision
  }
}
