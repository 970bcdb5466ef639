import OrderedCollections
import Values

/// Values as Go's `fmt` package prints them.
package enum GoFormat {
  /// Why a text cannot be formatted here.
  struct Unsupported: Error {
    var verb: Character
  }

  /// `%v`.
  package static func text(_ value: JSON) -> String {
    switch value {
    case .null: return "<nil>"
    case .string(let text): return text
    case .bool(let flag): return flag ? "true" : "false"
    case .integer(let number): return String(number)
    case .number(let number): return general(number)
    case .array(let items): return "[" + items.map { text($0) }.joined(separator: " ") + "]"
    case .object(let members):
      let names = members.keys.sorted { $0.precedesByBytes($1) }
      return "map[" + names.map { "\($0):\(text(members[$0] ?? .null))" }.joined(separator: " ")
        + "]"
    }
  }

  /// The shortest text of a number, with an exponent from a million on, as `%v` has it.
  private static func general(_ number: Double) -> String {
    let (sign, digits, exponent) = JSON.decimalParts(of: number)
    if digits.isEmpty { return sign + "0" }
    let power = exponent - 1
    guard power < -4 || power >= 6 else { return JSON.text(of: number) }
    let rest = digits.dropFirst()
    let amount = String(power.magnitude)
    return sign + digits.prefix(1) + (rest.isEmpty ? "" : "." + rest) + "e"
      + (power < 0 ? "-" : "+") + (amount.utf8.count < 2 ? "0" : "") + amount
  }

  /// `Sprint`: a blank between two operands of which neither is a text.
  static func joined(_ values: [JSON]) -> String {
    var result = ""
    for (index, value) in values.enumerated() {
      if index > 0, !isText(value), !isText(values[index - 1]) { result += " " }
      result += text(value)
    }
    return result
  }

  private static func isText(_ value: JSON) -> Bool {
    if case .string = value { return true }
    return false
  }

  /// The name of a type as `%T` has it.
  static func type(of value: JSON) -> String {
    if case .integer = value { return "int64" }
    return GoText.type(of: value)
  }

  // MARK: Sprintf

  /// A verb with its flags: `%-10s`, `%05d`.
  private struct Directive {
    var isLeft = false
    var showsSign = false
    var padsZeros = false
    var hasBlank = false
    var isAlternate = false
    var width = 0
    var precision: Int?
    var verb: Character = "v"
  }

  /// `Sprintf`, with Go's complaints inside the text.
  static func formatted(_ format: String, _ values: [JSON]) throws(Unsupported) -> String {
    var result = ""
    var rest = format[...]
    var used = 0
    while let character = rest.first {
      rest = rest.dropFirst()
      guard character == "%" else {
        result.append(character)
        continue
      }
      guard let directive = directive(from: &rest) else {
        result += "%!(NOVERB)"
        continue
      }
      if directive.verb == "%" {
        result += "%"
        continue
      }
      guard used < values.count else {
        result += "%!\(directive.verb)(MISSING)"
        continue
      }
      result += try text(of: values[used], directive)
      used += 1
    }
    if used < values.count {
      let extra = values[used...].map {
        $0.isNull ? "<nil>" : "\(typeInComplaint(of: $0))=\(text($0))"
      }
      result += "%!(EXTRA " + extra.joined(separator: ", ") + ")"
    }
    return result
  }

  private static func directive(from rest: inout Substring) -> Directive? {
    var directive = Directive()
    flags: while let character = rest.first {
      switch character {
      case "-": directive.isLeft = true
      case "+": directive.showsSign = true
      case "0": directive.padsZeros = true
      case " ": directive.hasBlank = true
      case "#": directive.isAlternate = true
      default: break flags
      }
      rest = rest.dropFirst()
    }
    directive.width = number(from: &rest) ?? 0
    if rest.first == "." {
      rest = rest.dropFirst()
      directive.precision = number(from: &rest) ?? 0
    }
    guard let verb = rest.first else { return nil }
    rest = rest.dropFirst()
    directive.verb = verb
    return directive
  }

  private static func number(from rest: inout Substring) -> Int? {
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    rest = rest.dropFirst(digits.count)
    // More blanks than a terminal has columns are nobody's wish.
    return Int(digits).map { min($0, 1000) }
  }

  /// Constants are `int` to Go, numbers of an object `int64`; nobody sees the difference here.
  private static func typeInComplaint(of value: JSON) -> String {
    if case .integer = value { return "int" }
    return GoText.type(of: value)
  }

  private static func text(
    of value: JSON, _ directive: Directive
  ) throws(Unsupported) -> String {
    switch (directive.verb, value) {
    case ("T", _): return padded(GoFormat.type(of: value), directive)
    case ("v", .string(let text)) where directive.isAlternate:
      return padded(GoText.quoted(text), directive)
    case ("v", .integer(let number)): return padded(signed(number, 10, directive), directive)
    case ("v", _):
      if directive.isAlternate { return padded(GoText.source(value), directive) }
      return padded(text(value), directive)
    case ("s", .string(let text)), ("q", .string(let text)):
      let cut = directive.precision.map { String(text.prefix($0)) } ?? text
      return padded(directive.verb == "q" ? GoText.quoted(cut) : cut, directive)
    case ("x", .string(let text)), ("X", .string(let text)):
      let digits = text.utf8.map { byte in
        (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: directive.verb == "X")
      }
      return padded(digits.joined(), directive)
    case ("t", .bool(let flag)): return padded(flag ? "true" : "false", directive)
    case ("d", .integer(let number)): return padded(signed(number, 10, directive), directive)
    case ("x", .integer(let number)): return padded(signed(number, 16, directive), directive)
    case ("X", .integer(let number)):
      return padded(signed(number, 16, directive).uppercased(), directive)
    case ("o", .integer(let number)): return padded(signed(number, 8, directive), directive)
    case ("b", .integer(let number)): return padded(signed(number, 2, directive), directive)
    case ("c", .integer(let number)), ("q", .integer(let number)):
      let scalar = UInt32(exactly: number).flatMap { Unicode.Scalar($0) } ?? "\u{FFFD}"
      return padded(directive.verb == "q" ? "'\(scalar)'" : String(scalar), directive)
    case ("U", .integer(let number)):
      let digits = String(number, radix: 16, uppercase: true)
      return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    case ("s", .array(let items)), ("d", .array(let items)), ("q", .array(let items)):
      var texts: [String] = []
      for item in items { texts.append(try text(of: item, directive)) }
      return "[" + texts.joined(separator: " ") + "]"
    case ("s", .object(let members)):
      var texts: [String] = []
      for name in members.keys.sorted(by: { $0.precedesByBytes($1) }) {
        texts.append("\(name):" + (try text(of: members[name] ?? .null, directive)))
      }
      return "map[" + texts.joined(separator: " ") + "]"
    case ("f", .number), ("e", .number), ("g", .number), ("F", .number), ("G", .number),
      ("E", .number):
      throw Unsupported(verb: directive.verb)
    default:
      if value.isNull { return "%!\(directive.verb)(<nil>)" }
      return "%!\(directive.verb)(\(typeInComplaint(of: value))=\(text(value)))"
    }
  }

  private static func signed(_ number: Int64, _ radix: Int, _ directive: Directive) -> String {
    let digits = String(number.magnitude, radix: radix)
    if number < 0 { return "-" + digits }
    return (directive.showsSign ? "+" : directive.hasBlank ? " " : "") + digits
  }

  private static func padded(_ text: String, _ directive: Directive) -> String {
    let missing = directive.width - text.unicodeScalars.count
    guard missing > 0 else { return text }
    if directive.isLeft { return text + String(repeating: " ", count: missing) }
    guard directive.padsZeros else { return String(repeating: " ", count: missing) + text }
    let zeros = String(repeating: "0", count: missing)
    if text.hasPrefix("-") || text.hasPrefix("+") {
      return String(text.prefix(1)) + zeros + text.dropFirst()
    }
    return zeros + text
  }
}
