/// How long a client address sticks to an endpoint, in seconds.
public struct ClientIPConfig: FieldRecord, Hashable {
  public static var goType: String { "v1.ClientIPConfig" }

  public var timeoutSeconds: Int32?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("timeoutSeconds", &timeoutSeconds)
  }
}
