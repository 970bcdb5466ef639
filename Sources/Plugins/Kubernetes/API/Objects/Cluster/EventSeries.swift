/// How often an event of the new kind happened.
public struct EventSeries: FieldRecord, Hashable {
  public static var goType: String { "v1.EventSeries" }

  public var count: Int32 = 0
  public var lastObservedTime: MicroTime?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("count", &count)
    try fields.nullable("lastObservedTime", &lastObservedTime)
  }
}
