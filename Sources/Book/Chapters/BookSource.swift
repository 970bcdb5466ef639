import Foundation
import Markdown
public import Sessions
import Values

/// The folder of a book: `chapters/<language>/*.md`, `chapters/claims.yaml` and an optional
/// `book.yaml` with `title`, `summary`, `url` and `fences`; for another language also
/// ``BookWords``.
///
/// Nothing outside the folder is read: a symbolic link that leads out of it is an error.
public struct BookSource: Sendable {
  /// The folder.
  public let folder: URL
  /// The fences that chapters may use, besides those that programs of the book bring.
  public let fences: FenceRegistry
  /// The keys of front matter that belong to plugins.
  public let settings: [PluginSetting]

  /// The book in a folder.
  public init(
    folder: URL, fences: FenceRegistry = .standard, settings: [PluginSetting] = []
  ) {
    self.folder = folder.resolvingSymlinksInPath().standardizedFileURL
    self.fences = fences
    self.settings = settings
  }

  /// Whether a folder is a book: it has a `chapters` folder.
  public static func isBook(_ folder: URL) -> Bool {
    var isDirectory: ObjCBool = false
    let path = folder.appendingPathComponent("chapters").path
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
      && isDirectory.boolValue
  }

  /// Reads the book.
  public func read() -> BookContents {
    var known = KnownChapters()
    return read(knowing: &known)
  }

  /// Reads the book, and of its chapters those that changed since they were read before.
  public func read(knowing known: inout KnownChapters) -> BookContents {
    var diagnostics: [Diagnostic] = []
    let (settings, settingsText) = BookSettings.read(self, &diagnostics)
    var claims = ClaimList.empty
    var knownClaims: [String]? = []
    if exists(ClaimList.file), let bytes = bytes(of: ClaimList.file, &diagnostics) {
      let (list, mistakes) = ClaimList.read(bytes)
      claims = list
      knownClaims = list.ids
      diagnostics += mistakes
    }
    var fences = fences
    fences.isIncomplete = settings.areFencesUnknown
    for program in settings.programs {
      // A word that is taken was found while the settings were read.
      try? fences.add(program.plugin)
    }
    let reader = ChapterReader(fences: fences, claims: knownClaims, settings: self.settings)
    let languages = names(in: "chapters").filter { isFolder("chapters/\($0)") }
    var files: [KnownChapters.File] = []
    var words: [String: BookWords] = [:]
    for language in languages {
      words[language] = BookWords.read(language, of: self, claims, &diagnostics)
      for name in names(in: "chapters/\(language)") where name.hasSuffix(".md") {
        let file = "chapters/\(language)/\(name)"
        guard let bytes = bytes(of: file, &diagnostics) else { continue }
        files.append(KnownChapters.File(name: file, language: language, bytes: bytes))
      }
    }
    let read = known.read(files, with: reader)
    diagnostics += read.flatMap(\.mistakes)
    let chapters = languages.flatMap { language in
      BookSource.inReadingOrder(read.map(\.chapter).filter { $0.language == language })
    }
    if chapters.isEmpty {
      diagnostics.append(
        Diagnostic(
          file: "chapters", range: nil, "the book has no chapters",
          suggestion: "write one: chapters/en/01-first-steps.md"))
    }
    diagnostics +=
      BookLinks(chapters: chapters, hasFile: { isInside($0) && exists($0) })
      .diagnostics
    var contents = BookContents(
      title: settings.title ?? folder.lastPathComponent, summary: settings.summary,
      url: settings.url, fences: fences, programs: settings.programs, claims: claims,
      languages: languages, chapters: chapters, diagnostics: diagnostics.inReportingOrder,
      settings: self.settings, settingsText: settingsText)
    contents.words = words
    return contents
  }

  /// Reads a single Markdown file outside any book.
  public static func chapter(
    at file: URL, name: String, fences: FenceRegistry = .standard
  ) -> (Chapter, [Diagnostic])? {
    guard let data = FileManager.default.contents(atPath: file.path) else { return nil }
    return ChapterReader(fences: fences, isLone: true).read(Array(data), file: name)
  }

