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
