/// The object that another object belongs to, and is collected with.
public struct OwnerReference: FieldRecord, Hashable {
  public static var goType: String { "v1.OwnerReference" }

  public var apiVersion: String = ""
  public var kind: String = ""
  public var name: String = ""
  public var uid: String = ""
  public var controller: Bool?
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
