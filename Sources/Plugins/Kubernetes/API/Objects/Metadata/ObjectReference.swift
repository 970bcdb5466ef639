/// A pointer to any object, as events and volumes carry it.
public struct ObjectReference: FieldRecord, Hashable {
  public static var goType: String { "v1.ObjectReference" }

  /// The kind: `Pod`.
  public var kind: String = ""
  /// Empty for kinds without.
  public var namespace: String = ""
  /// Its name.
  public var name: String = ""
  /// Its uid: with it, a later object of the same name is not meant.
  public var uid: String = ""
  /// `v1`, `apps/v1`.
  public var apiVersion: String = ""
  /// The version that was seen; nobody looks an object up by it.
  public var resourceVersion: String = ""
  /// The part that is meant: `spec.containers{nginx}` (N5).
  public var fieldPath: String = ""

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("kind", &kind)
    try fields.field("namespace", &namespace)
    try fields.field("name", &name)
    try fields.field("uid", &uid)
    try fields.field("apiVersion", &apiVersion)
    try fields.field("resourceVersion", &resourceVersion)
    try fields.field("fieldPath", &fieldPath)
  }
}
