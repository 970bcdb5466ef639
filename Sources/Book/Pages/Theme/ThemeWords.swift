import Markdown

/// What a theme itself says, in one language.
struct ThemeWords: Sendable {
  /// The code of the language.
  let language: String
  /// The texts by their keys.
  private(set) var texts: [String: String]

  static let folder = "words/"
  static let ending = ".yaml"

  /// The words that the renderer says; templates name further ones.
  enum Key: String, CaseIterable {
    case language, console, notRun, showCommands, setUp, showFile, showListing, fileReplaced
    case fileRepeated, checked, failed, notChecked, howChecked, proves, proved, claims
    case timelineOf, sequence, stepAt, stepTook, exitStatus, moreLines
    case claimsSummary, note, tip, warning, permalink, pictureWords, movedText, missingTitle
    case chapterLabel, appendixLabel, printTitle, permalinkCheck
    case table, quiz, quizNeutral, quizSeveral, quizMissed, quizCheck, quizChoose
    case quizYes, quizNo, quizShow, quizRight, quizRightMany
  }

  /// A word or sentence of the theme.
  subscript(key: Key) -> String { texts[key.rawValue] ?? "" }

  /// A sentence of the theme with its `{places}` filled in.
  func text(_ key: Key, _ values: [(name: String, value: String)]) -> String {
    var rest = self[key][...]
    var text = ""
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = rest[rest.index(after: open)..<close]
      let value = values.first { $0.name == name }?.value
      text += rest[..<open] + (value ?? "{\(name)}")
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }

  /// Reads the words of a language; what is wrong is reported at its place.
  static func read(
    _ bytes: [UInt8], language: String, _ diagnostics: inout [Diagnostic]
  ) -> ThemeWords {
    let file = Theme.folder + folder + language + ending
    let source = SourceText(bytes)
    var texts: [String: String] = [:]
    func report(line: Int, _ summary: String) {
      diagnostics.append(
        Diagnostic(
          file: file, range: source.range(source.contentOffsets(ofLine: line)), summary))
    }
    switch BoundedYAML.document(in: source.bytes) {
    case .failure(let problem):
      report(line: problem.mark.line, "this is not YAML: \(problem.message)")
    case .success(let node):
      guard let members = node?.members else {
        report(line: 1, "the words of a theme are a mapping of keys to texts")
        break
      }
      for member in members {
        guard case .string(let text)? = member.value.scalar else {
          report(line: member.mark.line, "`\(member.key)` must be a text")
          continue
        }
        texts[member.key] = text
      }
    }
    return ThemeWords(language: language, texts: texts)
  }

  /// Reports the keys that are missing here.
  func check(_ wanted: [String], _ diagnostics: inout [Diagnostic]) {
    let file = Theme.folder + ThemeWords.folder + language + ThemeWords.ending
    for key in wanted where texts[key] == nil {
      diagnostics.append(
        Diagnostic(
          file: file, range: nil, "the words in `\(language)` have no `\(key)`",
          suggestion: Spelling.nearest(to: key, among: texts.keys.sorted())
            .map { "is it written `\($0)`?" }))
    }
  }
}