  /// Chapters with an order first come by it, the others by name between them as the order of
  /// their files says: the order of a chapter without one is its place among the files.
  private static func inReadingOrder(_ chapters: [Chapter]) -> [Chapter] {
    let placed = chapters.enumerated().map { (index, chapter) in
      (chapter.frontMatter.order ?? index + 1, index, chapter)
    }
    return placed.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
  }

  // MARK: - Files

  /// The bytes of a file of the book; what keeps it from being read is reported.
  func bytes(of file: String, _ diagnostics: inout [Diagnostic]) -> [UInt8]? {
    guard isInside(file) else {
      diagnostics.append(
        Diagnostic(
          file: file, range: nil, "the file is a symbolic link that leaves the book",
          suggestion: "put the file itself into the book"))
      return nil
    }
    let path = folder.appendingPathComponent(file).path
    let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int ?? 0
    guard size <= ChapterReader.maximumBytes else {
      let summary = "the file is longer than \(ChapterReader.maximumBytes >> 20) MiB"
      diagnostics.append(Diagnostic(file: file, range: nil, summary))
      return nil
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      let reason = BookSource.reasonNotToRead(path)
      diagnostics.append(Diagnostic(file: file, range: nil, "the file cannot be read: \(reason)"))
      return nil
    }
    return Array(data)
  }

  /// Why a file that could not be read cannot be, in the words of the system.
  public static func reasonNotToRead(_ path: String) -> String {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { return String(cString: strerror(errno)) }
    defer { close(descriptor) }
    var byte: UInt8 = 0
    return Foundation.read(descriptor, &byte, 1) < 0
      ? String(cString: strerror(errno)) : "it changes"
  }

  /// Whether a path of the book leads to a place inside it, symbolic links followed.
  func isInside(_ file: String) -> Bool {
    let resolved = folder.appendingPathComponent(file).resolvingSymlinksInPath().standardizedFileURL
    return resolved.path.hasPrefix(folder.path + "/")
  }

  func exists(_ file: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent(file).path)
  }

  private func isFolder(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    let full = folder.appendingPathComponent(path).path
    return FileManager.default.fileExists(atPath: full, isDirectory: &isDirectory)
      && isDirectory.boolValue && isInside(path)
  }

  /// The deepest folder below which files are listed.
  private static let maximumDepth = 32

  /// The files in a folder of the book and in the folders in it, in byte order of their paths,
  /// without hidden ones and without what is linked.
  func files(below folder: String, depth: Int = 0) -> [String] {
    guard depth < BookSource.maximumDepth else { return [] }
    return names(in: folder).flatMap { name -> [String] in
      let file = folder + "/" + name
      let path = self.folder.appendingPathComponent(file).path
      let attributes = try? FileManager.default.attributesOfItem(atPath: path)
      switch attributes?[.type] as? FileAttributeType {
      case .typeRegular?: return [file]
      case .typeDirectory?: return files(below: file, depth: depth + 1)
      default: return []
      }
    }
  }

  /// The other files in the folder of a file of the book, where symbolic links lead to, in byte
  /// order; none when it is the folder of the book itself. Hidden ones are left out.
  func files(beside file: String) -> [String] {
    let path = folder.appendingPathComponent(file).resolvingSymlinksInPath().standardizedFileURL
    let parent = path.deletingLastPathComponent().path
    guard parent.hasPrefix(folder.path + "/") else { return [] }
    let name = String(parent.dropFirst(folder.path.count + 1))
    return names(in: name).map { name + "/" + $0 }.filter { other in
      let full = folder.appendingPathComponent(other)
      return full.path != path.path && other != file && isInside(other)
        && (try? full.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory != true
    }
  }

  /// The names in a folder of the book in byte order, without hidden ones.
  private func names(in path: String) -> [String] {
    guard isInside(path) else { return [] }
    let full = folder.appendingPathComponent(path).path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: full)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
  }
}
