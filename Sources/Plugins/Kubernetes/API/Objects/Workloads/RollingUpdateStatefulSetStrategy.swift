/// How far a rolling update of a StatefulSet goes.
public struct RollingUpdateStatefulSetStrategy: FieldRecord, Hashable {
  public static var goType: String { "v1.RollingUpdateStatefulSetStrategy" }

  public var partition: Int32?
  public var maxUnavailable: IntOrString?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("partition", &partition)
    try fields.field("maxUnavailable", &maxUnavailable)
  }
}
