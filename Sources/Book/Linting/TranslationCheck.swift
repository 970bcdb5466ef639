import Markdown

/// Compares chapters with the same chapters in other languages: a translation has the same
/// commands, files, commands of checks and settings of the world, else it would prove something
/// else.
struct TranslationCheck {
  /// What differs, at the line of the translation.
  private(set) var diagnostics: [Diagnostic] = []

  /// How many differences of a chapter are named; one box more or less may move many.
  private static let maximumCount = 5
  /// How many parts are compared as what may have been put in or left out. Comparing more takes
  /// long; then it is the first difference that is named.
  private static let maximumParts = 400

  /// Compares each chapter with the same one in the first language that has it: in English, if
  /// the book has chapters in English.
  init(_ contents: BookContents) {
    let addresses = SiteAddresses(contents)
    for (index, language) in addresses.languages.enumerated().dropFirst() {
      for chapter in addresses.chapters(in: language) {
        let original = addresses.languages[..<index].lazy
          .compactMap { addresses.translation(of: chapter, in: $0) }.first
        // One that reuses the blocks of its sessions was compared when it was read.
        if let original, !chapter.reusesSessions { compare(chapter, with: original) }
      }
    }
  }

  private mutating func compare(_ chapter: Chapter, with original: Chapter) {
    if TranslationCheck.settings(chapter) != TranslationCheck.settings(original) {
      report(
        chapter, SourceRange(chapter.source.position(at: 0), chapter.source.position(at: 0)),
        "the world of this chapter is not that of the original",
        original, line: 1, "`cluster`, `hosts`, `seed` and `pace` decide what is printed")
    }
    var own = TranslationCheck.parts(of: chapter)
    var others = TranslationCheck.parts(of: original)
    if max(own.count, others.count) > TranslationCheck.maximumParts {
      let same = zip(own, others).prefix { $0.content == $1.content }.count
      own = Array(own.prefix(same + 1))
      others = Array(others.prefix(same + 1))
    }
    var removals: [Int] = []
    var insertions: [Int] = []
    for change in own.difference(from: others, by: { $0.content == $1.content }) {
      switch change {
      case .remove(let offset, _, _): removals.append(offset)
      case .insert(let offset, _, _): insertions.append(offset)
      }
    }
    removals.sort()
    insertions.sort()
    // What was put in the place of something else is one difference.
    var count = 0
    var left = removals[...]
    for offset in insertions where count < TranslationCheck.maximumCount {
      count += 1
      let part = own[offset]
      if let other = left.first, others[other].content[0] == part.content[0] {
        left.removeFirst()
        report(
          chapter, part.range, "this \(part.content[0]) is not that of the original", original,
          line: others[other].range.start.line, others[other].shown)
      } else {
        let line = others.isEmpty ? 1 : others[min(offset, others.count - 1)].range.start.line
        report(
          chapter, part.range, "the original does not have this \(part.content[0])", original,
          line: line, nil)
      }
    }
    for offset in left where count < TranslationCheck.maximumCount {
      count += 1
      let part = others[offset]
      let place = own.isEmpty ? nil : own[min(offset, own.count - 1)].range
      report(
        chapter,
        place ?? SourceRange(chapter.source.position(at: 0), chapter.source.position(at: 0)),
        "a \(part.content[0]) of the original is missing here", original,
        line: part.range.start.line, part.shown)
    }
  }

  private mutating func report(
    _ chapter: Chapter, _ range: SourceRange, _ summary: String, _ original: Chapter, line: Int,
    _ cause: String?
  ) {
    diagnostics.append(
      Diagnostic(
        .warning, file: chapter.file, range: range, summary, explanation: cause,
        suggestion: "take over what \(original.file):\(line) has, and translate only its sentences",
        notes: [Diagnostic.Note("the original", file: original.file, line: line)]))
  }

  /// Something that a translation takes over as it is.
  private struct Part {
    /// What it is, for the message, and all that has to be the same.
    var content: [String]
    var range: SourceRange
    /// What the original has, for the message.
    var shown: String
  }

  private static func parts(of chapter: Chapter) -> [Part] {
    chapter.blocks.flatMap { block -> [Part] in
      switch block {
      case .scenario(let scenario):
        scenario.steps.map { step in
          Part(
            content: ["command", scenario.session, scenario.from ?? "", step.command],
            range: SourceRange(step.position, step.position), shown: "it is `\(step.command)` there"
          )
        }
      case .file(let file):
        [
          Part(
            content: ["file", file.session, file.name, file.code.text],
            range: file.code.fence?.infoRange ?? file.code.range,
            shown: "it is `\(file.name)` there")
        ]
      case .check(let check):
        check.assertions.map { assertion in
          Part(
            content: ["check", check.session, assertion.command],
            range: SourceRange(assertion.commandPosition, assertion.commandPosition),
            shown: "it is `\(assertion.command)` there")
        }
      case .plugin, .listing: []
      }
    }
  }

  private static func settings(_ chapter: Chapter) -> [String] {
    chapter.frontMatter.worldSettings.map { "\($0.key): \($0.value)" }
  }
}

extension BookLint {
  /// Where translations do something else than the chapters that they translate.
  public static func driftedTranslations(in book: BookContents) -> [Diagnostic] {
    TranslationCheck(book).diagnostics
  }
}
