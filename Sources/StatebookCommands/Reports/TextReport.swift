import Book
import Markdown

/// The results of a test for a person at a terminal.
struct TextReport {
  let text: String

  /// - Parameters:
  ///   - sources: the files that diagnostics speak of, by their paths as shown.
  ///   - all: whether differences are shown that follow from earlier ones.
  ///   - program: what the person types to run a command.
  init(
    _ results: Results, sources: [String: SourceText], all: Bool, style: TextStyle, program: String
  ) {
    var paragraphs: [String] = []
    if !results.diagnostics.isEmpty {
      let renderer = DiagnosticRenderer(sources: sources, isColoured: style.isColoured)
      paragraphs.append(renderer.text(results.diagnostics))
    }
    for chapter in results.chapters {
      paragraphs += chapter.findings(all: all).map {
        FailureReport($0, file: chapter.shown, style: style, program: program).text + "\n"
      }
    }
    paragraphs.append(TextReport.summary(results) + "\n")
    text = paragraphs.joined(separator: "\n")
  }

  /// `12 passed, 1 failed (10 outputs, 3 claims)`, as the last line, and what was left out above.
  static func summary(_ results: Results) -> String {
    var lines: [String] = []
    let errors = results.diagnostics.count { $0.severity == .error }
    if errors > 0 {
      let left = results.chapters.count { !$0.run.wasRun }
      var line = "\(counted(errors, "mistake"))"
      if left > 0 { line += "; \(counted(left, "chapter")) not run" }
      lines.append(line)
    }
    if results.unrunCount > 0 {
      lines.append("\(counted(results.unrunCount, "block")) marked norun, and not tested")
    }
    if results.keptCount > 0 {
      lines.append(
        "\(counted(results.keptCount, "chapter")) not changed since the last run, and not run "
          + "again (--fresh runs all)")
    }
    lines.append(
      "\(results.passedCount) passed, \(results.failedCount) failed "
        + "(\(counted(results.stepCount, "command")), \(counted(results.claimCount, "claim")))")
    return lines.joined(separator: "\n")
  }

  private static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}
