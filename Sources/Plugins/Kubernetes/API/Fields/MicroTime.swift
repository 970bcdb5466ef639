public import Simulation
public import Values

/// A time that keeps its fraction of a second, as leases and events have it.
public struct MicroTime: FieldValue, Hashable, Sendable {
  /// The time, in milliseconds; the last three of six digits are zeros.
  public var time: VirtualTime

  /// A time with its fraction.
  public init(_ time: VirtualTime) { self.time = time }

  public static var goType: String { "v1.MicroTime" }
  public static var zero: MicroTime { MicroTime(.zero) }
  public var isLeftOutWhenWritten: Bool { false }

  public static func decode(
    _ value: JSON, _ context: inout DecodingContext
  ) throws(FieldError) -> MicroTime {
    guard case .string(let text) = value else { throw context.mismatch(value, expected: "string") }
    guard let time = VirtualTime(rfc3339: text) else {
      throw FieldError(
        message: "parsing time \"\(text)\" as \"2006-01-02T15:04:05.000000Z07:00\":"
          + " cannot parse \"\(text)\" as \"2006\"")
    }
    return MicroTime(time)
  }

  /// `2026-03-02T09:00:00.250000Z`.
  public func encode() -> JSON {
    let fraction = (time.milliseconds % 1000 + 1000) % 1000
    let whole = time.calendar.rfc3339.dropLast()
    return .string("\(whole).\(padded(fraction, 3))000Z")
  }
}
