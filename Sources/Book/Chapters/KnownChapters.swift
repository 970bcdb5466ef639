/// Chapters that were read before: of those whose files have not changed, nothing is read again.
public struct KnownChapters: Sendable {
  /// The file of a chapter.
  struct File {
    var name: String
    var language: String
    var bytes: [UInt8]
  }

  private struct Entry {
    var language: String
    var bytes: [UInt8]
    var chapter: Chapter
    var mistakes: [Diagnostic]
  }

  private var entries: [String: Entry] = [:]
  /// The claims that the chapters were read with.
  private var claims: [String]?
  /// The fences that they were read with, as far as one can compare them.
  private var fences: [String] = []

  /// Nothing is known: the first reading reads everything.
  public init() {}

  /// Reads chapters, on all processors, or gives what reading the same bytes gave.
  mutating func read(
    _ files: [File], with reader: ChapterReader
  ) -> [(chapter: Chapter, mistakes: [Diagnostic])] {
    let fences = KnownChapters.names(of: reader.fences) + reader.settings.map(\.key)
    if claims != reader.claims || self.fences != fences { entries = [:] }
    claims = reader.claims
    self.fences = fences
    let known = entries
    let read = files.concurrentMap { file in
      if let entry = known[file.name], entry.bytes == file.bytes, entry.language == file.language {
        return entry
      }
      let (chapter, mistakes) = reader.read(
        file.bytes, file: file.name, language: file.language)
      return Entry(
        language: file.language, bytes: file.bytes, chapter: chapter, mistakes: mistakes)
    }
    entries = Dictionary(
      zip(files, read).map { ($0.name, $1) }, uniquingKeysWith: { first, _ in first })
    return read.map { ($0.chapter, $0.mistakes) }
  }

  private static func names(of fences: FenceRegistry) -> [String] {
    fences.plugins.map { "\($0.word) \($0.attributes) \($0.content)" } + fences.languages
      + (fences.isIncomplete ? ["and others"] : [])
  }
}
