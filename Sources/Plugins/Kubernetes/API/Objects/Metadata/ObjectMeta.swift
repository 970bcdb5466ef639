public import Simulation

/// What every object says about itself: name, identity, version, labels, owners, deletion.
public struct ObjectMeta: FieldRecord, Hashable {
  public static var goType: String { "v1.ObjectMeta" }

  /// Unique in its namespace for a kind. It cannot be changed; lists are in its byte order (K9).
  public var name: String = ""
  /// The beginning of a name, to which the server adds five characters when ``name`` is empty (D1).
  public var generateName: String = ""
  /// Its namespace; empty for kinds without. It cannot be changed.
  public var namespace: String = ""
  /// Given by the server: a later object with the same name has another.
  public var uid: String = ""
  /// The store's version counter at the last write of this object; "" before it is stored.
  public var resourceVersion: String = ""
  /// How often the wanted state (not the status) was changed, for kinds that count it.
  public var generation: Int64 = 0
  /// Given by the server, in whole seconds; ages count from here (K10).
  public var creationTimestamp: VirtualTime?
  /// When the object was, or after its grace period is to be, deleted.
  public var deletionTimestamp: VirtualTime?
  /// How many seconds a pod was given to end (N6); 0 when it only waits for finalizers.
  public var deletionGracePeriodSeconds: Int64?
  /// What selectors look at. Keys and values are checked; a value has at most 63 bytes.
  public var labels = StringMap()
  /// Notes that no selector looks at.
  public var annotations = StringMap()
  /// Whom it belongs to: when all of them are gone, it is deleted (S22).
  public var ownerReferences: [OwnerReference] = []
  /// Whoever must act before a deleted object goes; it stays until the list is empty.
  public var finalizers: [String] = []
  /// Fields that are valid, kept and printed back, and have no effect here.
  public var kept = KeptFields()

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("name", &name)
    try fields.field("generateName", &generateName)
    try fields.field("namespace", &namespace)
    try fields.field("uid", &uid)
    try fields.field("resourceVersion", &resourceVersion)
    try fields.field("generation", &generation)
    try fields.nullable("creationTimestamp", &creationTimestamp)
    try fields.field("deletionTimestamp", &deletionTimestamp)
    try fields.field("deletionGracePeriodSeconds", &deletionGracePeriodSeconds)
    try fields.field("labels", &labels)
    try fields.field("annotations", &annotations)
    try fields.field("ownerReferences", &ownerReferences)
    try fields.field("finalizers", &finalizers)
    fields.keep(["managedFields", "selfLink"], in: &kept)
  }
}
