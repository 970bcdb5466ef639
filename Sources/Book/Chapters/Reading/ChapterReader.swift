import Markdown
public import Sessions

/// Reads chapters: text in, values and all mistakes of the author out. It runs nothing.
public struct ChapterReader: Sendable {
  /// The words that fences may begin with.
  public var fences: FenceRegistry
  /// The ids that `claims=` may name; nil when they are not known, and so not checked.
  public var claims: [String]?
  /// Whether the file belongs to no book. Such a file may have its title as a heading, like any
  /// Markdown file, and no front matter.
  public var isLone: Bool
  /// The keys of front matter that belong to plugins.
  public var settings: [PluginSetting]
  /// The chapter that the next one translates; nil for one that is no translation.
  public var original: OriginalChapter?
  /// The file of the original that a chapter lacks which lies in the folder of a translation.
  var missingOriginal: String?

  /// The longest chapter that is read, in bytes.
  public static let maximumBytes = 16 << 20
  /// The most lines that a chapter may have.
  public static let maximumLines = 500_000

  /// A reader that knows these fences, claims and keys of plugins.
  public init(
    fences: FenceRegistry = .standard, claims: [String]? = nil, isLone: Bool = false,
    settings: [PluginSetting] = []
  ) {
    self.fences = fences
    self.claims = claims
    self.isLone = isLone
    self.settings = settings
  }

  /// Reads a chapter from the bytes of its file.
  ///
  /// - Parameters:
  ///   - bytes: the file's content.
  ///   - file: its name in messages: the path in the book.
  ///   - language: the name of its folder; nil to take it from `file`.
  public func read(
    _ bytes: [UInt8], file: String, language: String? = nil
  ) -> (Chapter, [Diagnostic]) {
    var excess: String?
    if bytes.count > ChapterReader.maximumBytes {
      excess = "the chapter is longer than \(ChapterReader.maximumBytes >> 20) MiB"
    } else if bytes.count(where: { $0 == 0x0A }) > ChapterReader.maximumLines {
      excess = "the chapter has more than \(ChapterReader.maximumLines) lines"
    }
    if let summary = excess {
      let diagnostic = Diagnostic(
        file: file, range: nil, summary, suggestion: "split it into several chapters")
      return (chapter(of: SourceText(""), file, language).0, [diagnostic])
    }
    let (chapter, mistakes) = chapter(of: SourceText(bytes), file, language)
    return (chapter, mistakes.inReportingOrder)
  }

  private func chapter(
    of source: SourceText, _ file: String, _ language: String?
  ) -> (Chapter, [Diagnostic]) {
    var mistakes = Mistakes(file: file, source: source)
    TextFlaws.report(source, &mistakes)
    var reader = FrontMatterReader(
      source: source, mistakes: mistakes, isOptional: isLone, settings: settings)
    var frontMatter = reader.read()
    mistakes = reader.mistakes
    let inherits = original.map { frontMatter.inherit(from: $0, &mistakes) } ?? false

    let document = Document(SourceLines(source, from: reader.bodyLine))
    var fenceReader = FenceReader(registry: fences, claims: claims, mistakes: mistakes)
    fenceReader.original = original
    fenceReader.missingOriginal = missingOriginal
    fenceReader.read(document)
    let blocks = fenceReader.blocks
    mistakes = fenceReader.mistakes
    TextStructure.check(
      document, blocks: blocks, isLone: isLone, hasFrontMatter: reader.bodyLine > 1, &mistakes)
    if isLone, frontMatter.title.isEmpty {
      let name = file.split(separator: "/").last.map(String.init) ?? file
      frontMatter.title = document.headings.first?.text ?? name
    }

    var chapter = Chapter(
      file: file, language: language ?? ChapterReader.language(of: file),
      slug: frontMatter.slug ?? ChapterReader.slug(of: file), frontMatter: frontMatter,
      document: document, blocks: blocks)
    if let original {
      if inherits || blocks.contains(where: { $0.origin != nil }) {
        chapter.original = Chapter.OriginalText(
          file: original.chapter.file, source: original.chapter.source)
      }
      ReusedSessions.check(chapter, against: original, meant: fenceReader.meant, &mistakes)
    }
    chapter.blocks = PluginReader.read(chapter, fences, &mistakes)
    return (chapter, mistakes.reported)
  }

  /// The name of the folder below `chapters`, `en` for a file that is not in such a folder.
  static func language(of file: String) -> String {
    let names = file.split(separator: "/")
    guard let chapters = names.lastIndex(of: "chapters"), chapters + 2 < names.count else {
      return "en"
    }
    return String(names[chapters + 1])
  }

  /// The file's name without its ending and its number: `05-a-name.md` gives `a-name`.
  static func slug(of file: String) -> String {
    var name = file.split(separator: "/").last ?? ""
    if name.hasSuffix(".md") { name = name.dropLast(3) }
    let rest = name.drop { $0.isASCII && $0.isNumber }
    if rest.startIndex != name.startIndex, rest.first == "-", rest.count > 1 {
      name = rest.dropFirst()
    }
    return Anchors.slug(String(name))
  }
}
