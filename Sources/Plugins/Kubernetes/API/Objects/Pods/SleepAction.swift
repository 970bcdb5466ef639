/// A pause, in seconds.
public struct SleepAction: FieldRecord, Hashable {
  public static var goType: String { "v1.SleepAction" }

  public var seconds: Int64 = 0

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("seconds", &seconds)
  }
}
