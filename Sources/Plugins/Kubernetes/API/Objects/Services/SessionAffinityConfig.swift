/// The settings of session affinity.
public struct SessionAffinityConfig: FieldRecord, Hashable {
  public static var goType: String { "v1.SessionAffinityConfig" }

  /// How long a client is remembered.
  public var clientIP: ClientIPConfig?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("clientIP", &clientIP)
  }
}
