import Markdown
import Shell

/// What a shell would refuse to read, found before anything is run.
enum ShellMistakes {
  /// The mistakes in the commands and claims of a chapter, all of them, each at its place.
  static func diagnostics(of chapter: Chapter) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    for block in chapter.blocks {
      switch block {
      // What is reused is read where it is written.
      case _ where block.origin != nil: continue
      case .scenario(let scenario) where scenario.norun == nil:
        for step in scenario.steps {
          check(step.command, startingAt: step.lineStarts, in: chapter, &diagnostics)
        }
      case .check(let check):
        for assertion in check.assertions {
          self.check(
            assertion.command, startingAt: [assertion.commandPosition], in: chapter, &diagnostics)
        }
      case .scenario, .file, .plugin, .listing: continue
      }
    }
    return diagnostics
  }

  private static func check(
    _ command: String, startingAt starts: [SourcePosition], in chapter: Chapter,
    _ diagnostics: inout [Diagnostic]
  ) {
    guard let error = ShellSyntax.check(command, name: "bash") else { return }
    let source = chapter.source
    let commandLines = LineDifference.lines(of: command)
    // The end of the text may lie behind its last line.
    let line = min(max(error.line, 1), max(commandLines.count, 1))
    let start: Int
    if line <= starts.count {
      start = starts[line - 1].offset
    } else {
      let end = source.contentOffsets(ofLine: starts[0].line + line - 1).upperBound
      start = end - commandLines[line - 1].utf8.count
    }
    let length = line <= commandLines.count ? commandLines[line - 1].utf8.count : 0
    let column = line == error.line ? min(max(error.column - 1, 0), length) : length
    diagnostics.append(
      Diagnostic(
        file: chapter.file, range: source.range(start + column..<start + length),
        "bash: \(error.message)",
        suggestion: error.isIncomplete
          ? "a command goes on in the next line when that starts with '> '" : nil))
  }
}

extension Chapter {
  /// What a shell would refuse to read in its commands and claims.
  public var shellMistakes: [Diagnostic] { ShellMistakes.diagnostics(of: self) }
}
