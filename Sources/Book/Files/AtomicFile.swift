import Foundation

/// Replaces files as a whole: a reader sees the old bytes or the new ones, never a part.
public enum AtomicFile {
  /// Writes a file, keeping its permissions; a link stays a link and what it leads to is replaced.
  ///
  /// The new bytes are written beside the file, brought to the disk, and put in its place.
  /// - Parameters:
  ///   - survivesPowerLoss: whether to wait until the disk has the bytes, which takes some time; a
  ///     file that can be made anew need not.
  ///   - isStillWanted: asked at the last moment; when false, the file stays as it is.
  public static func replace(
    _ path: String, with bytes: [UInt8], survivesPowerLoss: Bool = true,
    isStillWanted: () -> Bool = { true }
  ) throws(Refusal) {
    let target = try resolved(path)
    var status = stat()
    let exists = stat(target, &status) == 0
    if exists, status.st_mode & S_IFMT != S_IFREG {
      throw Refusal("\(path) is not a regular file")
    }
    if exists, access(target, W_OK) != 0 { throw refusal("write", path) }
    let slash = target.lastIndex(of: "/")
    let folder = slash.map { String(target[..<$0]) } ?? "."
    let name = slash.map { String(target[target.index(after: $0)...]) } ?? target
    var template = Array("\(folder)/.\(name).statebook-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw refusal("write beside", path) }
    let temporary = String(
      decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    TemporaryPaths.add(temporary)
    defer {
      unlink(temporary)
      TemporaryPaths.remove(temporary)
    }
    var failure = write(bytes, to: descriptor) ? nil : refusal("write", path)
    if failure == nil {
      // The owner can be kept only by those who may give files away; the mode always can.
      if exists { _ = fchown(descriptor, status.st_uid, status.st_gid) }
      _ = fchmod(descriptor, exists ? status.st_mode & 0o7777 : 0o644)
      if survivesPowerLoss, fsync(descriptor) != 0 { failure = refusal("write", path) }
    }
    close(descriptor)
    if let failure { throw failure }
    let isInPlace = TemporaryPaths.whole {
      !isStillWanted() || rename(temporary, target) == 0
    }
    if !isInPlace { throw refusal("replace", path) }
    if survivesPowerLoss { syncFolder(folder) }
  }

  /// The path without links, or the path itself while there is nothing at it.
  private static func resolved(_ path: String) throws(Refusal) -> String {
    if let real = realpath(path, nil) {
      defer { free(real) }
      return String(cString: real)
    }
    var status = stat()
    if errno == ENOENT, lstat(path, &status) != 0 { return path }
    throw refusal("follow", path)
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let count = Foundation.write(
          descriptor, buffer.baseAddress! + written, buffer.count - written)
        if count < 0 {
          if errno == EINTR { continue }
          return false
        }
        written += count
      }
      return true
    }
  }

  private static func syncFolder(_ folder: String) {
    let descriptor = open(folder, O_RDONLY)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  private static func refusal(_ deed: String, _ path: String) -> Refusal {
    Refusal("cannot \(deed) \(path): \(String(cString: strerror(errno)))")
  }
}
