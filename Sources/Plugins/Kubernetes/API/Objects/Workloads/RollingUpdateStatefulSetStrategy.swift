/// How far a rolling update of a StatefulSet goes.
public struct RollingUpdateStatefulSetStrategy: FieldRecord, Hashable {
  public static var goType: String { "v1.RollingUpdateStatefulSetStrategy" }

  /// Pods with a lower ordinal keep the current revision (S11); when it is filled in is said by
  /// S13.
  public var partition: Int32?
  /// Dropped by the server: v1.32 has its feature switched off (S14).
  public var maxUnavailable: IntOrString?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("partition", &partition)
    try fields.field("maxUnavailable", &maxUnavailable)
  }
}
