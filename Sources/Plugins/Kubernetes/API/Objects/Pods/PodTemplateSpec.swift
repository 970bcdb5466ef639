/// The pod that a controller makes copies of.
public struct PodTemplateSpec: FieldRecord, Hashable {
  public static var goType: String { "v1.PodTemplateSpec" }

  public var metadata = ObjectMeta()
  public var spec = PodSpec()

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("metadata", &metadata)
    try fields.field("spec", &spec)
  }
}
