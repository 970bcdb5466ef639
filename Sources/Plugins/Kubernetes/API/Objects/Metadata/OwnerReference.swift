/// The object that another object belongs to, and is collected with.
public struct OwnerReference: FieldRecord, Hashable {
  public static var goType: String { "v1.OwnerReference" }

  /// `apps/v1`.
  public var apiVersion: String = ""
  /// The kind of the owner.
  public var kind: String = ""
  /// Its name, in the same namespace.
  public var name: String = ""
  /// Its uid: another object of that name is no owner.
  public var uid: String = ""
  /// Whether this owner manages the object; at most one does.
  public var controller: Bool?
  /// Whether the owner, deleted in the foreground, waits for this object to go.
  public var blockOwnerDeletion: Bool?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("apiVersion", &apiVersion)
    try fields.always("kind", &kind)
    try fields.always("name", &name)
    try fields.always("uid", &uid)
    try fields.field("controller", &controller)
    try fields.field("blockOwnerDeletion", &blockOwnerDeletion)
  }
}
