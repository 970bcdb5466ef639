import OrderedCollections

/// What a host holds in its memory for a disk: bytes that a program has written and the disk does
/// not have yet.
struct UnflushedWrite {
  /// What is left of a file when the host loses power now.
  enum Remainder {
    /// The first bytes of it: it was only appended to since it was flushed.
    case beginning(Int)
    /// What stood there before, nil for nothing.
    case former(FileNode?)
  }

  /// The machine whose memory it is in.
  var host: Host
  var remainder: Remainder
  var since: VirtualTime
}

extension Disk {
  /// How long the system leaves written bytes in memory when nobody asks for more.
  public static let writebackDelay = VirtualDuration.seconds(30)

  /// Bytes written that are not on the disk yet, as names of files below its root.
  public var unflushedFiles: [String] { Array(unflushed.keys) }

  /// Those of one host.
  func unflushedFiles(of host: Host) -> [String] {
    var names: [String] = []
    for (name, write) in unflushed where write.host === host { names.append(name) }
    return names
  }

  func noteUnflushed(_ names: ArraySlice<String>, by host: Host, _ appending: Bool, _ world: World)
  {
    let path = names.joined(separator: "/")
    if let known = unflushed[path] {
      // A file that is replaced now leaves what was flushed of it before.
      if !appending, case .beginning(let length) = known.remainder,
        case .file(var file) = node(at: names)
      {
        file.contents = Disk.beginning(file.contents, length)
        unflushed[path]?.remainder = .former(.file(file))
      }
      return
    }
    var remainder = UnflushedWrite.Remainder.former(node(at: names))
    if appending, case .file(let file) = node(at: names) {
      remainder = .beginning(file.contents.utf8.count)
    }
    let isFirst = unflushed.isEmpty
    unflushed[path] = UnflushedWrite(host: host, remainder: remainder, since: world.now)
    if !host.unflushedDisks.contains(where: { $0 === self }) { host.unflushedDisks.append(self) }
    if isFirst { scheduleWriteback(world) }
  }

  private func scheduleWriteback(_ world: World) {
    guard let oldest = unflushed.values.map({ $0.since }).min() else { return }
    world.causing(nil) {
      world.schedule(at: oldest + Disk.writebackDelay) { [self] in
        for (path, write) in unflushed where write.since + Disk.writebackDelay <= world.now {
          unflushed.removeValue(forKey: path)
        }
        scheduleWriteback(world)
      }
    }
  }

  /// Forgets that a file, or what is below a directory, waits to be written: it is on the disk, or
  /// gone for good.
  func settle(_ names: ArraySlice<String>) {
    guard !unflushed.isEmpty else { return }
    let path = names.joined(separator: "/")
    unflushed.removeValue(forKey: path)
    if unflushed.keys.contains(where: { $0.hasPrefix(path + "/") }) {
      unflushed.removeAll { $0.key.hasPrefix(path + "/") }
    }
  }

  private static func beginning(_ text: String, _ length: Int) -> String {
    guard length < text.utf8.count else { return text }
    return String(Substring(text.utf8[..<text.utf8.index(text.utf8.startIndex, offsetBy: length)]))
  }

  /// Takes back what a host had not written when it lost its power.
  func loseUnflushed(of host: Host) {
    for (path, write) in unflushed where write.host === host {
      unflushed.removeValue(forKey: path)
      let names = path.split(separator: "/").map { String($0) }
      guard let name = names.last else { continue }
      let before = node(at: names[...]).map { FileSystem.size(of: $0) } ?? 0
      do throws(FileError) {
        try withDirectory(at: names.dropLast()) { directory throws(FileError) in
          switch write.remainder {
          case .former(let node): directory[name] = node
          case .beginning(let length):
            guard case .file(var file)? = directory[name] else { return }
            file.contents = Disk.beginning(file.contents, length)
            directory[name] = .file(file)
          }
        }
        let after = node(at: names[...]).map { FileSystem.size(of: $0) } ?? 0
        try reserve(after - before)
      } catch {}
    }
  }
}

extension Process {
  /// Writes a file as `write` does, and leaves it to the system when the bytes reach the disk: they
  /// are lost when the machine loses its power before ``flush(_:)`` or 30 seconds. They survive the
  /// end of the process. A file that is replaced is the old or the new one afterwards, never a mix.
  ///
  /// What is written in other ways reaches the disk at once.
  public func writeBuffered(
    _ text: String, to path: String, appending: Bool = false
  ) throws(FileError) {
    try fileSystem.writeBuffered(
      text, to: path, from: workingDirectory, appending: appending, by: host.hardware, world)
  }

  /// Makes sure that a file is on its disk, as `fsync` does. That takes no time here: a program
  /// waits before it calls this.
  public func flush(_ path: String) {
    do throws(FileError) {
      let place = try fileSystem.resolve(path, from: workingDirectory)
      place.disk.settle(place.names)
    } catch {}
  }
}

extension FileSystem {
  func writeBuffered(
    _ text: String, to path: String, from workingDirectory: String, appending: Bool,
    by host: Host, _ world: World
  ) throws(FileError) {
    let place = try resolve(path, from: workingDirectory)
    let path = "/" + place.path.joined(separator: "/")
    let known = place.disk.unflushed[place.names.joined(separator: "/")]
    place.disk.noteUnflushed(place.names, by: host, appending, world)
    let noted = place.disk.unflushed[place.names.joined(separator: "/")]
    do throws(FileError) {
      try write(text, to: path, appending: appending, now: world.now)
    } catch {
      if known == nil { place.disk.settle(place.names) }
      throw error
    }
    // The write itself settled it; what is left after a power cut stays what it was.
    if let noted { place.disk.unflushed[place.names.joined(separator: "/")] = noted }
  }
}
