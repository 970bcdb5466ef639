import Values

/// Constants as Go writes them.
enum GoNumber {
  /// The number that a word such as `3`, `0x10`, `1e6`, `-2.5` stands for.
  static func value(of word: String) -> JSON? {
    var digits = word[...]
    var isNegative = false
    if digits.hasPrefix("+") || digits.hasPrefix("-") {
      isNegative = digits.hasPrefix("-")
      digits = digits.dropFirst()
    }
    if digits.isEmpty { return nil }
    let plain = String(digits.filter { $0 != "_" })
    if let number = integer(plain) { return .integer(isNegative ? -number : number) }
    let isDecimal = plain.utf8.allSatisfy {
      GoTemplateLexer.isDigit($0) || $0 == UInt8(ascii: ".") || $0 | 0x20 == UInt8(ascii: "e")
        || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-")
    }
    guard isDecimal else { return nil }
    var text = plain
    if text.hasPrefix(".") { text = "0" + text }
    if text.hasSuffix(".") { text += "0" }
    do throws(JSONError) {
      switch try JSON.parse(text) {
      case .number(let number): return .number(isNegative ? -number : number)
      case .integer(let number): return .number(Double(isNegative ? -number : number))
      default: return nil
      }
    } catch {
      return nil
    }
  }

  private static func integer(_ text: String) -> Int64? {
    let lowered = text.lowercased()
    if lowered.hasPrefix("0x") { return Int64(lowered.dropFirst(2), radix: 16) }
    if lowered.hasPrefix("0b") { return Int64(lowered.dropFirst(2), radix: 2) }
    if lowered.hasPrefix("0o") { return Int64(lowered.dropFirst(2), radix: 8) }
    if lowered.hasPrefix("0"), lowered.utf8.count > 1 { return Int64(lowered, radix: 8) }
    guard let first = lowered.utf8.first, GoTemplateLexer.isDigit(first) else { return nil }
    return Int64(lowered)
  }

  /// The text between the marks of a quoted word, with its escapes resolved.
  static func unquoted(_ word: String) -> String {
    let scalars = Array(word.unicodeScalars.dropFirst().dropLast())
    var result = ""
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      guard scalar == "\\", index < scalars.count else {
        result.unicodeScalars.append(scalar)
        continue
      }
      let letter = scalars[index]
      index += 1
      switch letter {
      case "n": result += "\n"
      case "t": result += "\t"
      case "r": result += "\r"
      case "a": result += "\u{7}"
      case "b": result += "\u{8}"
      case "f": result += "\u{C}"
      case "v": result += "\u{B}"
      case "x", "u", "U":
        let length = letter == "x" ? 2 : letter == "u" ? 4 : 8
        let digits = String(String.UnicodeScalarView(scalars[index...].prefix(length)))
        index += min(length, scalars.count - index)
        if let value = UInt32(digits, radix: 16), let decoded = Unicode.Scalar(value) {
          result.unicodeScalars.append(decoded)
        }
      default: result.unicodeScalars.append(letter)
      }
    }
    return result
  }
}
