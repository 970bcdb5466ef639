/// Writes words so that a shell reads them back as they are.
enum ShellQuoting {
  /// A word as `set -x` shows it: in quotes only when it needs them.
  static func quote(_ text: String) -> String {
    if text.isEmpty { return "''" }
    let needsQuotes = text.utf8.contains { byte in
      byte <= 32 || byte == 127 || special.contains(byte)
    }
    let begins = text.hasPrefix("~") || text.hasPrefix("#")
    return needsQuotes || begins ? always(text) : text
  }

  /// A word in single quotes, whatever it holds.
  static func always(_ text: String) -> String {
    var result = "'"
    for scalar in text.unicodeScalars {
      if scalar == "'" { result += "'\\''" } else { result.unicodeScalars.append(scalar) }
    }
    return result + "'"
  }

  /// A word as `printf %q` writes it: backslashes before what is special.
  static func backslashed(_ text: String) -> String {
    if text.isEmpty { return "''" }
    var result = ""
    for scalar in text.unicodeScalars {
      let isSpecial =
        scalar.value == 32 || scalar == "," || scalar == "~" && result.isEmpty
        || scalar == "#" && result.isEmpty
        || (scalar.value < 128 && special.contains(UInt8(scalar.value)))
      if isSpecial { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  private static let special = Array("'\"\\|&;()<>!{}*[]?^$`".utf8)
}
