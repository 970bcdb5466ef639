/// Settings that are not shown.
public final class Secret: KubernetesObject, TypedObject {
  public static var resource: ResourceType { .secrets }

  /// Base64 texts.
  public var data = StringMap()
  /// Plain texts that a write turns into `data`; never stored.
  public var stringData = StringMap()
  /// When true, neither the data nor this may be changed any more; nil is false.
  public var immutable: Bool?
  /// What it is for; `Opaque` by default. It cannot be changed and is not acted on.
  public var type: String = ""

  /// Nothing is set, not even the name; the server fills in what has defaults.
  public init() { super.init(.secrets) }

  public override func copy() -> Secret { Secret(copying: self) }

  private init(copying original: Secret) {
    data = original.data
    stringData = original.stringData
    immutable = original.immutable
    type = original.type
    super.init(copying: original)
  }

  public override func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("data", &data)
    try fields.field("stringData", &stringData)
    try fields.field("immutable", &immutable)
    try fields.field("type", &type)
  }

  public override func hasSameSpec(as other: KubernetesObject) -> Bool {
    guard let other = other as? Secret else { return false }
    return data == other.data
      && stringData == other.stringData
      && immutable == other.immutable
      && type == other.type
  }
}
