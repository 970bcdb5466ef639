/// Chapters that were read before: of those whose files have not changed, nothing is read again.
public struct KnownChapters: Sendable {
  /// The file of a chapter.
  struct File: Equatable {
    var name: String
    var language: String
    var bytes: [UInt8]
  }

  private struct Entry {
    var language: String
    var bytes: [UInt8]
    var chapter: Chapter
    var mistakes: [Diagnostic]
    /// The chapter that it translates.
    var original: File?
    /// Where that should be, when there is none.
    var missingOriginal: String?
  }

  private var entries: [String: Entry] = [:]
  /// The claims that the chapters were read with.
  private var claims: [String]?
  /// The fences that they were read with, as far as one can compare them.
  private var fences: [String] = []

  /// Nothing is known: the first reading reads everything.
  public init() {}

  /// Reads chapters, on all processors, or gives what reading the same bytes gave. Translations are
  /// read when the chapters are known that they translate.
  mutating func read(
    _ files: [File], with reader: ChapterReader
  ) -> [(chapter: Chapter, mistakes: [Diagnostic])] {
    let fences = KnownChapters.names(of: reader.fences) + reader.settings.map(\.key)
    if claims != reader.claims || self.fences != fences { entries = [:] }
    claims = reader.claims
    self.fences = fences
    let names = OriginalChapter.files(of: files.map { ($0.name, $0.language) })
    let byName = Dictionary(files.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let main = files.map(\.language).min(by: OriginalChapter.isBefore)
    let first = files.filter { names[$0.name] == nil }
    var read = Dictionary(
      zip(first.map(\.name), self.read(first, [:], [:], main, with: reader)),
      uniquingKeysWith: { first, _ in first })
    let translated = Set(names.values)
    let originals = read.filter { translated.contains($0.key) }.mapValues {
      OriginalChapter($0.chapter, mistakes: $0.mistakes)
    }
    let rest = files.filter { names[$0.name] != nil }
    let sources = names.compactMapValues { byName[$0] }
    for (file, entry) in zip(rest, self.read(rest, sources, originals, main, with: reader)) {
      read[file.name] = entry
    }
    entries = read
    return files.compactMap { file in read[file.name].map { ($0.chapter, $0.mistakes) } }
  }

  /// - Parameters:
  ///   - sources: the files that these translate.
  ///   - originals: the chapters in these.
  ///   - main: the language that the others are translated from.
  private func read(
    _ files: [File], _ sources: [String: File], _ originals: [String: OriginalChapter],
    _ main: String?, with reader: ChapterReader
  ) -> [Entry] {
    let known = entries
    return files.concurrentMap { file in
      let source = sources[file.name]
      let missing = source == nil ? OriginalChapter.missingFile(of: file.name, main) : nil
      if let entry = known[file.name], entry.bytes == file.bytes, entry.language == file.language,
        entry.original == source, entry.missingOriginal == missing
      {
        return entry
      }
      var reader = reader
      reader.original = source.flatMap { originals[$0.name] }
      reader.missingOriginal = missing
      let (chapter, mistakes) = reader.read(
        file.bytes, file: file.name, language: file.language)
      return Entry(
        language: file.language, bytes: file.bytes, chapter: chapter, mistakes: mistakes,
        original: source, missingOriginal: missing)
    }
  }

  private static func names(of fences: FenceRegistry) -> [String] {
    fences.plugins.map { "\($0.word) \($0.attributes) \($0.content)" } + fences.languages
      + (fences.isIncomplete ? ["and others"] : [])
  }
}
