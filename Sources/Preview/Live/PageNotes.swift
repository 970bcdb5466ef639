import Book
import Markdown

/// What a page is told besides its text: mistakes with their places, outputs that differ.
struct PageNotes: Encodable, Equatable {
  /// A mistake of the author's.
  struct Mistake: Encodable, Equatable {
    /// `chapters/en/05-name.md:14:12`.
    var place: String
    var isError: Bool
    var summary: String
    var explanation: String?
    var suggestion: String?
    /// The line of the file.
    var excerpt: String?
    /// The id of the last thing before it on the page, if it is about this page.
    var after: String?
    /// Which part of the article is the last that begins at or above it: -1 above the first; nil
    /// when that is not known.
    var part: Int?
    /// The line of the text that the page shows.
    fileprivate var line: Int?

    private enum CodingKeys: CodingKey {
      case place, isError, summary, explanation, suggestion, excerpt, after, part
    }
  }

  /// An output that differs or a claim that does not hold, in the order of the page.
  struct Finding: Encodable, Equatable {
    var line: Int
    var command: String
    var summary: String
    var cause: String?
    /// What the command of a claim ran last.
    var ranLast: String?
    /// Whether the command failed, other than the chapter says.
    var hasFailed = false
  }

  /// Another chapter with which something is wrong.
  struct Elsewhere: Encodable, Equatable {
    var file: String
    var page: String
    /// What is wrong, as numbers: `1 mistake, 2 outputs differ`.
    var text: String
  }

  var file: String?
  /// Whether the page shows the last text that could be run, not the current one.
  var isStale = false
  /// The lines with which the blocks begin that have not run yet; the page shows what they did
  /// before.
  var waiting: [Int] = []
  /// Whether there is nothing from before of these.
  var isFirstRun = false
  var mistakes: [Mistake] = []
  var outputs: [Finding] = []
  var claims: [Finding] = []
  /// The other chapters with which something is wrong, in the order of the book.
  var elsewhere: [Elsewhere] = []
  /// Why no output can be accepted, if there is a reason.
  var refusal: String?

  /// - Parameters:
  ///   - others: mistakes of the book that belong to no chapter.
  ///   - drawn: mistakes that were found while the page was drawn.
  init(_ chapter: LiveChapter?, others: [Diagnostic], drawn: [Diagnostic] = []) {
    mistakes = others.map { Mistake($0, in: nil) }
    guard let chapter else { return }
    file = chapter.current.file
    isStale = chapter.isStale
    waiting = chapter.waiting ?? []
    isFirstRun = chapter.isFirstRun
    mistakes += chapter.run.diagnostics.map { Mistake($0, in: chapter, of: chapter.current.source) }
    // What is drawn is the text that is shown.
    mistakes += drawn.filter { !chapter.run.diagnostics.contains($0) }
      .map { Mistake($0, in: chapter, of: chapter.shown.chapter.source) }
    guard !isStale else { return }
    for finding in chapter.shown.findings(all: true) {
      switch finding.kind {
      case .output(let run) where finding.unrecorded.isEmpty:
        let isUnrecorded = run.step.recorded == RecordedOutput()
        outputs.append(
          Finding(
            run, finding.summary, cause: isUnrecorded ? finding.cause : finding.causeOrOrigin))
      case .output:
        outputs += finding.unrecorded.map { Finding($0, "no output is recorded", cause: nil) }
      case .claim(let run):
        claims.append(
          Finding(
            line: run.lines.lowerBound, command: run.assertion.command, summary: finding.summary,
            cause: finding.causeOrOrigin, ranLast: run.last))
      }
    }
    outputs.sort { $0.line < $1.line }
    if chapter.waiting != nil {
      refusal = "Outputs can be accepted when all of the chapter has run."
    } else if let red = chapter.shown.redClaims.first {
      refusal =
        "Outputs can be accepted when the claim in line "
        + "\(red.assertion.position.line) holds."
    }
  }
}

extension PageNotes.Elsewhere {
  /// nil when nothing is wrong with the chapter.
  init?(_ chapter: LiveChapter, page: String) {
    let counts = [
      (chapter.run.diagnostics.count { $0.severity == .error }, "mistake", "mistakes"),
      (chapter.run.steps.count { !$0.passed }, "output differs", "outputs differ"),
      (chapter.run.claims.count { !$0.passed }, "claim does not hold", "claims do not hold"),
    ]
    text = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.0 == 1 ? $0.1 : $0.2)" }
      .joined(separator: ", ")
    guard !text.isEmpty else { return nil }
    file = chapter.current.file
    self.page = page
  }
}

extension PageNotes.Finding {
  init(_ run: StepRun, _ summary: String, cause: String?) {
    self.init(
      line: run.lines.lowerBound, command: run.step.command, summary: summary, cause: cause,
      hasFailed: run.recording.exitStatus != 0
        && Int(run.recording.exitStatus) != run.step.recorded.status)
  }
}

extension PageNotes {
  /// Finds the parts of the page at which the mistakes stand.
  /// - Parameters:
  ///   - first: the part with which the text of the chapter begins.
  ///   - lines: the lines in which its parts begin.
  mutating func place(first: Int, lines: [Int]) {
    for index in mistakes.indices {
      guard let line = mistakes[index].line else { continue }
      mistakes[index].part = first - 1 + lines.prefix { $0 <= line }.count
    }
  }
}

extension PageNotes.Mistake {
  init(_ diagnostic: Diagnostic, in chapter: LiveChapter?, of text: SourceText? = nil) {
    place = diagnostic.file
    if diagnostic.line > 0 { place += ":\(diagnostic.line)" }
    if diagnostic.line > 0, diagnostic.column > 0 { place += ":\(diagnostic.column)" }
    isError = diagnostic.severity == .error
    summary = diagnostic.summary
    explanation = diagnostic.explanation
    suggestion = diagnostic.suggestion
    guard let chapter, let source = text, diagnostic.line > 0 else { return }
    if diagnostic.line <= source.lineCount {
      excerpt = source.text(in: source.contentOffsets(ofLine: diagnostic.line))
    }
    let shown = chapter.shown.chapter
    let line = PageNotes.Mistake.line(diagnostic.line, of: source, in: shown.source)
    self.line = line
    after = PageNotes.Mistake.anchor(before: line, in: shown)
  }

  /// Where a line of the current text is in the text that the page shows: what was written between
  /// two lines that are in both stands behind the first of them.
  private static func line(_ line: Int, of current: SourceText, in shown: SourceText) -> Int {
    guard current.bytes != shown.bytes else { return line }
    let now = current.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let before = shown.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let start = zip(now, before).prefix { $0 == $1 }.count
    if line <= start { return line }
    let end = zip(now.reversed(), before.reversed()).prefix { $0 == $1 }.count
    let isInEnd = line > now.count - min(end, now.count - start)
    return isInEnd ? line + before.count - now.count : start
  }

  /// The id on the page of the last heading or named block that starts at or above a line.
  private static func anchor(before line: Int, in chapter: Chapter) -> String? {
    var best: (line: Int, id: String)?
    func offer(_ start: Int, _ id: String?) {
      guard let id, start <= line, start >= best?.line ?? 0 else { return }
      best = (start, id)
    }
    for heading in chapter.document.headings { offer(heading.range.start.line, heading.anchor) }
    for block in chapter.blocks {
      switch block {
      case .scenario(let scenario): offer(block.range.start.line, scenario.id)
      case .check(let check): offer(block.range.start.line, check.id)
      case .file, .plugin, .listing: continue
      }
    }
    return best?.id
  }
}
