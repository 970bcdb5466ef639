import Foundation

/// Where the results of a book's last runs lie: `.statebook/results`, one file a chapter.
///
/// A result is used only while everything that it depends on is as it was: the chapter's text,
/// the book's settings, plugins, limits and the program itself. A file that is anything else than
/// that is passed over, and the chapter is run.
public struct ResultStore: Sendable {
  /// The folder of the book, or of a chapter that stands alone.
  public let root: String
  private let engine: EngineIdentity
  /// The bytes of the book's settings with which its chapters were read.
  private var settings: [UInt8]

  /// - Parameters:
  ///   - engine: the program that runs the chapters.
  ///   - settings: the bytes of the book's settings with which its chapters were read. They are not
  ///     read again, as somebody may save others while the chapters run.
  public init(root: String, engine: EngineIdentity, settings: [UInt8] = []) {
    self.root = root
    self.engine = engine
    self.settings = settings
  }

  /// The same folder, for chapters that were read with other settings.
  public func with(settings: [UInt8]) -> ResultStore {
    var store = self
    store.settings = settings
    return store
  }

  /// The longest result that is kept, in bytes.
  static let maximumBytes = 256 << 20

  private var folder: String { root + "/.statebook/results" }

  private static let ending = ".result"

  func path(of file: String) -> String { "\(folder)/\(file)\(ResultStore.ending)" }

  /// The run of a chapter, if one is kept and nothing that it depends on has changed.
  /// - Parameter mistakes: what reading the chapter found.
  public func run(
    of chapter: Chapter, mistakes: [Diagnostic], by runner: ChapterRunner
  ) -> ChapterRun? {
    guard let data = FileManager.default.contents(atPath: path(of: chapter.file)),
      data.count <= ResultStore.maximumBytes
    else { return nil }
    let bytes = Array(data)
    let end = bytes.count - ResultStore.checksumLength
    // What was filmed for pages has all that a test needs.
    var filming = runner
    filming.isFilming = true
    let heads = [runner, filming].map { key(of: chapter, by: $0).bytes }
    guard let head = heads.first(where: { end >= $0.count && bytes.starts(with: $0) }),
      Array(bytes[end...]) == ResultStore.checksum(of: bytes[..<end])
    else { return nil }
    var reader = ByteReader(bytes, in: head.count..<end)
    guard let stored = try? StoredRun(from: &reader), reader.isAtEnd else { return nil }
    return stored.run(of: chapter, mistakes: mistakes)
  }

  /// Keeps the run of a chapter. It is no loss when that cannot be: the chapter is run again.
  public func keep(_ run: ChapterRun, mistakes: [Diagnostic], by runner: ChapterRunner) {
    guard let stored = StoredRun(run, mistakes: mistakes) else { return }
    var writer = ByteWriter()
    stored.write(to: &writer)
    var bytes = key(of: run.chapter, by: runner).bytes
    bytes += writer.bytes
    bytes += ResultStore.checksum(of: bytes[...])
    guard bytes.count <= ResultStore.maximumBytes else { return }
    let path = path(of: run.chapter.file)
    try? FileManager.default.createDirectory(
      atPath: URL(filePath: path).deletingLastPathComponent().path,
      withIntermediateDirectories: true)
    try? AtomicFile.replace(path, with: bytes, survivesPowerLoss: false)
  }

  private func key(of chapter: Chapter, by runner: ChapterRunner) -> ResultKey {
    ResultKey(chapter, runner: runner, settings: settings, engine: engine)
  }

  /// Removes the results of chapters that are not there any more: deleted ones, and those that
  /// have another name now.
  /// - Parameter files: the chapters of the book.
  public func removeOthers(than files: [String]) {
    let known = Set(files.map { $0 + ResultStore.ending })
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    for name in names where name.hasSuffix(ResultStore.ending) && !known.contains(name) {
      unlink("\(folder)/\(name)")
    }
  }

  private static let checksumLength = 8

  private static func checksum(of bytes: ArraySlice<UInt8>) -> [UInt8] {
    let hash = bytes.withUnsafeBytes { ContentHash($0) }
    return (0..<checksumLength).map { UInt8(truncatingIfNeeded: hash.value >> (8 * $0)) }
  }
}
