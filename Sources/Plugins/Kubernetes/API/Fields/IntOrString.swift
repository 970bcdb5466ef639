public import Values

/// A number or a text: a port by number or name, an amount or a percentage.
public enum IntOrString: FieldValue, Hashable, Sendable {
  case integer(Int32)
  case string(String)

  public static var goType: String { "intstr.IntOrString" }
  public static var zero: IntOrString { .integer(0) }
  public var isLeftOutWhenWritten: Bool { false }

  /// The same as `zero`: the integer 0.
  public init() { self = .integer(0) }

  public static func decode(
    _ value: JSON, _ context: inout DecodingContext
  ) throws(FieldError) -> IntOrString {
    switch value {
    case .string(let text): return .string(text)
    case .integer, .number:
      let number = try Int64.decode(value, &context, expected: "int32")
      guard let narrow = Int32(exactly: number) else {
        throw context.overflow(String(number), expected: "int32")
      }
      return .integer(narrow)
    default: throw context.mismatch(value, expected: "int32")
    }
  }

  public func encode() -> JSON {
    switch self {
    case .integer(let number): return .integer(Int64(number))
    case .string(let text): return .string(text)
    }
  }

  /// `80`, `http`, `25%`.
  public var text: String {
    switch self {
    case .integer(let number): return String(number)
    case .string(let text): return text
    }
  }

  /// The number before a percent sign; nil for everything else.
  public var percentage: Int32? {
    guard case .string(let text) = self, text.hasSuffix("%") else { return nil }
    return Int32(text.dropLast())
  }

  /// The amount that is meant when `total` is the whole: numbers as they are, percentages
  /// rounded up or down (D7). A text that is no percentage is 0.
  public func scaled(of total: Int32, roundingUp: Bool) -> Int32 {
    switch self {
    case .integer(let number): return number
    case .string:
      let product = Int64(percentage ?? 0) * Int64(total)
      return Int32(truncatingIfNeeded: roundingUp ? (product + 99) / 100 : product / 100)
    }
  }
}
