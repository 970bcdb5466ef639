/// A pause, in seconds.
public struct SleepAction: FieldRecord, Hashable {
  public static var goType: String { "v1.SleepAction" }

  /// How long, in virtual seconds; it counts against the grace period.
  public var seconds: Int64 = 0

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("seconds", &seconds)
  }
}
