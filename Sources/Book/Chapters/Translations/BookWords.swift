import Markdown

/// What a book says in another language beside its chapters: `chapters/LANGUAGE/book.yaml` with
/// `title` and `summary`, and `chapters/LANGUAGE/claims.yaml` with the `text` of claims by their
/// `id`. What is left out is said as the book itself says it.
public struct BookWords: Hashable, Sendable {
  /// The book's title.
  public var title: String?
  /// What the book is about, in a sentence.
  public var summary: String?
  /// The sentences of claims by their ids.
  public var claims: [String: String] = [:]
  /// Whether the language has a list of claims.
  var hasClaims = false

  /// Where the title and the summary in a language stand.
  static func settingsFile(in language: String) -> String {
    "chapters/\(language)/" + BookContents.settingsFile
  }

  /// Where the claims in a language stand.
  static func claimsFile(in language: String) -> String { "chapters/\(language)/claims.yaml" }

  /// The keys that are translated.
  static let rules = BookSettings.rules.filter { ["title", "summary"].contains($0.name) }

  /// Reads the words in a language; there need not be any.
  /// - Parameter list: the claims of the book.
  static func read(
    _ language: String, of book: BookSource, _ list: ClaimList, _ diagnostics: inout [Diagnostic]
  ) -> BookWords {
    var words = BookWords()
    let settingsFile = settingsFile(in: language)
    if book.exists(settingsFile), let bytes = book.bytes(of: settingsFile, &diagnostics) {
      let (settings, mistakes) = BookSettings.read(bytes, of: settingsFile, rules: rules)
      diagnostics += mistakes
      (words.title, words.summary) = (settings.title, settings.summary)
    }
    let claimsFile = claimsFile(in: language)
    if book.exists(claimsFile), let bytes = book.bytes(of: claimsFile, &diagnostics) {
      let (own, mistakes) = ClaimList.read(bytes, file: claimsFile)
      diagnostics += mistakes
      words.hasClaims = true
      let known = Set(list.ids)
      let source = SourceText(bytes)
      for claim in own.claims {
        if known.contains(claim.id) {
          words.claims[claim.id] = claim.text
        } else {
          diagnostics.append(
            Diagnostic(
              file: claimsFile, range: source.range(source.contentOffsets(ofLine: claim.line)),
              "the book has no claim `\(claim.id)`",
              explanation: "each claim here translates one of `\(ClaimList.file)`",
              suggestion: Spelling.offer(Spelling.nearest(to: claim.id, among: list.ids))
                ?? "list it there, or take it out here"))
        }
      }
    }
    return words
  }
}

extension BookContents {
  /// The title of the book in a language.
  public func title(in language: String) -> String { words[language]?.title ?? title }

  /// What the book is about, in a language.
  public func summary(in language: String) -> String? { words[language]?.summary ?? summary }

  /// The sentence of a claim in a language.
  public func text(of claim: ClaimList.Claim, in language: String) -> String {
    words[language]?.claims[claim.id] ?? claim.text
  }
}
