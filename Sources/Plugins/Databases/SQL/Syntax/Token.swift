/// A word of a statement, and where it stands.
struct Token {
  enum Kind: Hashable {
    /// A name or keyword as written; `isQuoted` ones are names only.
    case word(String, isQuoted: Bool)
    case integer(String)
    case decimal(String)
    case double(String)
    case string(String)
    /// `@name`.
    case userVariable(String)
    /// `@@`, before a scope or name.
    case systemMark
    case symbol(String)
    case end
  }

  var kind: Kind
  /// Where it begins and ends, in bytes.
  var start: Int
  var end: Int

  /// The word in upper case, if it may be a keyword.
  var keyword: String? {
    if case .word(let text, false) = kind { text.uppercased() } else { nil }
  }
}
