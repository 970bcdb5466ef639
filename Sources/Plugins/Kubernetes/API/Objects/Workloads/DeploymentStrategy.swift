/// How a Deployment takes up a new template.
public struct DeploymentStrategy: FieldRecord, Hashable {
  public static var goType: String { "v1.DeploymentStrategy" }

  public var type: String = ""
  public var rollingUpdate: RollingUpdateDeployment?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("type", &type)
    try fields.field("rollingUpdate", &rollingUpdate)
  }
}
