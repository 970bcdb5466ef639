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
