/// Whether an endpoint can be used.
public struct EndpointConditions: FieldRecord, Hashable {
  public static var goType: String { "v1.EndpointConditions" }

  public var ready: Bool?
  public var serving: Bool?
  public var terminating: Bool?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("ready", &ready)
    try fields.field("serving", &serving)
    try fields.field("terminating", &terminating)
  }
}
