import Scenes

/// A stretch of code on a page, and what it is in its language.
struct CodeToken: Hashable, Sendable {
  /// What a stretch of code is; the style sheet has a look for each.
  enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Nothing in particular.
    case plain
    case comment
    case string
    case number
    /// A word of the language, or a value with a name: `SELECT`, `do`, `true`.
    case keyword
    /// The name in front of a value: a key of YAML or JSON, a variable that is set.
    case key
    /// What a shell is to run.
    case command
    /// An option of a command: `-o`, `--replicas=3`.
    case option
    /// What stands for something else: `$volume`, `@@hostname`.
    case variable
    /// What separates and joins: `|`, `&&`, `---`, the frame of a table.
    case mark
    /// The head of a table.
    case head
    /// A word that says that something works, waits, is broken or goes away.
    case good, waiting, bad, ending
  }

  var kind: Kind
  var text: String

  init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }
}

extension [CodeToken] {
  /// The tokens of each line, without line feeds. Text behind the last line feed is a line too.
  var inLines: [[CodeToken]] {
    var lines: [[CodeToken]] = [[]]
    for token in self {
      let parts = token.text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
      for (number, part) in parts.enumerated() {
        if number > 0 { lines.append([]) }
        if !part.isEmpty {
          lines[lines.count - 1].append(CodeToken(token.kind, String(Substring(part))))
        }
      }
    }
    return lines
  }

  /// The code as it stands in a page: what is nothing in particular is only text.
  var markup: [Markup] {
    map { token in
      token.kind == .plain
        ? .text(token.text)
        : Markup("span", ["class": "code-" + token.kind.rawValue], text: token.text)
    }
  }
}
