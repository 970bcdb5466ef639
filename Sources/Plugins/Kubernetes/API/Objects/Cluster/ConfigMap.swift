/// Settings, as named texts.
public final class ConfigMap: KubernetesObject, TypedObject {
  public static var resource: ResourceType { .configMaps }

  /// Texts by key, which pods read as variables or files.
  public var data = StringMap()
  /// Base64 by key. Pods do not see it here; it is counted in the DATA column only.
  public var binaryData = StringMap()
  /// When true, neither the data nor this may be changed any more; nil is false.
  public var immutable: Bool?

  /// Nothing is set, not even the name; the server fills in what has defaults.
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
