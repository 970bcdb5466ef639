import Scenes

/// Tells apart, when a book is built, what stands in a listing, a command or an output.
///
/// No package that can be depended on here does this without running JavaScript, and none knows
/// what kubectl and mysql print. Unknown languages stay as they are.
enum CodeHighlighting {
  /// The tokens of a text in a language, by the word that a fence begins with.
  static func tokens(of text: String, in language: String) -> [CodeToken] {
    switch language {
    case "yaml", "yml": YAMLTokens.tokens(of: text)
    case "sh", "bash", "shell", "zsh": ShellTokens.tokens(of: text)
    case "sql": SQLTokens.tokens(of: text)
    case "json", "jsonc": JSONTokens.tokens(of: text)
    default: text.isEmpty ? [] : [CodeToken(.plain, text)]
    }
  }

  /// The tokens of what a program printed, known by its look.
  static func tokens(ofOutput text: String) -> [CodeToken] {
    guard let first = text.utf8.first else { return [] }
    if first == UInt8(ascii: "{"), text.utf8.count > 2, text.hasSuffix("}\n") || text.hasSuffix("}")
    {
      return JSONTokens.tokens(of: text)
    }
    if text.hasPrefix("apiVersion: ") || text.hasPrefix("- apiVersion: ") {
      return YAMLTokens.tokens(of: text)
    }
    return OutputTokens.tokens(of: text)
  }
}
