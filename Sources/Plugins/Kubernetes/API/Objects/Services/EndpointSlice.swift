/// The addresses behind a Service.
public final class EndpointSlice: KubernetesObject, TypedObject {
  public static var resource: ResourceType { .endpointSlices }

  /// Always `IPv4`.
  public var addressType: String = ""
  /// The pods, ready or not.
  public var endpoints: [Endpoint] = []
  /// Where the Service's ports lead in these pods.
  public var ports: [EndpointSlicePort] = []

  /// Nothing is set, not even the name; the server fills in what has defaults.
  public init() { super.init(.endpointSlices) }

  public override func copy() -> EndpointSlice { EndpointSlice(copying: self) }

  private init(copying original: EndpointSlice) {
    addressType = original.addressType
    endpoints = original.endpoints
    ports = original.ports
    super.init(copying: original)
  }

  public override func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("addressType", &addressType)
    try fields.always("endpoints", &endpoints)
    try fields.always("ports", &ports)
  }

  public override func hasSameSpec(as other: KubernetesObject) -> Bool {
    guard let other = other as? EndpointSlice else { return false }
    return addressType == other.addressType
      && endpoints == other.endpoints
      && ports == other.ports
  }
}
