/// Settings, as named texts.
public final class ConfigMap: KubernetesObject, TypedObject {
  public static var resource: ResourceType { .configMaps }

  public var data = StringMap()
  public var binaryData = StringMap()
  public var immutable: Bool?

  public init() { super.init(.configMaps) }

  public override func copy() -> ConfigMap { ConfigMap(copying: self) }

  private init(copying original: ConfigMap) {
    data = original.data
    binaryData = original.binaryData
    immutable = original.immutable
    super.init(copying: original)
  }

  public override func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("data", &data)
    try fields.field("binaryData", &binaryData)
    try fields.field("immutable", &immutable)
  }

  public override func hasSameSpec(as other: KubernetesObject) -> Bool {
    guard let other = other as? ConfigMap else { return false }
    return data == other.data
      && binaryData == other.binaryData
      && immutable == other.immutable
  }
}
