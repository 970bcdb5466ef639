/// What is wrong with the text of a command, in the words of the shell.
public struct ShellSyntaxError: Error, Hashable, Sendable {
  /// Where, counted from 1; columns count bytes.
  public var line: Int
  /// The column in that line, counted from 1 in bytes.
  public var column: Int
  /// ``syntax error near unexpected token `done'``.
  public var message: String
  /// Whether the text ends too early, so that more of it could mend the error.
  public var isIncomplete: Bool
  /// Whether the shell also shows the line itself.
  var showsSource = false
}

/// Checks commands before they run.
public enum ShellSyntax {
  /// What is wrong with a text, if anything: nothing of it is run.
  ///
  /// A name such as `bash` or `sh` says whose language it is. What the real shell could do and
  /// this one cannot (arrays, coprocesses) is an error that names it. `nesting` is how deep
  /// commands may contain each other.
  public static func check(
    _ text: String, name: String = "bash", nesting: Int = 100
  ) -> ShellSyntaxError? {
    var parser = Parser(text, flavour: ShellFlavour(named: name), maximumDepth: nesting)
    return parser.script().error
  }
}
