public import Simulation

/// What every object says about itself: name, identity, version, labels, owners, deletion.
public struct ObjectMeta: FieldRecord, Hashable {
  public static var goType: String { "v1.ObjectMeta" }

  public var name: String = ""
  public var generateName: String = ""
  public var namespace: String = ""
  public var uid: String = ""
  /// The store's version counter at the last write of this object; "" before it is stored.
  public var resourceVersion: String = ""
  /// How often the wanted state (not the status) was changed, for kinds that count it.
  public var generation: Int64 = 0
  public var creationTimestamp: VirtualTime?
  /// When the object was, or after its grace period is to be, deleted.
  public var deletionTimestamp: VirtualTime?
  public var deletionGracePeriodSeconds: Int64?
  public var labels = StringMap()
  public var annotations = StringMap()
  public var ownerReferences: [OwnerReference] = []
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
