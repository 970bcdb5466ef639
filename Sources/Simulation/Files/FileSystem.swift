import OrderedCollections

/// What a process sees below `/`: a disk, and other disks mounted into it.
///
/// Paths are absolute or relative to a working directory; `.`, `..` and symbolic links are
/// followed. There are no users: permission is only whether a mount may be written.
///
///     let file = "/tmp/visits"
///     do throws(FileError) {
///       let files = process.fileSystem
///       let count = files.exists(file) ? Int(try files.read(file)) ?? 0 : 0
///       try files.write(String(count + 1), to: file, now: process.world.now)
///     } catch {
///       process.writeError("visits: \(error.text)\n")
///       return process.exit(1)
///     }
public final class FileSystem {
  /// The disk at `/`.
  public let root: Disk
  /// What is mounted, the longest path first; no path occurs twice.
  public private(set) var mounts: [Mount] = [] {
    didSet { depths = mounts.reduce(0) { $0 | FileSystem.bit($1.path.count) } }
  }
  /// A bit for each length of a mount's path: most names on a way need no look at the mounts.
  private var depths: UInt64 = 0

  private static func bit(_ depth: Int) -> UInt64 { 1 << UInt64(min(depth, 63)) }

  /// A disk, or a folder of it, made visible at a path.
  public struct Mount {
    /// Where it is seen, as the names from `/` on.
    public let path: [String]
    /// The disk that is shown there.
    public let disk: Disk
    /// The folder or file of the disk that is shown; empty for the whole disk.
    public let subPath: [String]
    /// Whether every change below it fails with `readOnly`. The disk may still change through
    /// another mount.
    public let isReadOnly: Bool
  }

  /// The most bytes that a path, and one name in it, may have; as on Linux.
  public static let pathLimit = 4096
  /// A longer name fails with `nameTooLong`.
  public static let nameLimit = 255

  /// Shows `root` at `/`, with nothing mounted.
  public init(root: Disk) { self.root = root }

  /// Makes `disk` visible at `path`; what was there is hidden. A missing `subPath` is made.
  public func mount(
    _ disk: Disk, at path: String, subPath: String = "", isReadOnly: Bool = false,
    now: VirtualTime = .zero
  ) throws(FileError) {
    let names = FileSystem.names(of: path)
    let subNames = FileSystem.names(of: subPath)
    if !subNames.isEmpty, disk.node(at: subNames[...]) == nil {
      try FileSystem(root: disk).makeDirectory(subPath, withParents: true, now: now)
    }
    let mount = Mount(path: names, disk: disk, subPath: subNames, isReadOnly: isReadOnly)
    if let same = mounts.firstIndex(where: { $0.path == names }) { mounts.remove(at: same) }
    // The longest path is looked at first.
    let place = mounts.firstIndex { $0.path.count < names.count } ?? mounts.count
    mounts.insert(mount, at: place)
  }

  /// Takes the mount at `path` away.
  public func unmount(_ path: String) {
    let names = FileSystem.names(of: path)
    mounts.removeAll { $0.path == names }
  }

  /// Where a path leads: a disk, the names on it, and whether it may be written.
  struct Place {
    var disk: Disk
    var names: ArraySlice<String>
    var isReadOnly: Bool
    /// The path as seen by processes.
    var path: [String]
    /// Whether a mount stands exactly here.
    var isMountPoint: Bool
  }

  /// The names of a path, with `.` and `..` worked off as text.
  static func names(of path: String) -> [String] {
    var names: [String] = []
    for part in parts(of: path) {
      if part == "." { continue }
      if part == ".." { _ = names.popLast() } else { names.append(part) }
    }
    return names
  }

  /// What stands between the slashes of a path, as it is written.
  private static func parts(of path: String) -> [String] {
    path.utf8.withContiguousStorageIfAvailable { parts(of: $0) } ?? parts(of: Array(path.utf8))
  }

