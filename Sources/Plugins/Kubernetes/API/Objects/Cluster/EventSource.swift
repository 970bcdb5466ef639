/// Who reported an event.
public struct EventSource: FieldRecord, Hashable {
  public static var goType: String { "v1.EventSource" }

  public var component: String = ""
  public var host: String = ""

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("component", &component)
    try fields.field("host", &host)
  }
}
