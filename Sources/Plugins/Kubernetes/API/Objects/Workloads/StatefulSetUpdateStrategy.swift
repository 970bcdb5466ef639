/// How a StatefulSet takes up a new template.
public struct StatefulSetUpdateStrategy: FieldRecord, Hashable {
  public static var goType: String { "v1.StatefulSetUpdateStrategy" }

  public var type: String = ""
  public var rollingUpdate: RollingUpdateStatefulSetStrategy?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("type", &type)
    try fields.field("rollingUpdate", &rollingUpdate)
  }
}
