import OrderedCollections

extension FileSystem {
  /// Writes a file, replacing or appending to what it held; makes it if it is missing.
  public func write(
    _ text: String, to path: String, from workingDirectory: String = "/",
    appending: Bool = false, now: VirtualTime
  ) throws(FileError) {
    let place = try resolve(path, from: workingDirectory)
    if path.hasSuffix("/") { throw .isADirectory }
    guard let name = place.names.last else { throw .isADirectory }
    if place.isReadOnly { throw .readOnly }
    let disk = place.disk
    var held: Int64 = 0
    switch disk.node(at: place.names) {
    case .directory: throw .isADirectory
    case .file(let file): held = file.size
    default: break
    }
    try disk.reserve(Int64(text.utf8.count) - (appending ? 0 : held))
    do throws(FileError) {
      try disk.withDirectory(at: place.names.dropLast()) { directory throws(FileError) in
        var file = File()
        if case .file(let known)? = directory.entries[name] { file = known }
        directory.entries[name] = .link("")
        if appending { file.contents += text } else { file.contents = text }
        file.modified = now
        directory.entries[name] = .file(file)
        directory.modified = now
      }
      disk.settle(place.names)
    } catch {
      try disk.reserve(-(Int64(text.utf8.count) - (appending ? 0 : held)))
      throw error
    }
  }

  /// Puts an entry (a file that runs a program, a link) at a path, replacing what was there.
  public func put(_ node: FileNode, at path: String, from workingDirectory: String = "/")
    throws(FileError)
  {
    let place = try resolve(path, from: workingDirectory, followsLast: false)
    guard let name = place.names.last else { throw .isADirectory }
    if place.isReadOnly { throw .readOnly }
    try place.disk.withDirectory(at: place.names.dropLast()) { directory throws(FileError) in
      directory.entries[name] = node
    }
    place.disk.settle(place.names)
  }

  /// Sets the twelve permission bits of the file or folder to which a path leads.
  public func setPermissions(
    _ permissions: UInt16, of path: String, from workingDirectory: String = "/"
  ) throws(FileError) {
    let place = try resolve(path, from: workingDirectory)
    guard node(at: place.path) != nil else { throw .noSuchFile }
    if place.isReadOnly { throw .readOnly }
    guard let name = place.names.last else {
      try place.disk.withDirectory(at: []) { directory throws(FileError) in
        directory.permissions = permissions
      }
      return
    }
    try place.disk.withDirectory(at: place.names.dropLast()) { directory throws(FileError) in
      switch directory.entries[name] {
      case .file(var file):
        // Emptied meanwhile, so that the file's text has one owner.
        directory.entries[name] = .link("")
        file.permissions = permissions
        directory.entries[name] = .file(file)
      case .directory(var child):
        directory.entries[name] = .link("")
        child.permissions = permissions
        directory.entries[name] = .directory(child)
      default: break
      }
    }
  }

  /// Makes a directory.
  public func makeDirectory(
    _ path: String, from workingDirectory: String = "/", withParents: Bool = false,
    now: VirtualTime
  ) throws(FileError) {
    if withParents {
      let absolute = path.hasPrefix("/") ? path : workingDirectory + "/" + path
      guard absolute.utf8.count < FileSystem.pathLimit else { throw .nameTooLong }
      var soFar = ""
      for part in absolute.split(separator: "/") {
        soFar += "/" + part
        if isDirectory(soFar) { continue }
        if exists(soFar) { throw soFar == absolute ? .exists : .notADirectory }
        try makeDirectory(soFar, now: now)
      }
      return
    }
    let place = try resolve(path, from: workingDirectory)
    if node(at: place.path) != nil { throw .exists }
    if place.isReadOnly { throw .readOnly }
    guard let name = place.names.last else { throw .exists }
    try place.disk.withDirectory(at: place.names.dropLast()) { directory throws(FileError) in
      directory.entries[name] = .directory(Directory(modified: now))
    }
  }

  /// Removes a file, link or, with `recursively`, a directory and all in it.
  public func remove(
    _ path: String, from workingDirectory: String = "/", recursively: Bool = false
  ) throws(FileError) {
    let place = try resolve(path, from: workingDirectory, followsLast: false)
    guard let node = node(at: place.path) else { throw .noSuchFile }
    if place.isMountPoint { throw .busy }
    if place.isReadOnly { throw .readOnly }
    guard let name = place.names.last else { throw .busy }
    if case .directory(let directory) = node, !recursively {
      throw directory.isEmpty ? .isADirectory : .notEmpty
    }
    try place.disk.reserve(-FileSystem.size(of: node))
    try place.disk.withDirectory(at: place.names.dropLast()) { directory throws(FileError) in
      _ = directory.entries.removeValue(forKey: name)
    }
    place.disk.settle(place.names)
  }

  /// The bytes that a file, or all files below a directory, hold.
  public static func size(of node: FileNode) -> Int64 {
    var sum: Int64 = 0
    var pending = [node]
    while let node = pending.popLast() {
      switch node {
      case .file(let file): sum += file.size
      case .directory(let directory): pending += directory.entries.values
      case .link: break
      }
    }
    return sum
  }
}
