import SQL
import Simulation

/// A numbered series of log files with an index: the binary log, or a relay log.
package final class BinaryLog {
  unowned(unsafe) let process: Process
  let folder: String
  /// `binlog`, `mysql-0-bin`, `mysql-1-relay-bin`.
  let base: String
  let version: String
  let serverID: () -> Int64
  /// The names of the files, oldest first.
  package private(set) var names: [String] = []
  /// Where the next event of the newest file goes.
  private(set) var position: Int64 = 4
  /// What of the newest file may be sent to others: up to here it was written through, or the
  /// settings do not ask for that.
  var released: Int64 = 4
  private var unflushed: Int64 = 0

  init(
    process: Process, folder: String, base: String, version: String,
    serverID: @escaping () -> Int64
  ) {
    self.process = process
    self.folder = folder
    self.base = base
    self.version = version
    self.serverID = serverID
  }

  private var now: Int64 { process.world.now.unixSeconds }
  private var index: String { "\(folder)/\(base).index" }

  func path(_ name: String) -> String { folder + "/" + name }

  /// The newest file.
  var current: String { names.last ?? "" }

  /// The contents of a file; nil when it is not there.
  package func text(_ name: String) -> String? {
    do throws(FileError) {
      return try process.fileSystem.read(path(name))
    } catch {
      return nil
    }
  }

  func size(_ name: String) -> Int64 { Int64(text(name)?.utf8.count ?? 0) }

  /// Reads the index, as a server does when it starts.
  func readIndex() {
    do throws(FileError) {
      let text = try process.fileSystem.read(index)
      names = text.utf8.split(separator: 10).map { line in
        let line = String(Substring(line))
        return line.hasPrefix("./") ? String(line.dropFirst(2)) : line
      }
    } catch {
      names = []
    }
    position = names.last.map { size($0) } ?? 4
    released = position
  }

  private func writeIndex() throws(FileError) {
    try process.writeBuffered(names.map { "./\($0)\n" }.joined(), to: index)
    process.flush(index)
  }

  /// The name of the file after the newest one: the number goes on even when older ones were
  /// purged.
  var nextName: String {
    guard let last = names.last, let dot = last.utf8.lastIndex(of: UInt8(ascii: ".")),
      let number = Int64(last[last.utf8.index(after: dot)...])
    else { return base + ".000001" }
    return base + "." + padded(number + 1, 6)
  }

  /// Begins a new file. `previous` is what the files before it hold; nil leaves that event out.
  func begin(previous: GTIDSet?) throws(FileError) {
    let name = nextName
    var text = LogReader.magic
    var event = LogEvent(
      timestamp: now, serverID: serverID(), end: 0, body: .format(version: version))
    text += event.line(at: 4)
    if let previous {
      event.body = .previousGTIDs(previous.text)
      text += event.line(at: Int64(text.utf8.count))
    }
    try process.writeBuffered(text, to: path(name))
    process.flush(path(name))
    names.append(name)
    try writeIndex()
    position = Int64(text.utf8.count)
    released = position
    unflushed = 0
  }

  /// Ends the newest file with a pointer to the next one, and begins that.
  func rotate(previous: GTIDSet?) throws(FileError) {
    var event = LogEvent(
      timestamp: now, serverID: serverID(), end: 0, body: .rotate(file: nextName, position: 4))
    try append(event.line(at: position))
    flush()
    try begin(previous: previous)
  }

  /// Writes the event of a shutdown in good order.
  func writeStop() {
    var event = LogEvent(timestamp: now, serverID: serverID(), end: 0, body: .stop)
    do throws(FileError) { try append(event.line(at: position)) } catch {}
    flush()
  }

  /// Adds lines to the newest file.
  func append(_ text: String) throws(FileError) {
    try process.writeBuffered(text, to: path(current), appending: true)
    position += Int64(text.utf8.count)
  }

  func flush() {
    process.flush(path(current))
    unflushed = 0
  }

  /// Counts a group of transactions; true when `sync` says that it must be written through now.
  func mustFlush(every sync: Int64) -> Bool {
    guard sync > 0 else { return false }
    unflushed += 1
    return unflushed >= sync
  }

  /// Cuts the newest file after its last whole transaction, as recovery does.
  func cutTail() {
    guard let text = text(current) else { return }
    var reader = LogReader(text)
    var end: Int64 = 4
    while let (event, _, _) = reader.next() {
      switch event.body {
      case .format, .previousGTIDs, .rotate, .stop: end = reader.position
      default: if event.endsTransaction { end = reader.position }
      }
    }
    if end < Int64(text.utf8.count) { cut(to: end, text) }
  }

  /// Leaves only the beginning of the newest file.
  func cut(to end: Int64, _ text: String) {
    do throws(FileError) {
      try process.writeBuffered(String(text.bytes(from: 0, to: end)), to: path(current))
    } catch {}
    flush()
    position = end
    released = end
  }

  /// The transactions named in a file, those before it included.
  func gtids(upTo name: String) -> GTIDSet {
    var set = GTIDSet()
    guard let text = text(name) else { return set }
    var reader = LogReader(text)
    while let (event, _, _) = reader.next() {
      switch event.body {
      case .previousGTIDs(let before): set.formUnion(GTIDSet(before) ?? GTIDSet())
      case .gtid(let uuid, let number, _): set.insert(uuid, number)
      default: break
      }
    }
    return set
  }

  /// The transactions before a file, as its second event says.
  func previous(of name: String) -> GTIDSet {
    guard let text = text(name) else { return GTIDSet() }
    var reader = LogReader(text)
    while let (event, _, start) = reader.next(), start < 4096 {
      if case .previousGTIDs(let set) = event.body { return GTIDSet(set) ?? GTIDSet() }
    }
    return GTIDSet()
  }

  /// Removes the files before one, up to those that `isUsed` holds back.
  func purge(before name: String, isUsed: (String) -> Bool) {
    while let first = names.first, first != name, first != current, !isUsed(first) {
      names.removeFirst()
      do throws(FileError) { try process.fileSystem.remove(path(first)) } catch {}
    }
    do throws(FileError) { try writeIndex() } catch {}
  }

  /// Removes all files and the index.
  func reset() {
    for name in names {
      do throws(FileError) { try process.fileSystem.remove(path(name)) } catch {}
    }
    names = []
    do throws(FileError) { try process.fileSystem.remove(index) } catch {}
  }
}
