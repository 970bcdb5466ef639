import Foundation

/// Writes a folder whole or not at all: the old one stays until the new one is complete.
public enum Publication {
  /// The file that marks a folder as a site that was published, and may be replaced by another.
  public static let marker = ".statebook-site"

  /// Lets `write` fill a new folder and puts that in the place of `destination`.
  ///
  /// When `write` throws or returns false nothing changes. A destination that is neither empty
  /// nor marked as an earlier site is refused before anything is written.
  /// - Parameter kept: folders that must not lie in the destination, such as the book's.
  /// - Returns: what `write` returned.
  @discardableResult
  public static func replace(
    _ destination: String, keeping kept: [String] = [], write: (String) throws -> Bool
  ) throws -> Bool {
    let target = URL(filePath: destination).standardizedFileURL.path
      .trimmingTrailingSlashes()
    try check(target, keeping: kept)
    let folder = URL(filePath: target).deletingLastPathComponent().path
    let name = URL(filePath: target).lastPathComponent
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw Refusal("cannot make the folder \(folder): \(reason(error))")
    }
    var template = Array("\(folder)/.\(name).statebook-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Refusal("cannot write in \(folder): \(String(cString: strerror(errno)))")
    }
    let temporary = String(
      decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    TemporaryPaths.add(temporary)
    defer {
      try? FileManager.default.removeItem(atPath: temporary)
      TemporaryPaths.remove(temporary)
    }
    guard try write(temporary) else { return false }
    chmod(temporary, 0o755)
    try AtomicFile.replace("\(temporary)/\(marker)", with: Array("statebook\n".utf8))
    // Somebody may have put something there while the site was being written.
    try check(target, keeping: kept)
    guard TemporaryPaths.whole({ swap(temporary, into: target) }) else {
      throw Refusal("cannot replace \(target): \(String(cString: strerror(errno)))")
    }
    return true
  }

  /// Refuses a site's destination that is not ours to replace.
  /// - Parameter kept: folders that must not lie in the destination.
  public static func check(
    _ destination: String, keeping kept: [String]
  ) throws(Refusal) {
    let target = URL(filePath: destination).standardizedFileURL.path.trimmingTrailingSlashes()
    for path in kept {
      let standard = URL(filePath: path).standardizedFileURL.path.trimmingTrailingSlashes()
      if standard == target || (standard + "/").hasPrefix(target + "/") {
        throw Refusal(
          "the site cannot be written to \(target): \(standard) lies there",
          help: "choose another folder with --output")
      }
    }
    try checkFolder(target, shown: target, markedBy: marker, as: "a site")
  }

  /// Refuses a path at which something else is than an empty folder or one that was written here
  /// before.
  /// - Parameters:
  ///   - shown: the path in messages.
  ///   - marker: the file that every such folder has.
  ///   - kind: what these folders are: `a site`.
  public static func checkFolder(
    _ target: String, shown: String, markedBy marker: String, as kind: String
  ) throws(Refusal) {
    var status = stat()
    guard lstat(target, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw Refusal("\(shown) is not a folder", help: "choose another one with --output")
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: target)) ?? ["?"]
    guard names.isEmpty || names.contains(marker) else {
      throw Refusal(
        "\(shown) is not empty and is not \(kind) that statebook has written",
        help: "choose another folder with --output, or remove this one")
    }
  }

  /// Puts a folder in the place of another, in one step where the system can do that.
  private static func swap(_ new: String, into target: String) -> Bool {
    if rename(new, target) == 0 { return true }
    if exchange(new, target) { return true }
    let old = new + ".old"
    guard rename(target, old) == 0 else { return false }
    guard rename(new, target) == 0 else {
      let error = errno
      rename(old, target)
      errno = error
      return false
    }
    try? FileManager.default.removeItem(atPath: old)
    return true
  }

  /// Exchanges two paths at once: `renameat2` of Linux, which not every file system has.
  private static func exchange(_ one: String, _ other: String) -> Bool {
    typealias Renameat2 =
      @convention(c) (
        Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32
      ) -> Int32
    guard let symbol = dlsym(nil, "renameat2") else { return false }
    let renameat2 = unsafeBitCast(symbol, to: Renameat2.self)
    let exchangeFlag: UInt32 = 2
    return renameat2(AT_FDCWD, one, AT_FDCWD, other, exchangeFlag) == 0
  }

  private static func reason(_ error: any Error) -> String {
    (error as NSError).localizedDescription
  }
}

extension String {
  /// The path without slashes at its end; `/` stays.
  public func trimmingTrailingSlashes() -> String {
    var path = self[...]
    while path.count > 1, path.last == "/" { path.removeLast() }
    return String(path)
  }
}
