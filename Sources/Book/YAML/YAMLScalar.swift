import Foundation
import Values

/// A scalar of a YAML text, before it is known what it means.
struct YAMLScalar: Hashable, Sendable {
  var text: String
  var isPlain: Bool
  var tag: String?

  /// Whether it is the key that merges a mapping into this one.
  var isMergeKey: Bool { isPlain && text == "<<" && (tag == nil || tag == "!!merge") }

  /// The value as Go's library reads it (YAML 1.1: `yes` and `on` are true, `010` is eight), or
  /// why its tag does not fit.
  var value: Result<JSON, YAMLTagError> {
    let kind = tag.map { $0.hasPrefix(YAMLScalar.standard) ? String($0.dropFirst(18)) : $0 }
    switch kind {
    case nil: return .success(isPlain ? YAMLScalar.plainValue(text) : .string(text))
    case "str", "!", "timestamp": return .success(.string(text))
    case "binary":
      guard let data = Data(base64Encoded: text, options: .ignoreUnknownCharacters) else {
        return .failure(YAMLTagError(message: "!!binary value contains invalid base64 data"))
      }
      return .success(.string(String(decoding: data, as: UTF8.self)))
    case "null", "bool", "int", "float":
      let value = YAMLScalar.plainValue(text)
      switch (kind, value) {
      case ("null", .null), ("bool", .bool), ("int", .integer), ("float", .number):
        return .success(value)
      case ("float", .integer(let number)): return .success(.number(Double(number)))
      default:
        return .failure(
          YAMLTagError(
            message: "cannot decode \(YAMLScalar.tag(of: value)) `\(text)` as a !!\(kind ?? "")"))
      }
    // Go's library takes what has a tag that it does not know for a text.
    default: return .success(.string(text))
    }
  }

  /// A tag that its scalar does not fit.
  struct YAMLTagError: Error {
    var message: String
  }

  private static func tag(of value: JSON) -> String {
    switch value {
    case .null: "!!null"
    case .bool: "!!bool"
    case .integer: "!!int"
    case .number: "!!float"
    default: "!!str"
    }
  }

  private static let standard = "tag:yaml.org,2002:"

  private static func plainValue(_ text: String) -> JSON {
    guard let first = text.utf8.first else { return .null }
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      return number(text) ?? .string(text)
    default: break
    }
    guard text.utf8.count <= 5 else { return .string(text) }
    switch text {
    case "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE", "y", "Y", "yes", "Yes", "YES", "on", "On", "ON":
      return .bool(true)
    case "false", "False", "FALSE", "n", "N", "no", "No", "NO", "off", "Off", "OFF":
      return .bool(false)
    default: return .string(text)
    }
  }

  private static func number(_ text: String) -> JSON? {
    if let integer = integer(text.filter { $0 != "_" }) { return integer }
    switch text {
    case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .number(.infinity)
    case "-.inf", "-.Inf", "-.INF": return .number(-.infinity)
    case ".nan", ".NaN", ".NAN": return .number(.nan)
    default: break
    }
    let plain = text.filter { $0 != "_" }
    guard isFloat(plain), let number = Double(plain.hasSuffix(".") ? plain + "0" : plain) else {
      return nil
    }
    return .number(number)
  }

  /// An integer as Go's `ParseInt` with base 0 reads it: `0x`, `0o`, `0b`, and a leading zero
  /// for octal.
  private static func integer(_ text: String) -> JSON? {
    var digits = text[...]
    var isNegative = false
    if let sign = digits.first, sign == "-" || sign == "+" {
      isNegative = sign == "-"
      digits = digits.dropFirst()
    }
    guard let first = digits.utf8.first, first >= 0x30, first <= 0x39 else { return nil }
    var radix = 10
    if first == 0x30, digits.utf8.count > 1 {
      switch digits.dropFirst().first {
      case "x", "X": radix = 16
      case "b", "B": radix = 2
      case "o", "O": radix = 8
      default: radix = 8
      }
      digits = digits.dropFirst(digits.dropFirst().first?.isLetter == true ? 2 : 1)
    }
    guard let next = digits.utf8.first, next != UInt8(ascii: "+"), next != UInt8(ascii: "-"),
      let magnitude = UInt64(digits, radix: radix)
    else { return nil }
    if isNegative {
      return magnitude <= UInt64(Int64.max) + 1
        ? .integer(Int64(truncatingIfNeeded: 0 &- magnitude)) : .number(-Double(magnitude))
    }
    return magnitude <= UInt64(Int64.max)
      ? .integer(Int64(magnitude)) : .number(Double(magnitude))
  }

  /// Digits with an optional point and exponent, at least one digit before or behind the point.
  private static func isFloat(_ text: String) -> Bool {
    var rest = Substring(text).utf8
    if let sign = rest.first, sign == 0x2B || sign == 0x2D { rest = rest.dropFirst() }
    let whole = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }
    rest = rest.dropFirst(whole.count)
    var digits = whole.count
    if rest.first == 0x2E {
      rest = rest.dropFirst()
      let fraction = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }
      rest = rest.dropFirst(fraction.count)
      digits += fraction.count
    }
    guard digits > 0 else { return false }
    guard let mark = rest.first else { return true }
    guard mark == 0x65 || mark == 0x45 else { return false }
    rest = rest.dropFirst()
    if let sign = rest.first, sign == 0x2B || sign == 0x2D { rest = rest.dropFirst() }
    return !rest.isEmpty && rest.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
  }
}
