import OrderedCollections

/// Bytes that outlive processes: a node's disk, a remote volume, a container's writable layer.
///
/// Whoever mounts the disk sees the same tree; when it goes is decided by its owner alone.
public final class Disk {
  /// Names the disk in traces and pictures.
  public let name: String
  /// The most bytes its files may hold; nil for no limit.
  public let capacity: Int64?
  /// The host whose hardware the disk is part of; nil for a disk that is reached over the network.
  public let location: Host?
  /// The files as a value: a copy is a snapshot, taken at no cost.
  public internal(set) var tree: FileTree
  /// The bytes that its files hold now.
  public private(set) var used: Int64
  /// Whether something else took all the space that was left; see ``fill()``.
  public private(set) var isFull = false
  /// What is still in the memory of a host, by path.
  var unflushed: OrderedDictionary<String, UnflushedWrite> = [:]

  /// A disk that holds `tree`, whose bytes do not count as used: an image's files cost a container
  /// nothing.
  public init(
    name: String, capacity: Int64? = nil, location: Host? = nil, tree: FileTree = FileTree()
  ) {
    self.name = name
    self.capacity = capacity
    self.location = location
    self.tree = tree
    used = 0
  }

  /// Accounts for `change` more bytes. Throws `noSpace` and changes nothing when they do not fit.
  func reserve(_ change: Int64) throws(FileError) {
    if change > 0, isFull || used + change > capacity ?? .max { throw .noSpace }
    used += change
  }

  /// Takes all the space that is left, whatever the capacity: nothing grows on the disk until
  /// ``free()``.
  public func fill() { isFull = true }

  /// Gives the space back that ``fill()`` took.
  public func free() { isFull = false }

  /// What the disk holds at a path of names, if anything.
  func node(at path: ArraySlice<String>) -> FileNode? {
    var node = FileNode.directory(tree.root)
    for name in path {
      guard case .directory(let directory) = node, let next = directory.entries[name] else {
        return nil
      }
      node = next
    }
    return node
  }

  /// Changes the directory at a path in place, without copying what it holds.
  func withDirectory<Result>(
    at path: ArraySlice<String>,
    _ body: (inout Directory) throws(FileError) -> Result
  ) throws(FileError) -> Result {
    try Disk.descend(into: &tree.root, path, body)
  }

  private static func descend<Result>(
    into directory: inout Directory, _ path: ArraySlice<String>,
    _ body: (inout Directory) throws(FileError) -> Result
  ) throws(FileError) -> Result {
    guard let name = path.first else { return try body(&directory) }
    guard let index = directory.entries.index(forKey: name) else { throw .noSuchFile }
    guard case .directory(var child) = directory.entries.values[index] else {
      throw .notADirectory
    }
    // The entry is emptied meanwhile, so that `child` is the only owner and changes in place.
    directory.entries.values[index] = .link("")
    do throws(FileError) {
      let result = try descend(into: &child, path.dropFirst(), body)
      directory.entries.values[index] = .directory(child)
      return result
    } catch {
      directory.entries.values[index] = .directory(child)
      throw error
    }
  }
}
