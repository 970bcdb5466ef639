import Simulation

/// One run of `cp` or `mv`.
struct FileTransfer {
  private let call: CommandCall
  private let isMove: Bool

  init(_ call: CommandCall, isMove: Bool) {
    self.call = call
    self.isMove = isMove
  }

  func run() -> Int32 {
    guard let first = call.operands.first else { return call.misuse("missing file operand") }
    guard let target = call.operands.dropFirst().last else {
      return call.misuse("missing destination file operand after '\(first)'")
    }
    let sources = call.operands.dropLast()
    let isFolder = call.files.isDirectory(target, from: call.folder) && !call.has("T")
    if sources.count > 1, !isFolder {
      let exists = call.files.exists(target, from: call.folder)
      return call.fail(
        "target '\(target)': " + (exists ? FileError.notADirectory : .noSuchFile).text)
    }
    for source in sources {
      let name = String(source.split(separator: "/").last ?? "")
      let place = isFolder ? (target.hasSuffix("/") ? target + name : target + "/" + name) : target
      transfer(source, to: place)
    }
    return call.status
  }

  private func transfer(_ source: String, to place: String) {
    let node: FileNode
    do throws(FileError) {
      let keepsLinks = isMove || call.has("a") || call.has("d") || call.has("P")
      node = try call.files.node(source, from: call.folder, followsLast: !keepsLinks)
    } catch {
      fail(
        call.dialect == .gnu
          ? "cannot stat '\(source)': \(error.text)"
          : isMove
            ? "can't rename '\(source)': \(error.text)" : "can't stat '\(source)': \(error.text)")
      return
    }
    if case .directory = node, !isMove, !call.has("r"), !call.has("R"), !call.has("a") {
      fail(
        call.dialect == .gnu
          ? "-r not specified; omitting directory '\(source)'" : "omitting directory '\(source)'")
      return
    }
    do throws(FileError) {
      let from = try call.files.absolute(source, from: call.folder)
      let to = try call.files.absolute(place, from: call.folder)
      if from == to {
        fail("'\(source)' and '\(place)' are the same file")
        return
      }
      if isMove, from == "/" {
        let busy = "Device or resource busy"
        fail(
          call.dialect == .gnu
            ? "cannot move '\(source)' to '\(place)': \(busy)" : "can't rename '\(source)': \(busy)"
        )
        return
      }
      if case .directory = node, to.hasPrefix(from == "/" ? from : from + "/") {
        fail(
          isMove
            ? "cannot move '\(source)' to a subdirectory of itself, '\(place)'"
            : "cannot copy a directory, '\(source)', into itself, '\(place)'")
        return
      }
      if call.has("n"), call.files.exists(to) { return }
      if isMove, case .directory = node, call.files.exists(to), !call.files.isDirectory(to) {
        throw .notADirectory
      }
      try copy(node, from: from, to: to)
      if isMove {
        try call.files.remove(source, from: call.folder, recursively: true)
        if call.has("v") { call.write("renamed '\(source)' -> '\(place)'\n") }
      } else if call.has("v") {
        call.write("'\(source)' -> '\(place)'\n")
      }
    } catch {
      let words: String
      switch (call.dialect, isMove) {
      case (.gnu, true): words = "cannot move '\(source)' to '\(place)': \(error.text)"
      case (.gnu, false):
        words =
          error == .noSpace
          ? "error writing '\(place)': \(error.text)"
          : "cannot create regular file '\(place)': \(error.text)"
      case (.busybox, true): words = "can't rename '\(source)': \(error.text)"
      case (.busybox, false): words = "can't create '\(place)': \(error.text)"
      }
      fail(words)
    }
  }

  private func fail(_ message: String) {
    call.complain(message)
    call.status = 1
  }

  private var keepsPermissions: Bool { isMove || call.has("p") || call.has("a") }

  /// Those of a file that is there already.
  private func permissions(of path: String) -> UInt16? {
    do throws(FileError) {
      if case .file(let file) = try call.files.node(path) { return file.permissions }
    } catch {
      // It is made.
    }
    return nil
  }

  private func copy(_ node: FileNode, from: String, to: String) throws(FileError) {
    // It is looked for at both ends, made and filled.
    call.world.spend(6 * World.fileCost + from.utf8.count + to.utf8.count)
    if call.world.exceeded != nil { return }
    switch node {
    case .link: try call.files.put(node, at: to)
    case .file(var file):
      // Written as bytes, so that the disk takes account of them.
      call.world.spend(file.contents.utf8.count)
      let known = permissions(of: to)
      try call.files.write(file.contents, to: to, now: call.world.now)
      let permissions =
        keepsPermissions ? file.permissions : known ?? file.permissions & ~ModeChange.mask
      if file.program != nil {
        file.modified = call.world.now
        file.permissions = permissions
        try call.files.put(.file(file), at: try call.files.absolute(to))
      } else if permissions != known ?? File().permissions {
        try call.files.setPermissions(permissions, of: to)
      }
    case .directory(let directory):
      if !call.files.exists(to) {
        try call.files.makeDirectory(to, now: call.world.now)
        try call.files.setPermissions(
          keepsPermissions ? directory.permissions : directory.permissions & ~ModeChange.mask,
          of: to)
      }
      for name in try call.files.list(from) {
        let child = try call.files.node(from + "/" + name, followsLast: false)
        try copy(child, from: from + "/" + name, to: to + "/" + name)
      }
    }
  }
}
