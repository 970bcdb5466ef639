import Foundation

/// Tells whether files are as they were, and reads those only that somebody has written.
struct FileStamps {
  private struct Entry {
    var attributes: [Int]
    var content: Int
  }

  private var entries: [String: Entry] = [:]

  /// A number that is another when the bytes of a file are; nil where there is none.
  mutating func stamp(of path: String) -> Int? {
    var status = stat()
    guard stat(path, &status) == 0 else {
      entries[path] = nil
      return nil
    }
    let attributes = [
      Int(status.st_mtim.tv_sec), status.st_mtim.tv_nsec, Int(status.st_size), Int(status.st_ino),
      Int(status.st_mode),
    ]
    if let entry = entries[path], entry.attributes == attributes { return entry.content }
    var hasher = Hasher()
    // Whether a program may be run counts, too.
    hasher.combine(status.st_mode)
    hasher.combine(FileManager.default.contents(atPath: path))
    let content = hasher.finalize()
    entries[path] = Entry(attributes: attributes, content: content)
    return content
  }
}
