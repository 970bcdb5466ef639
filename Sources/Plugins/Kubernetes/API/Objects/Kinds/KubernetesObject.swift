import OrderedCollections
public import Values

/// Something that the API server stores: the metadata and, in a subclass, the rest.
///
/// A stored object never changes. Who wants to change one copies it, changes the copy and
/// writes it; the copy that a write returns is the stored one and must not be changed.
open class KubernetesObject {
  /// What kind of object it is.
  public let resourceType: ResourceType

  /// The name and the rest that all kinds have.
  public final var metadata: ObjectMeta

  /// Who wrote a stored object.
  final var fieldLog: FieldLog?

  /// An object of a kind with nothing set: subclasses call it.
  public init(_ type: ResourceType) {
    resourceType = type
    metadata = ObjectMeta()
  }

  /// The part of a copy that all kinds have.
  public init(copying original: KubernetesObject) {
    resourceType = original.resourceType
    metadata = original.metadata
  }

  /// A copy that may be changed. It shares nothing that can change.
  open func copy() -> KubernetesObject { KubernetesObject(copying: self) }

  /// Names every field beside `apiVersion`, `kind` and `metadata`.
  open func visit(_ fields: inout Fields) throws(FieldError) {}

  /// Whether both want the same: everything beside metadata and status is equal.
  open func hasSameSpec(as other: KubernetesObject) -> Bool { true }

  /// Whether both report the same.
  open func hasSameStatus(as other: KubernetesObject) -> Bool { true }

  /// Makes the status that of `other`.
  open func takeStatus(from other: KubernetesObject) {}

  /// Whether the kind has a status of its own, written by `updateStatus` only.
  open var hasStatus: Bool { false }

  /// Fills in what was left out, as `-o yaml` shows it afterwards. Doing it twice changes nothing.
  open func fillDefaults() {}

  /// What is wrong with the fields, beyond what their types say; the defaults are filled in. The
  /// server refuses an object with any.
  open func validate() -> [APIError.Cause] { [] }

  /// The name, as the metadata have it.
  public final var name: String { metadata.name }
  /// The namespace, as the metadata have it; empty for kinds without.
  public final var namespace: String { metadata.namespace }

  /// `default/web-0`, or `node-1` for what is in no namespace.
  public final var key: String {
    if let storedKey { return storedKey }
    let key = metadata.namespace.isEmpty ? metadata.name : metadata.namespace + "/" + metadata.name
    if isStored { storedKey = key }
    return key
  }

  /// Whether the server has stored the object, so that it does not change any more.
  private final var isStored = false

  /// Called by the server when it stores the object in the place of an older one.
  final func settle(inPlaceOf old: KubernetesObject?) {
    isStored = true
    storedKey = old?.storedKey
  }

  /// The key of a stored object, once somebody has asked for it.
  private final var storedKey: String?

  /// Whether its deletion has begun.
  public final var isBeingDeleted: Bool { metadata.deletionTimestamp != nil }

  /// The object's owner that manages it, if there is one.
  public final var controller: OwnerReference? {
    metadata.ownerReferences.first { $0.controller == true }
  }

  /// The reference by which an owned object names this one as its managing owner.
  public final func controllerReference() -> OwnerReference {
    var reference = OwnerReference()
    reference.apiVersion = resourceType.apiVersion
    reference.kind = resourceType.kind
    reference.name = metadata.name
    reference.uid = metadata.uid
    reference.controller = true
    reference.blockOwnerDeletion = true
    return reference
  }

  /// A reference to this object, as events carry it.
  public final func reference() -> ObjectReference {
    var reference = ObjectReference()
    reference.kind = resourceType.kind
    reference.namespace = metadata.namespace
    reference.name = metadata.name
    reference.uid = metadata.uid
    reference.apiVersion = resourceType.apiVersion
    reference.resourceVersion = metadata.resourceVersion
    return reference
  }

  /// The object as the server sends it, `apiVersion` and `kind` first.
  public final func json() -> JSON {
    Fields.object { fields throws(FieldError) in
      fields.write("apiVersion", .string(resourceType.apiVersion))
      fields.write("kind", .string(resourceType.kind))
      fields.write("metadata", metadata.encode())
      try visit(&fields)
    }
  }

  /// Reads an object of `type`. Unknown fields are collected, wrong types are errors.
  public static func read(
    _ value: JSON, as type: ResourceType
  ) throws(FieldError) -> (object: KubernetesObject, strictErrors: [String]) {
    var context = DecodingContext()
    let goType = "\(type.version).\(type.kind)"
    guard case .object(let members) = value else {
      throw context.mismatch(value, expected: goType)
    }
    let object = type.make()
    _ = context.enter(record: goType)
    var fields = Fields(reading: members, context: context)
    _ = fields.take("apiVersion")
    _ = fields.take("kind")
    try fields.field("metadata", &object.metadata)
    try object.visit(&fields)
    fields.reportUnknownFields()
    return (object, fields.context.strictErrors)
  }
}
