/// Addresses that share their ports.
public struct EndpointSubset: FieldRecord, Hashable {
  public static var goType: String { "v1.EndpointSubset" }

  public var addresses: [EndpointAddress] = []
  public var notReadyAddresses: [EndpointAddress] = []
  public var ports: [EndpointPort] = []

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("addresses", &addresses)
    try fields.field("notReadyAddresses", &notReadyAddresses)
    try fields.field("ports", &ports)
  }
}
