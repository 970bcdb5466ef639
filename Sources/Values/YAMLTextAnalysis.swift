/// What a text contains that restricts how YAML may show it.
struct YAMLTextAnalysis {
  enum Style {
    case plain
    case singleQuoted
    case doubleQuoted
    case literal
  }

  var hasLineBreaks = false
  var canBePlain = true
  var canBeSingleQuoted = true
  var canBeLiteral = true

  init(_ content: String) {
    let scalars = Array(content.unicodeScalars)
    guard let first = scalars.first, let last = scalars.last else {
      canBeLiteral = false
      return
    }
    var hasIndicators = content.hasPrefix("---") || content.hasPrefix("...")
    var hasSpecialCharacters = false
    var hasSpaceBeforeBreak = false
    var hasBreakBeforeSpace = false
    for (index, scalar) in scalars.enumerated() {
      let previous: Unicode.Scalar? = index > 0 ? scalars[index - 1] : nil
      let next: Unicode.Scalar? = index + 1 < scalars.count ? scalars[index + 1] : nil
      if YAMLTextAnalysis.indicates(scalar, after: previous, before: next) { hasIndicators = true }
      if scalar == "\n" {
        hasLineBreaks = true
        if previous == " " { hasSpaceBeforeBreak = true }
      } else if scalar == " " {
        if previous == "\n" { hasBreakBeforeSpace = true }
      } else if !YAMLTextAnalysis.isPrintable(scalar) {
        hasSpecialCharacters = true
      }
    }
    let hasEdges = first == " " || first == "\n" || last == " " || last == "\n"
    canBePlain = !hasEdges && !hasLineBreaks && !hasIndicators
    if last == " " { canBeLiteral = false }
    if hasBreakBeforeSpace {
      canBePlain = false
      canBeSingleQuoted = false
    }
    if hasSpaceBeforeBreak || hasSpecialCharacters {
      canBePlain = false
      canBeSingleQuoted = false
      canBeLiteral = false
    }
  }

  /// Whether the character has a meaning of its own at this place of a plain text.
  static func indicates(
    _ scalar: Unicode.Scalar, after previous: Unicode.Scalar?, before next: Unicode.Scalar?
  ) -> Bool {
    let endsWord = next == nil || next == " " || next == "\t" || next == "\n"
    if previous == nil {
      switch scalar {
      case "#", ",", "[", "]", "{", "}", "&", "*", "!", "|", ">", "'", "\"", "%", "@", "`":
        return true
      case "?", ":", "-": return endsWord
      default: return false
      }
    }
    switch scalar {
    case ":": return endsWord
    case "#": return previous == " " || previous == "\t" || previous == "\n"
    default: return false
    }
  }

  static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0a, 0x20...0x7e, 0xa0...0xd7ff, 0xe000...0xfffd, 0x10000...0x10ffff:
      return scalar.value != 0xfeff
    default: return false
    }
  }
}
