public import Sessions

/// A book, read: its chapters and what is wrong with them.
public struct BookContents: Sendable {
  /// The file of the book's settings, in its folder.
  public static let settingsFile = "book.yaml"

  /// The book's title.
  public var title: String
  /// What the book is about, in a sentence.
  public var summary: String?
  /// Where the site of the book will be, with its final slash; nil when that is not known.
  public var url: String?
  /// The fences that its chapters may use.
  public var fences: FenceRegistry = .standard
  /// The programs of the book that turn fences into HTML.
  public var programs: [FenceProgram] = []
  /// What the book promises to prove.
  public var claims: ClaimList
  /// The languages in name order.
  public var languages: [String]
  /// What the book says in a language beside its chapters.
  public var words: [String: BookWords] = [:]
  /// The chapters in reading order, language by language.
  public var chapters: [Chapter]
  /// All mistakes of all chapters, in the order of reporting.
  public var diagnostics: [Diagnostic]
  /// The keys of front matter that belong to plugins.
  public var settings: [PluginSetting] = []
  /// The bytes of the book's settings, as they were read; empty when there are none.
  public var settingsText: [UInt8] = []

  /// Reads the text of each chapter as it was read, a translation with its original; by its file.
  public var readers: [String: ChapterReader] {
    let known = claims.ids
    let reader = ChapterReader(
      fences: fences, claims: known.isEmpty ? nil : known, settings: settings)
    let originals = OriginalChapter.files(of: chapters.map { ($0.file, $0.language) })
    let mistakes = Dictionary(grouping: diagnostics, by: \.file)
    var translated: [String: OriginalChapter] = [:]
    let files = Set(originals.values)
    for chapter in chapters where files.contains(chapter.file) {
      translated[chapter.file] = OriginalChapter(chapter, mistakes: mistakes[chapter.file] ?? [])
    }
    var readers: [String: ChapterReader] = [:]
    for chapter in chapters {
      readers[chapter.file] = reader
      readers[chapter.file]?.original = originals[chapter.file].flatMap { translated[$0] }
    }
    return readers
  }

  /// The chapters in a language, in reading order.
  public func chapters(in language: String) -> [Chapter] {
    chapters.filter { $0.language == language }
  }
}
