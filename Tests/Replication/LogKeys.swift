import Databases

/// The keys of the rows that a log writes, in its order. What was read of a file is not read again.
struct LogKeys {
  private struct File {
    var text = ""
    var position: Int64 = 4
    var keys: [Int64] = []
  }

  private var files: [String: File] = [:]

  /// The keys of a log as it is now.
  mutating func keys(in log: BinaryLog) -> [Int64] {
    var keys: [Int64] = []
    for name in log.names {
      guard let text = log.text(name) else { continue }
      var file = files[name] ?? File()
      // A log that was cut is another one.
      if !text.hasPrefix(file.text) { file = File() }
      if text.utf8.count > file.text.utf8.count {
        var reader = LogReader(text, at: file.position)
        while let (event, _, _) = reader.next() {
          guard case .writeRows(_, let rows, _) = event.body else { continue }
          for row in rows { if case .integer(let key) = row[0], key > 0 { file.keys.append(key) } }
        }
        file.position = reader.position
        file.text = text
        files[name] = file
      }
      keys += file.keys
    }
    return keys
  }
}
