import Markdown

/// The chapter that another one translates: the same file name in the first language that has it,
/// English before all others.
///
/// A translation is read after its original, and what it takes over is put in while its fences are
/// read: see ``ReusedBlock``. So all that comes later, running, pages and search, sees ordinary
/// blocks. Their places are places in the translation's own file, so that no offset is ever looked
/// up in another text: prose stands where it is written, and what was reused stands at the fence
/// that reuses it. Where it is written is its ``BlockOrigin``, and there it is compared, accepted
/// and put right.
public struct OriginalChapter: Hashable, Sendable {
  /// The original, read.
  public let chapter: Chapter
  /// Whether reading it found errors: they are told there, and not once more in each translation.
  let hasErrors: Bool
  /// The lines of the original at which something is wrong.
  let errorLines: Set<Int>
  private let blocks: [String: ChapterBlock]

  /// A chapter as the original of others, with what reading it found.
  init(_ chapter: Chapter, mistakes: [Diagnostic]) {
    self.chapter = chapter
    hasErrors = mistakes.haveErrors
    errorLines = Set(mistakes.filter { $0.severity == .error }.map(\.line))
    blocks = Dictionary(
      chapter.blocks.compactMap { block in block.id.map { ($0, block) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// The block with an id.
  subscript(id: String) -> ChapterBlock? { blocks[id] }

  /// All ids of its blocks, in name order.
  var ids: [String] { blocks.keys.sorted() }

  /// Whether something is wrong with a block.
  func hasErrors(in range: SourceRange) -> Bool {
    errorLines.contains { range.start.line <= $0 && $0 <= range.end.line }
  }

  /// Whether an id is written in it, on a block that could not be read perhaps.
  func mentions(id: String) -> Bool { chapter.source.text.contains("id=\(id)") }

  /// Which files translate which: the original's file by that of each translation.
  /// - Parameter files: the chapters of a book with their languages.
  static func files(of files: [(name: String, language: String)]) -> [String: String] {
    var first: [Substring: (file: String, language: String)] = [:]
    for file in files {
      if let known = first[name(file.name)], !isBefore(file.language, known.language) { continue }
      first[name(file.name)] = (file.name, file.language)
    }
    var originals: [String: String] = [:]
    for file in files {
      if let original = first[name(file.name)]?.file, original != file.name {
        originals[file.name] = original
      }
    }
    return originals
  }

  /// Where the original of a chapter would be that has none; nil for one in the main language.
  static func missingFile(of file: String, _ main: String?) -> String? {
    let folder = "chapters/\(main ?? "")/"
    return file.hasPrefix(folder) ? nil : folder + name(file)
  }

  /// Whether the chapters in a language are the originals of those in another one.
  static func isBefore(_ a: String, _ b: String) -> Bool {
    let (isMain, isOtherMain) = (a == Theme.defaultLanguage, b == Theme.defaultLanguage)
    return isMain != isOtherMain ? isMain : a.utf8.lexicographicallyPrecedes(b.utf8)
  }

  private static func name(_ file: String) -> Substring { file.split(separator: "/").last ?? "" }
}

/// Where a block is written that a translation reuses.
public struct BlockOrigin: Hashable, Sendable {
  /// The file of the original, as the book names it.
  public let file: String
  /// Where the block stands there.
  public let range: SourceRange
}
