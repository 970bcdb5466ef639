import Simulation

extension DockerCommand {
  static let copy = DockerCommand(
    path: ["cp"], aliases: [["container", "cp"]],
    usage:
      "[OPTIONS] CONTAINER:SRC_PATH DEST_PATH|-\n\tdocker cp [OPTIONS] SRC_PATH|- CONTAINER:DEST_PATH",
    summary: "Copy files/folders between a container and the local filesystem",
    flags: [.flag("archive", "a"), .flag("follow-link", "L"), .flag("quiet", "q")],
    arguments: 2...2
  ) { (call) throws(ClientError) in try FileCopy(call).start() }
}

/// One run of `docker cp`. The container need not run.
private struct FileCopy {
  let call: DockerCall

  /// A container, or nil for the client's own files, and a path there.
  typealias Place = (container: String?, path: String)

  init(_ call: DockerCall) { self.call = call }

  func start() throws(ClientError) {
    let source = place(call.arguments[0])
    let target = place(call.arguments[1])
    switch (source.container, target.container) {
    case (nil, nil): throw ClientError("must specify at least one container source")
    case (.some, .some): throw ClientError("copying between containers is not supported")
    case (.some(let name), nil):
      try refuseStream(target.path)
      let container = try call.container(name)
      let files = container.instance.fileSystem
      guard files.exists(source.path) else {
        throw .daemon("Could not find the file \(source.path) in container \(name)")
      }
      let size = try copy(
        files, source.path, "/", call.process.fileSystem, target.path,
        call.process.workingDirectory)
      report(size, to: target.path)
    case (nil, .some(let name)):
      try refuseStream(source.path)
      let container = try call.container(name)
      let local = call.process.fileSystem
      guard local.exists(source.path, from: call.process.workingDirectory) else {
        let path =
          source.path.hasPrefix("/")
          ? source.path : call.process.workingDirectory + "/" + source.path
        throw ClientError("lstat \(path): no such file or directory")
      }
      let size = try copy(
        local, source.path, call.process.workingDirectory, container.instance.fileSystem,
        target.path, "/")
      report(size, to: name + ":" + target.path)
    }
    call.finish()
  }

  private func report(_ size: Int64, to place: String) {
    if !call.line.isSet("quiet") {
      call.printError("Successfully copied \(DockerText.size(size)) to \(place)")
    }
  }

  private func refuseStream(_ path: String) throws(ClientError) {
    if path == "-" { throw ClientError("docker cp: '-' is not supported here") }
  }

  private func place(_ text: String) -> Place {
    guard !text.hasPrefix("/"), !text.hasPrefix("."), let colon = text.firstIndex(of: ":") else {
      return (nil, text)
    }
    let path = String(text[text.index(after: colon)...])
    return (String(text[..<colon]), path.hasPrefix("/") ? path : "/" + path)
  }

  private func lastName(of path: String) -> String {
    path.split(separator: "/").last { $0 != "." }.map { String($0) } ?? ""
  }

  private func copy(
    _ from: FileSystem, _ path: String, _ base: String, _ to: FileSystem, _ target: String,
    _ targetBase: String
  ) throws(ClientError) -> Int64 {
    var place = target
    // `folder/.` means what is in the folder.
    let isContents = path.hasSuffix("/.") || path == "."
    if to.isDirectory(target, from: targetBase), !isContents {
      place += (target.hasSuffix("/") ? "" : "/") + lastName(of: path)
    } else if target.hasSuffix("/"), !to.isDirectory(target, from: targetBase),
      !from.isDirectory(path, from: base)
    {
      throw ClientError("invalid output path: directory \"\(target)\" does not exist")
    }
    do throws(FileError) {
      // The archive in which it travels has a head and a tail of its own.
      return try transfer(from, path, base, to, place, targetBase) + 1536
    } catch {
      if error == .noSuchFile {
        throw targetBase == "/"
          ? .daemon("Could not find the file \(target) in container")
          : ClientError("invalid output path: directory \"\(target)\" does not exist")
      }
      throw ClientError("\(place): \(error.text.lowercased())")
    }
  }

  private func transfer(
    _ from: FileSystem, _ path: String, _ base: String, _ to: FileSystem, _ target: String,
    _ targetBase: String
  ) throws(FileError) -> Int64 {
    call.world.spend(6 * World.fileCost)
    switch try from.node(path, from: base) {
    case .link: return 0
    case .file(var file):
      let now = call.world.now
      if file.program != nil || file.isExecutable {
        file.modified = now
        try to.put(.file(file), at: target, from: targetBase)
      } else {
        call.world.spend(file.contents.utf8.count)
        try to.write(file.contents, to: target, from: targetBase, now: now)
        if file.permissions != File().permissions {
          try to.setPermissions(file.permissions, of: target, from: targetBase)
        }
      }
      return file.size
    case .directory:
      // What is made now may be in the folder that is copied: it is not copied again.
      let names = try from.list(path, from: base)
      if !to.isDirectory(target, from: targetBase) {
        try to.makeDirectory(target, from: targetBase, now: call.world.now)
      }
      var size: Int64 = 0
      for name in names {
        size += try transfer(
          from, path + "/" + name, base, to, target + "/" + name, targetBase)
      }
      return size
    }
  }
}
