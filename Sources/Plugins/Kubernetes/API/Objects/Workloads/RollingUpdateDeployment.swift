/// How many pods may be missing or too many during a rollout (D7).
public struct RollingUpdateDeployment: FieldRecord, Hashable {
  public static var goType: String { "v1.RollingUpdateDeployment" }

  public var maxUnavailable: IntOrString?
  public var maxSurge: IntOrString?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("maxUnavailable", &maxUnavailable)
    try fields.field("maxSurge", &maxSurge)
  }
}
