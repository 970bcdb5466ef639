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
