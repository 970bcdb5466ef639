import OrderedCollections
import Simulation

/// A value of `awk`: a number, a text, or a text from the input that may count as a number.
enum AwkValue {
  case number(Double)
  case text(String)
  case input(String)
  case none

  var text: String {
    switch self {
    case .number(let value): AwkValue.text(of: value)
    case .text(let text), .input(let text): text
    case .none: ""
    }
  }

  static func text(of value: Double) -> String {
    if value.magnitude < 1e16, value == value.truncated {
      return String(Int64(value))
    }
    return DoubleText.general(value)
  }

  var number: Double {
    switch self {
    case .number(let value): value
    case .text(let text), .input(let text): DoubleText.parse(text).value
    case .none: 0
    }
  }

  /// The number, if the value counts as one in a comparison.
  var comparable: Double? {
    switch self {
    case .number(let value): return value
    case .text: return nil
    case .none: return 0
    case .input(let text):
      let (value, length) = DoubleText.parse(text)
      guard length > 0, text.utf8.dropFirst(length).allSatisfy({ $0 == 32 || $0 == 9 }) else {
        return nil
      }
      return value
    }
  }

  var isTrue: Bool {
    if let number = comparable { return number != 0 }
    return !text.isEmpty
  }
}
