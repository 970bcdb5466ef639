/// A word of a command before anything in it is expanded.
struct Word {
  var parts: [WordPart]

  init(_ parts: [WordPart]) { self.parts = parts }

  /// The text of a word without quotes and expansions; nil for any other word.
  var literal: String? {
    if parts.isEmpty { return "" }
    guard parts.count == 1, case .literal(let text) = parts[0] else { return nil }
    return text
  }
}

/// A part of a word.
indirect enum WordPart {
  /// Text outside quotes: `*` in it is a pattern.
  case literal(String)
  /// Text that stands for itself: from single quotes, or after a backslash.
  case quoted(String)
  case doubleQuoted([WordPart])
  /// `~` at the beginning of a word.
  case tilde
  /// `~root`: the home of a user, or in bash with `+` and `-` this folder and the last one.
  case home(String)
  case parameter(ParameterExpansion)
  case command(Script)
  /// `$((…))`; the parts give the text of the expression.
  case arithmetic([WordPart])
}

/// `$name` or `${name…}`.
struct ParameterExpansion {
  var name: String
  /// What stands in brackets, for the few arrays that the shell itself fills.
  var index: [WordPart]?
  var operation = Operation.value

  indirect enum Operation {
    case value
    /// `${#x}`
    case length
    /// `${!x}`
    case indirection
    /// `${x-word}`; with a colon an empty value counts as none, too.
    case fallback(colon: Bool, [WordPart])
    /// `${x=word}`
    case assign(colon: Bool, [WordPart])
    /// `${x?word}`
    case require(colon: Bool, [WordPart])
    /// `${x+word}`
    case alternative(colon: Bool, [WordPart])
    /// `${x#word}`, `${x##word}`
    case withoutPrefix(longest: Bool, [WordPart])
    /// `${x%word}`, `${x%%word}`
    case withoutSuffix(longest: Bool, [WordPart])
    /// `${x:offset}`, `${x:offset:length}`
    case substring([WordPart], [WordPart]?)
    case replacement(Replacement)
    /// `${x^}`, `${x^^}`, `${x,}`, `${x,,}`
    case changedCase(upper: Bool, all: Bool)
  }

  /// `${x/pattern/text}` with `/`, `#` or `%` before the pattern.
  struct Replacement {
    enum Place {
      case first
      case all
      case prefix
      case suffix
    }

    var place: Place
    var pattern: [WordPart]
    var text: [WordPart]
  }
}
