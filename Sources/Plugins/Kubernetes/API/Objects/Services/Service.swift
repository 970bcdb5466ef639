/// One name and address for a group of pods.
public final class Service: KubernetesObject, TypedObject {
  public static var resource: ResourceType { .services }

  /// What is wanted.
  public var spec: ServiceSpec
  /// What is the case. Written by `updateStatus` only: other writes leave it as it is.
  public var status: ServiceStatus

  /// Nothing is set, not even the name; the server fills in what has defaults.
  public init() {
    spec = ServiceSpec()
    status = ServiceStatus()
    super.init(.services)
  }

  public override func copy() -> Service { Service(copying: self) }

  private init(copying original: Service) {
    spec = original.spec
    status = original.status
    super.init(copying: original)
  }

  public override func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("spec", &spec)
    try fields.field("status", &status)
  }

  public override func hasSameSpec(as other: KubernetesObject) -> Bool {
    guard let other = other as? Service else { return false }
    return spec == other.spec
  }

  public override func hasSameStatus(as other: KubernetesObject) -> Bool {
    guard let other = other as? Service else { return false }
    return status == other.status
  }

  public override func takeStatus(from other: KubernetesObject) {
    if let other = other as? Service { status = other.status }
  }

  public override var hasStatus: Bool { true }
}
