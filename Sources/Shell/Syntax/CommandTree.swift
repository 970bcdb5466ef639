/// Commands in a row: a script, the body of a loop.
final class Script {
  let items: [ListItem]
  /// What is wrong with the text after these commands, if anything.
  let error: ShellSyntaxError?

  init(_ items: [ListItem], error: ShellSyntaxError? = nil) {
    self.items = items
    self.error = error
  }
}

/// Pipelines joined by `&&` and `||`, and whether they run in the background.
struct ListItem {
  var first: Pipeline
  var rest: [Link] = []
  var isBackground = false

  struct Link {
    /// Whether it runs after success (`&&`) or after failure (`||`).
    var afterSuccess: Bool
    var pipeline: Pipeline
  }
}

/// Commands connected by `|`.
struct Pipeline {
  var isNegated = false
  var stages: [Command]
}

/// One command.
struct Command {
  var line: Int
  var kind: Kind
  /// The redirections of a compound command; a simple command keeps its own.
  var redirections: [Redirection] = []

  indirect enum Kind {
    case simple(SimpleCommand)
    case group(Script)
    case subshell(Script)
    case choice(Choice)
    case loop(Loop)
    case forEach(ForEach)
    case cases(Cases)
    case condition(Condition)
    case arithmetic([WordPart])
    case function(name: String, body: Function)
  }
}

/// `name=value… words… redirections…`.
struct SimpleCommand {
  var assignments: [Assignment] = []
  var words: [Argument] = []
  var redirections: [Redirection] = []

  struct Argument {
    var word: Word
    /// `export x=…`: a word that is expanded like an assignment, without splitting.
    var isAssignment = false
  }
}

/// `name=value` or `name+=value`.
struct Assignment {
  var name: String
  var value: Word
  var isAppending = false
}

/// `if`, with its `elif` and `else`.
struct Choice {
  var branches: [(condition: Script, body: Script)]
  var otherwise: Script?
}

/// `while` and `until`.
struct Loop {
  var isUntil: Bool
  var condition: Script
  var body: Script
}

/// `for name in words`; without words it goes through the positional parameters.
struct ForEach {
  var name: String
  var words: [Word]?
  var body: Script
}

/// `case word in … esac`.
struct Cases {
  var word: Word
  var clauses: [Clause]

  struct Clause {
    var patterns: [Word]
    var body: Script
    /// Whether the next clause runs, too: it ends with `;&`.
    var fallsThrough = false
  }
}

/// The body of a function.
final class Function {
  let body: Command
  init(_ body: Command) { self.body = body }
}

/// `[[ … ]]` as steps that jump over each other, so that it can stop anywhere.
struct Condition {
  var steps: [Step] = []

  enum Step {
    case unary(String, Word)
    case binary(String, Word, Word)
    case jumpIfTrue(Int)
    case jumpIfFalse(Int)
    case negate
  }
}

/// `2>file`, `<<EOF`, `2>&1`.
struct Redirection {
  var number: Int
  var kind: Kind

  enum Kind {
    case read(Word)
    case write(Word, appending: Bool)
    /// `&>file`
    case writeBoth(Word, appending: Bool)
    /// `>&1`, `<&3`; the word is a number or `-`.
    case duplicate(Word)
    case hereDocument(HereDocument)
    case hereText(Word)
  }
}

/// A here-document; its body is read after the line that names it.
final class HereDocument {
  let delimiter: String
  let isLiteral: Bool
  let stripsTabs: Bool
  var parts: [WordPart] = []

  init(delimiter: String, isLiteral: Bool, stripsTabs: Bool) {
    self.delimiter = delimiter
    self.isLiteral = isLiteral
    self.stripsTabs = stripsTabs
  }
}
