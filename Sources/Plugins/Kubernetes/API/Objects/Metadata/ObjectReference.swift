/// A pointer to any object, as events and volumes carry it.
public struct ObjectReference: FieldRecord, Hashable {
  public static var goType: String { "v1.ObjectReference" }

  public var kind: String = ""
  public var namespace: String = ""
  public var name: String = ""
  public var uid: String = ""
  public var apiVersion: String = ""
  public var resourceVersion: String = ""
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
