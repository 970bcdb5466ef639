import Book
import Markdown

/// What a preview writes to its author's terminal: mistakes, what differs, and what was done.
struct PreviewTerminal: Sendable {
  let style: TextStyle
  /// What the author types to run a command.
  let program: String
  let shown: @Sendable (String) -> String

  func text(_ update: LiveBook.Update, time: Duration, isFirst: Bool) -> String {
    var sources: [String: SourceText] = [:]
    var diagnostics = update.bookMistakesChanged ? update.bookMistakes : []
    for chapter in update.chapters {
      sources[shown(chapter.current.file)] = chapter.current.source
      diagnostics += chapter.run.diagnostics
    }
    var paragraphs: [String] = []
    if !diagnostics.isEmpty { paragraphs.append(text(diagnostics, sources)) }
    for chapter in update.chapters {
      paragraphs += chapter.run.findings().map {
        FailureReport(
          $0, file: shown(chapter.current.file), style: style, program: program
        ).text + "\n"
      }
    }
    let milliseconds =
      time.components.seconds * 1000
      + time.components.attoseconds / 1_000_000_000_000_000
    if isFirst {
      let count = update.chapters.count
      paragraphs.append(
        "\(summary(update.chapters)) in \(count) \(count == 1 ? "chapter" : "chapters"), "
          + "\(milliseconds) ms\n")
    } else {
      paragraphs += update.chapters.map { chapter in
        let what = chapter.isStale ? "the page still shows the text before" : summary([chapter])
        return "\(shown(chapter.current.file)): \(what), \(milliseconds) ms\n"
      }
    }
    if !isFirst {
      paragraphs += update.inputs.map { path, chapters in
        "\(shown(path)): changes the pages of \(chapters.map(shown).joined(separator: ", "))\n"
      }
    }
    return paragraphs.joined(separator: paragraphs.count > 1 && !diagnostics.isEmpty ? "\n" : "")
  }

  /// What is wrong with a page, as `build` says it; nothing when all is well.
  func text(_ mistakes: LiveBook.PageMistakes) -> String {
    if mistakes.mistakes.isEmpty { return "" }
    let file = mistakes.mistakes.first.map { shown($0.file) } ?? ""
    return text(mistakes.mistakes, mistakes.source.map { [file: $0] } ?? [:])
  }

  private func text(_ diagnostics: [Diagnostic], _ sources: [String: SourceText]) -> String {
    DiagnosticRenderer(sources: sources, isColoured: style.isColoured).text(
      diagnostics.map { diagnostic in
        var diagnostic = diagnostic
        diagnostic.file = shown(diagnostic.file)
        return diagnostic
      })
  }

  private func summary(_ chapters: [LiveChapter]) -> String {
    let all = chapters.flatMap { $0.run.steps.map(\.passed) + $0.run.claims.map(\.passed) }
    let failed = all.count { !$0 }
    return "\(all.count - failed) passed, \(failed) failed"
  }
}
