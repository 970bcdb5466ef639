/// Addresses that share their ports.
public struct EndpointSubset: FieldRecord, Hashable {
  public static var goType: String { "v1.EndpointSubset" }

  /// Those that are ready, by address as text.
  public var addresses: [EndpointAddress] = []
  /// The others; they get no connections.
  public var notReadyAddresses: [EndpointAddress] = []
  /// Where the Service's ports lead in these pods.
  public var ports: [EndpointPort] = []

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("addresses", &addresses)
    try fields.field("notReadyAddresses", &notReadyAddresses)
    try fields.field("ports", &ports)
  }
}
