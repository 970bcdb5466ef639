/// How a StatefulSet takes up a new template.
public struct StatefulSetUpdateStrategy: FieldRecord, Hashable {
  public static var goType: String { "v1.StatefulSetUpdateStrategy" }

  /// `RollingUpdate` by default (S10), or `OnDelete` (S12).
  public var type: String = ""
  /// For `RollingUpdate`. Nil and a partition of 0 differ (S13).
  public var rollingUpdate: RollingUpdateStatefulSetStrategy?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("type", &type)
    try fields.field("rollingUpdate", &rollingUpdate)
  }
}
