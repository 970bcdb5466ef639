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
    removeRemains(of: target)
    let (folder, name) = parts(of: target)
    guard let (temporary, descriptor) = draft("\(folder)/\(prefix(of: name))XXXXXX") else {
      throw refusal("write beside", path)
    }
    FileMoment.draftIsMade.pass(path)
    defer {
      unlink(temporary)
      close(descriptor)
      TemporaryPaths.remove(temporary)
    }
    var failure = write(bytes, to: descriptor) ? nil : refusal("write", path)
    FileMoment.draftIsWritten.pass(path)
    if failure == nil {
      // The owner can be kept only by those who may give files away; the mode always can.
      if exists { _ = fchown(descriptor, status.st_uid, status.st_gid) }
      _ = fchmod(descriptor, exists ? status.st_mode & 0o7777 : 0o644)
      if survivesPowerLoss, fsync(descriptor) != 0 { failure = refusal("write", path) }
    }
    if let failure { throw failure }
    FileMoment.draftIsOnDisk.pass(path)
    let isInPlace = TemporaryPaths.whole {
      !isStillWanted() || rename(temporary, target) == 0
    }
    if !isInPlace { throw refusal("replace", path) }
    FileMoment.fileIsReplaced.pass(path)
    if survivesPowerLoss { syncFolder(folder) }
    FileMoment.folderIsOnDisk.pass(path)
  }

  // MARK: Drafts

  /// Removes what killed writers of a file have left beside it.
  ///
  /// A writer holds a lock on its draft, which ends with it: what is not locked is nobody's.
  public static func removeRemains(of path: String) {
    let (folder, name) = parts(of: path)
    let prefix = prefix(of: name)
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return }
    for name in names
    where name.hasPrefix(prefix) && name.utf8.count == prefix.utf8.count + 6 {
      let draft = "\(folder)/\(name)"
      let descriptor = open(draft, O_RDWR | O_NOFOLLOW | O_NONBLOCK)
      guard descriptor >= 0 else { continue }
      if lock(descriptor, as: draft) { unlink(draft) }
      close(descriptor)
    }
  }

  private static func parts(of path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    return (String(path[..<slash]), String(path[path.index(after: slash)...]))
  }

  /// What the names of drafts of a file begin with; six characters follow.
  private static func prefix(of name: String) -> String { ".\(name).statebook-" }

  /// Makes a file that nobody takes for a killed writer's.
  private static func draft(_ pattern: String) -> (path: String, descriptor: Int32)? {
    // Somebody may remove the draft before it is locked; then another is made.
    for _ in 0..<100 {
      var template = Array(pattern.utf8CString)
      let descriptor = mkstemp(&template)
      guard descriptor >= 0 else { return nil }
      let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
      TemporaryPaths.add(path)
      if lock(descriptor, as: path) { return (path, descriptor) }
      TemporaryPaths.remove(path)
      close(descriptor)
    }
    return nil
  }

  /// Locks a file if nobody else has, and if it is still the one at the path.
  private static func lock(_ descriptor: Int32, as path: String) -> Bool {
    var own = stat()
    var there = stat()
    return flock(descriptor, LOCK_EX | LOCK_NB) == 0
      && fstat(descriptor, &own) == 0 && lstat(path, &there) == 0
      && own.st_ino == there.st_ino && own.st_dev == there.st_dev
      && own.st_mode & S_IFMT == S_IFREG
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
