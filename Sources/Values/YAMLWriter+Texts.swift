extension YAMLWriter {
  /// The column behind which a long text goes on in the next line.
  static let bestWidth = 80

  /// A plain or single-quoted text in one line or, folded, in several.
  mutating func flowing(
    _ content: String, indent: Int, mayFold: Bool, quote: Unicode.Scalar?
  ) {
    let scalars = Array(content.unicodeScalars)
    if let quote { put(quote) }
    var afterSpace = false
    for (index, scalar) in scalars.enumerated() {
      if scalar == " " {
        let isInside = quote == nil || (index > 0 && index + 1 < scalars.count)
        let nextIsSpace = index + 1 < scalars.count && scalars[index + 1] == " "
        if mayFold, !afterSpace, column > YAMLWriter.bestWidth, isInside, !nextIsSpace {
          newLine(indent)
        } else {
          put(" ")
        }
        afterSpace = true
      } else {
        if scalar == quote { put(scalar) }
        put(scalar)
        afterSpace = false
      }
    }
    if let quote { put(quote) }
  }

  mutating func doubleQuoted(_ content: String, indent: Int, mayFold: Bool) {
    let scalars = Array(content.unicodeScalars)
    put("\"")
    var afterSpace = false
    for (index, scalar) in scalars.enumerated() {
      if scalar == " " {
        if mayFold, !afterSpace, column > YAMLWriter.bestWidth, index > 0,
          index + 1 < scalars.count
        {
          newLine(indent)
          if scalars[index + 1] == " " { put("\\") }
        } else {
          put(" ")
        }
        afterSpace = true
        continue
      }
      afterSpace = false
      if YAMLTextAnalysis.isPrintable(scalar), scalar != "\"", scalar != "\\", scalar != "\n" {
        put(scalar)
      } else {
        put(YAMLWriter.escape(scalar))
      }
    }
    put("\"")
  }

  static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 0x00: return "\\0"
    case 0x07: return "\\a"
    case 0x08: return "\\b"
    case 0x09: return "\\t"
    case 0x0a: return "\\n"
    case 0x0b: return "\\v"
    case 0x0c: return "\\f"
    case 0x0d: return "\\r"
    case 0x1b: return "\\e"
    case 0x22: return "\\\""
    case 0x5c: return "\\\\"
    case 0x85: return "\\N"
    case 0xa0: return "\\_"
    case 0x2028: return "\\L"
    case 0x2029: return "\\P"
    default: break
    }
    let width: Int
    let mark: String
    if scalar.value <= 0xff {
      (mark, width) = ("\\x", 2)
    } else if scalar.value <= 0xffff {
      (mark, width) = ("\\u", 4)
    } else {
      (mark, width) = ("\\U", 8)
    }
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return mark + String(repeating: "0", count: width - digits.utf8.count) + digits
  }

  /// A text of several lines as it is, `|` with a mark for how it ends.
  mutating func literal(_ content: String, indent: Int) {
    let scalars = Array(content.unicodeScalars)
    put("|")
    // The reader could not tell the indentation from blanks that belong to the text.
    if scalars[0] == " " || scalars[0] == "\n" { put("2") }
    if scalars.last != "\n" {
      put("-")
    } else if scalars.count == 1 || scalars[scalars.count - 2] == "\n" {
      put("+")
    }
    put("\n")
    var isAtStart = true
    let end = scalars.last == "\n" ? scalars.count - 1 : scalars.count
    for scalar in scalars[..<end] {
      if scalar == "\n" {
        put("\n")
        isAtStart = true
      } else {
        if isAtStart {
          for _ in 0..<indent { put(" ") }
          isAtStart = false
        }
        put(scalar)
      }
    }
  }
}
