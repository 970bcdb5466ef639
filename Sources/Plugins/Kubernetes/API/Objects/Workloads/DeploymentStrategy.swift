/// How a Deployment takes up a new template.
public struct DeploymentStrategy: FieldRecord, Hashable {
  public static var goType: String { "v1.DeploymentStrategy" }

  /// `RollingUpdate` by default, or `Recreate` (D11).
  public var type: String = ""
  /// Only for `RollingUpdate`, where it is always filled in.
  public var rollingUpdate: RollingUpdateDeployment?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("type", &type)
    try fields.field("rollingUpdate", &rollingUpdate)
  }
}
