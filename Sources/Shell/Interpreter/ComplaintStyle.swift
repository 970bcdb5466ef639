/// How the messages of a shell begin.
enum ComplaintStyle {
  /// At a terminal: `bash: `.
  case interactive
  /// The text of `-c`: `bash: line 1: `.
  case commandText
  /// A script: `./run.sh: line 3: `.
  case script

  var isCommandText: Bool { if case .commandText = self { true } else { false } }

  func prefix(_ name: String, line: Int, _ flavour: ShellFlavour) -> String {
    switch (self, flavour) {
    case (.interactive, _), (.commandText, .sh): "\(name): "
    case (.commandText, .bash), (.script, _): "\(name): line \(line): "
    }
  }

  func text(
    of error: ShellSyntaxError, source: String, _ name: String, _ flavour: ShellFlavour
  ) -> String {
    var start = name + ": "
    // The end of a text counts as a line of its own.
    let isAtEnd = error.isIncomplete && error.message.hasSuffix("unexpected end of file")
    let line = error.line + (isAtEnd && source.utf8.last != 10 ? 1 : 0)
    if flavour == .bash {
      switch self {
      case .interactive: break
      case .commandText: start += "-c: line \(line): "
      case .script: start += "line \(line): "
      }
    } else if case .script = self {
      start += "line \(line): "
    }
    var text = start + error.message + "\n"
    if error.showsSource, flavour == .bash {
      if case .interactive = self { return text }
      let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
      if lines.indices.contains(error.line - 1) { text += "\(start)`\(lines[error.line - 1])'\n" }
    }
    return text
  }
}
