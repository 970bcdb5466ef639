/// Chapters that were read before: of those whose files have not changed, nothing is read again.
public struct KnownChapters: Sendable {
  private struct Entry {
    var bytes: [UInt8]
    var language: String
    var claims: [String]?
    /// What the fences are, as far as one can compare it.
    var fences: [String]
    var chapter: Chapter
    var mistakes: [Diagnostic]
  }

  private var entries: [String: Entry] = [:]

  public init() {}

  /// Reads a chapter, or gives what reading the same bytes gave.
  mutating func read(
    _ bytes: [UInt8], file: String, language: String, with reader: ChapterReader
  ) -> (Chapter, [Diagnostic]) {
    if let known = entries[file], known.bytes == bytes, known.language == language,
      known.claims == reader.claims, known.fences == KnownChapters.names(of: reader.fences)
    {
      return (known.chapter, known.mistakes)
    }
    let (chapter, mistakes) = reader.read(bytes, file: file, language: language)
    entries[file] = Entry(
      bytes: bytes, language: language, claims: reader.claims,
      fences: KnownChapters.names(of: reader.fences),
      chapter: chapter, mistakes: mistakes)
    return (chapter, mistakes)
  }

  private static func names(of fences: FenceRegistry) -> [String] {
    fences.plugins.map { "\($0.word) \($0.attributes) \($0.content)" } + fences.languages
  }
}
