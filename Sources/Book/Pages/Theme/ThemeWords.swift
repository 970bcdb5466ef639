import Markdown
import OrderedCollections
import Scenes

/// What a theme itself says, in one language.
struct ThemeWords: Sendable {
  /// The code of the language.
  let language: String
  /// The texts by their keys.
  let texts: [String: String]
  /// The words for what is said in English elsewhere; nil where the English ones stay.
  let tables: [Table: OrderedDictionary<String, String?>]
  /// What pictures say.
  let pictures: SceneLanguage

  /// The members of a file of words that are mappings themselves, from English to the language.
  enum Table: String, CaseIterable {
    /// Kinds of boxes, and of several of them.
    case kinds
    /// Kinds of links.
    case links
    /// What views of plugins say in pictures.
    case views
  }

  init(
    language: String, texts: [String: String],
    tables: [Table: OrderedDictionary<String, String?>] = [:]
  ) {
    self.language = language
    self.texts = texts
    self.tables = tables
    let phrases = ScenePhrase.allCases.compactMap { phrase in
      texts[phrase.rawValue].map { (phrase, $0) }
    }
    func words(_ table: Table) -> [(english: String, text: String)] {
      (tables[table] ?? [:]).compactMap { english, text in text.map { (english, $0) } }
    }
    func dictionary(_ table: Table) -> [String: String] {
      Dictionary(uniqueKeysWithValues: words(table).map { ($0.english, $0.text) })
    }
    pictures = SceneLanguage(
      phrases: Dictionary(uniqueKeysWithValues: phrases), kinds: dictionary(.kinds),
      links: dictionary(.links), texts: words(.views))
  }

  static let folder = "words/"
  static let ending = ".yaml"

  /// The words that the renderer says; templates name further ones.
  enum Key: String, CaseIterable {
    case language, console, notRun, showCommands, setUp, showFile, showListing, fileReplaced
    case fileRepeated, checked, failed, notChecked, howChecked, proves, proved, claims
    case timelineOf, timelineSilent, sequence, playerWaits, stepAt, stepTook, exitStatus, moreLines
    case claimsSummary, note, tip, warning, permalink, pictureWords, movedText, missingTitle
    case chapterLabel, appendixLabel, printTitle, permalinkCheck
    case table, quiz, quizNeutral, quizSeveral, quizMissed, quizCheck, quizChoose
    case quizYes, quizNo, quizShow, quizRight, quizRightMany
  }

  /// A word or sentence of the theme.
  subscript(key: Key) -> String { texts[key.rawValue] ?? "" }

  /// A sentence of the theme with its `{places}` filled in.
  func text(_ key: Key, _ values: [(name: String, value: String)]) -> String {
    ScenePattern(self[key]).filled(values)
  }

  /// Reads the words of a language; what is wrong is reported at its place.
  static func read(
    _ bytes: [UInt8], language: String, _ diagnostics: inout [Diagnostic]
  ) -> ThemeWords {
    let file = Theme.folder + folder + language + ending
    let source = SourceText(bytes)
    var texts: [String: String] = [:]
    var tables: [Table: OrderedDictionary<String, String?>] = [:]
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
        if let table = Table(rawValue: member.key) {
          guard let entries = member.value.members else {
            report(
              line: member.mark.line, "`\(member.key)` must be a mapping of English to the language"
            )
            continue
          }
          for entry in entries {
            switch entry.value.scalar {
            case .string(let text)?: tables[table, default: [:]][entry.key] = .some(text)
            case let other:
              tables[table, default: [:]][entry.key] = .some(nil)
              if other == .null { continue }
              report(line: entry.mark.line, "`\(entry.key)` must be a text")
            }
          }
          continue
        }
        guard case .string(let text)? = member.value.scalar else {
          report(line: member.mark.line, "`\(member.key)` must be a text")
          continue
        }
        texts[member.key] = text
      }
    }
    return ThemeWords(language: language, texts: texts, tables: tables)
  }

  /// Reports what is missing here, and places that are not filled in.
  /// - Parameters:
  ///   - wanted: the keys that there must be.
  ///   - english: the words of which there must be all tables.
  func check(_ wanted: [String], _ english: ThemeWords?, _ diagnostics: inout [Diagnostic]) {
    let file = Theme.folder + ThemeWords.folder + language + ThemeWords.ending
    func report(missing key: String, _ place: String, among keys: [String]) {
      diagnostics.append(
        Diagnostic(
          file: file, range: nil, "the words in `\(language)` have no `\(key)`\(place)",
          suggestion: Spelling.nearest(to: key, among: keys.sorted())
            .map { "is it written `\($0)`?" }))
    }
    func check(placesOf text: String, as english: String, _ key: String) {
      let known = ScenePattern(english).places
      for place in ScenePattern(text).places where !known.contains(place) {
        diagnostics.append(
          Diagnostic(
            file: file, range: nil,
            "the words in `\(language)` have a place `{\(place)}` in `\(key)`",
            explanation: known.isEmpty
              ? "nothing is filled in there"
              : "what is filled in there are " + known.map { "`{\($0)}`" }.joined(separator: ", ")))
      }
    }
    for key in wanted {
      guard let text = texts[key] else {
        report(missing: key, "", among: Array(texts.keys))
        continue
      }
      let original = ScenePhrase(rawValue: key)?.english ?? english?.texts[key]
      if let original { check(placesOf: text, as: original, key) }
    }
    for table in Table.allCases {
      let own = tables[table] ?? [:]
      for key in english?.tables[table]?.keys ?? [] where own[key] == nil {
        report(missing: key, " among its `\(table.rawValue)`", among: Array(own.keys))
      }
      for case (let key, let text?) in own { check(placesOf: text, as: key, key) }
    }
  }
}
