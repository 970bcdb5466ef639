/// How long a client address sticks to an endpoint, in seconds.
public struct ClientIPConfig: FieldRecord, Hashable {
  public static var goType: String { "v1.ClientIPConfig" }

  /// How long a client is remembered after its last connection, in seconds: 1 to 86400, by default
  /// 10800 (E5).
  public var timeoutSeconds: Int32?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("timeoutSeconds", &timeoutSeconds)
  }
}