  private static func parts(of bytes: some RandomAccessCollection<UInt8>) -> [String] {
    var parts: [String] = []
    var start = bytes.startIndex
    while start < bytes.endIndex {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "/")) ?? bytes.endIndex
      if start < end { parts.append(String(decoding: bytes[start..<end], as: UTF8.self)) }
      start = end < bytes.endIndex ? bytes.index(after: end) : end
    }
    return parts
  }

  /// The mount that stands exactly at a path.
  private func mount(at names: [String]) -> Mount? {
    if depths & FileSystem.bit(names.count) == 0 { return nil }
    let index = mounts.withUnsafeBufferPointer { mounts in
      mounts.indices.first { mounts[$0].path == names }
    }
    return index.map { mounts[$0] }
  }

  private func locate(_ names: [String]) -> Place {
    let index = mounts.withUnsafeBufferPointer { mounts in
      mounts.indices.first { names.starts(with: mounts[$0].path) }
    }
    if let index {
      let mount = mounts[index]
      return Place(
        disk: mount.disk, names: (mount.subPath + names[mount.path.count...])[...],
        isReadOnly: mount.isReadOnly, path: names, isMountPoint: names.count == mount.path.count)
    }
    return Place(
      disk: root, names: names[...], isReadOnly: false, path: names, isMountPoint: names.isEmpty)
  }

  func node(at names: [String]) -> FileNode? {
    let place = locate(names)
    if let node = place.disk.node(at: place.names) { return node }
    return hasMount(below: names) ? .directory(Directory()) : nil
  }

  /// Whether a folder exists if only because something is mounted below it.
  private func hasMount(below names: [String]) -> Bool {
    if depths >> UInt64(min(names.count + 1, 63)) == 0 { return false }
    return mounts.contains { $0.path.count > names.count && $0.path.starts(with: names) }
  }

  /// A way down from `/`, name by name: what stands where it has come to.
  private struct Walk {
    let files: FileSystem
    var names: [String] = []
    /// What stands there; nil for nothing.
    var node: FileNode?

    init(_ files: FileSystem) {
      self.files = files
      node = files.mounts.isEmpty ? .directory(files.root.tree.root) : files.node(at: [])
    }

    mutating func descend(to name: String) {
      names.append(name)
      if let mount = files.mount(at: names) {
        node = mount.disk.node(at: mount.subPath[...])
      } else if case .directory(let directory)? = node {
        node = directory.entries[name]
      } else {
        node = nil
      }
      if node == nil, files.hasMount(below: names) { node = .directory(Directory()) }
    }

    /// Goes back to the folder above, or with `toRoot` to `/`.
    mutating func ascend(toRoot: Bool = false) {
      if toRoot { names = [] } else { _ = names.popLast() }
      node = files.node(at: names)
    }
  }

  /// Follows links. With `followsLast` false a link at the end stays one.
  private func walk(
    _ path: String, from workingDirectory: String, followsLast: Bool
  ) throws(FileError) -> Walk {
    let whole = path.hasPrefix("/") ? path : workingDirectory + "/" + path
    guard whole.utf8.count < FileSystem.pathLimit else { throw .nameTooLong }
    var pending = FileSystem.parts(of: whole)
    pending.reverse()
    var walk = Walk(self)
    walk.names.reserveCapacity(pending.count)
    var links = 0
    while let part = pending.popLast() {
      if part == "." { continue }
      if part == ".." {
        walk.ascend()
        continue
      }
      guard part.utf8.count <= FileSystem.nameLimit else { throw .nameTooLong }
      walk.descend(to: part)
      switch walk.node {
      case .link(let target) where followsLast || !pending.isEmpty:
        links += 1
        if links > 40 { throw .tooManyLinks }
        walk.ascend(toRoot: target.hasPrefix("/"))
        pending += FileSystem.parts(of: target).reversed()
        guard pending.count < FileSystem.pathLimit else { throw .nameTooLong }
      case .file where !pending.isEmpty: throw .notADirectory
      case nil where !pending.isEmpty: throw .noSuchFile
      default: break
      }
    }
    return walk
  }

  /// Where a path leads.
  func resolve(
    _ path: String, from workingDirectory: String = "/", followsLast: Bool = true
  ) throws(FileError) -> Place {
    locate(try walk(path, from: workingDirectory, followsLast: followsLast).names)
  }

  /// The disk that holds what stands at a path; nil where nothing stands.
  public func disk(at path: String) -> Disk? {
    do throws(FileError) {
      let place = try resolve(path)
      return place.disk.node(at: place.names) == nil ? nil : place.disk
    } catch {
      return nil
    }
  }

  // MARK: Reading

  /// What stands at a path, if anything.
  public func node(
    _ path: String, from workingDirectory: String = "/", followsLast: Bool = true
  ) throws(FileError) -> FileNode {
    let walk = try walk(path, from: workingDirectory, followsLast: followsLast)
    guard let node = walk.node else { throw .noSuchFile }
    if path.hasSuffix("/"), case .file = node { throw .notADirectory }
    return node
  }

  /// Whether something stands at a path.
  public func exists(_ path: String, from workingDirectory: String = "/") -> Bool {
    do throws(FileError) {
      _ = try node(path, from: workingDirectory)
      return true
    } catch {
      return false
    }
  }

  /// Whether a directory stands at a path.
  public func isDirectory(_ path: String, from workingDirectory: String = "/") -> Bool {
    do throws(FileError) {
      if case .directory = try node(path, from: workingDirectory) { return true }
    } catch {}
    return false
  }

  /// Whether something stands at a path, on a disk that may be written there.
  public func isWritable(_ path: String, from workingDirectory: String = "/") -> Bool {
    do throws(FileError) {
      let place = try resolve(path, from: workingDirectory)
      return node(at: place.path) != nil && !place.isReadOnly
    } catch {
      return false
    }
  }

  /// The contents of a file.
  public func read(_ path: String, from workingDirectory: String = "/") throws(FileError) -> String
  {
    switch try node(path, from: workingDirectory) {
    case .file(let file): return file.contents
    case .directory: throw .isADirectory
    case .link: throw .tooManyLinks
    }
  }

  /// The names in a directory, mounted ones included, in byte order.
  public func list(
    _ path: String, from workingDirectory: String = "/"
  ) throws(FileError) -> [String] {
    try list(walk(path, from: workingDirectory, followsLast: true))
  }

  private func list(_ walk: Walk) throws(FileError) -> [String] {
    guard let node = walk.node else { throw .noSuchFile }
    guard case .directory(let directory) = node else { throw .notADirectory }
    var names = Array(directory.entries.keys)
    if hasMount(below: walk.names) {
      for mount in mounts
      where mount.path.count > walk.names.count && mount.path.starts(with: walk.names) {
        let name = mount.path[walk.names.count]
        if !names.contains(name) { names.append(name) }
      }
    }
    names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return names
  }

  /// The entries of a directory, mounted ones included, by their names in byte order. What a link
  /// leads to is not looked for.
  public func entries(
    of path: String, from workingDirectory: String = "/"
  ) throws(FileError) -> [(name: String, node: FileNode)] {
    let walk = try walk(path, from: workingDirectory, followsLast: true)
    var entries: [(name: String, node: FileNode)] = []
    for name in try list(walk) {
      var next = walk
      next.descend(to: name)
      if let node = next.node { entries.append((name, node)) }
    }
    return entries
  }

  /// The absolute path, free of links, that a path leads to.
  public func absolute(_ path: String, from workingDirectory: String = "/") throws(FileError)
    -> String
  {
    "/" + (try resolve(path, from: workingDirectory)).path.joined(separator: "/")
  }

  /// The disk that holds a path.
  public func disk(of path: String, from workingDirectory: String = "/") throws(FileError) -> Disk {
    try resolve(path, from: workingDirectory).disk
  }
}
