/// How many pods may be missing or too many during a rollout (D7).
public struct RollingUpdateDeployment: FieldRecord, Hashable {
  public static var goType: String { "v1.RollingUpdateDeployment" }

  /// A number, or a percentage, rounded down; 25% by default. 1 when both come to 0 (D7).
  public var maxUnavailable: IntOrString?
  /// A number, or a percentage, rounded up; 25% by default (D7).
  public var maxSurge: IntOrString?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("maxUnavailable", &maxUnavailable)
    try fields.field("maxSurge", &maxSurge)
  }
}
