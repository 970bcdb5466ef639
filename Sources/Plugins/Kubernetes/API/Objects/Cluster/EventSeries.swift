/// How often an event of the new kind happened.
public struct EventSeries: FieldRecord, Hashable {
  public static var goType: String { "v1.EventSeries" }

  /// How often it happened, the first time included.
  public var count: Int32 = 0
  /// When it happened last; written late while a series goes on.
  public var lastObservedTime: MicroTime?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("count", &count)
    try fields.nullable("lastObservedTime", &lastObservedTime)
  }
}
