/// Characters that look like a space, or like nothing, and are none to a program.
enum InvisibleCharacter {
  /// Whether it looks like a space; a real one is not meant.
  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    guard !scalar.isASCII else { return false }
    switch scalar.properties.generalCategory {
    case .spaceSeparator, .lineSeparator, .paragraphSeparator: return true
    default: return false
    }
  }

  /// Whether it looks like nothing.
  static func isNothing(_ scalar: Unicode.Scalar) -> Bool {
    !scalar.isASCII && scalar.properties.generalCategory == .format
  }

  /// The first one in a text.
  static func first(in text: some StringProtocol) -> Unicode.Scalar? {
    text.unicodeScalars.first { isSpace($0) || isNothing($0) }
  }

  /// Those in a command that look like a space, or part words without being seen, where a shell
  /// takes them for letters of a word: outside of quotes, comments and the text of here-documents.
  ///
  /// Each with its line in the command, from 0, and how many bytes of the line stand before it.
  static func words(
    of command: String
  ) -> [(scalar: Unicode.Scalar, line: Int, offset: Int)] {
    guard command.utf8.contains(where: { $0 >= 0x80 }) else { return [] }
    var found: [(scalar: Unicode.Scalar, line: Int, offset: Int)] = []
    var quote: Unicode.Scalar?
    var isEscaped = false
    var isComment = false
    var isBehindSpace = true
    var line = 0
    var offset = 0
    for scalar in command.unicodeScalars {
      if scalar == "\n" {
        // What follows may be the text of a here-document.
        if quote == nil, command.contains("<<") { break }
        line += 1
        offset = 0
        (isComment, isBehindSpace, isEscaped) = (false, true, false)
        continue
      }
      defer {
        offset += String(scalar).utf8.count
        isBehindSpace = quote == nil && (scalar == " " || scalar == "\t")
      }
      if isComment { continue }
      if quote == nil, isLikeSpace(scalar) { found.append((scalar, line, offset)) }
      if isEscaped {
        isEscaped = false
        continue
      }
      switch scalar {
      case "\\": isEscaped = quote != "'"
      case "'", "\"":
        if quote == nil { quote = scalar } else if quote == scalar { quote = nil }
      case "#": isComment = quote == nil && isBehindSpace
      default: break
      }
    }
    return found
  }

  /// Whether it stands between words, seen or not. A joiner, as in an emoji, does not.
  private static func isLikeSpace(_ scalar: Unicode.Scalar) -> Bool {
    isSpace(scalar) || scalar == "\u{200B}" || scalar == "\u{2060}" || scalar == "\u{FEFF}"
  }

  /// What it is called: `U+00A0 (no-break space)`.
  static func name(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return scalar.properties.name.map { "\(code) (\($0.lowercased()))" } ?? code
  }

  /// What to do about it.
  static func help(_ scalar: Unicode.Scalar) -> String {
    isSpace(scalar) ? "write a plain space in its place" : "delete it"
  }
}
