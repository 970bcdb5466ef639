public import Values

/// A template as it once was, kept by a StatefulSet (S16).
public final class ControllerRevision: KubernetesObject, TypedObject {
  public static var resource: ResourceType { .controllerRevisions }

  public var data: JSON?
  public var revision: Int64 = 0

  public init() { super.init(.controllerRevisions) }

  public override func copy() -> ControllerRevision {
    let copy = ControllerRevision()
    copy.metadata = metadata
    copy.data = data
    copy.revision = revision
    return copy
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
