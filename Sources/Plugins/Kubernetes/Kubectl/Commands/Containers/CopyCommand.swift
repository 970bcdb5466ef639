import KubernetesAPI
import Simulation
import Values

extension Flag {
  static let noPreserve = Flag(
    "no-preserve", "", .bool(false), "Do not preserve the owner and permissions of the copy.")
  static let retries = Flag(
    "retries", "", .number(0), "How often to retry a copy from a container.")
}

extension Command {
  static let cp = Command(
    "cp", "Copy files and directories to and from containers",
    arguments: "<file-spec-src> <file-spec-dest>", flags: [.container, .noPreserve, .retries]
  ) { (invocation) throws(CommandError) in
    if invocation.arguments.count != 2 {
      throw .text("source and destination are required")
    }
    let source = try CopyPlace(invocation.arguments[0])
    let target = try CopyPlace(invocation.arguments[1])
    if source.isRemote, target.isRemote {
      throw .text("one of src or dest must be a local file specification")
    }
    if !source.isRemote, !target.isRemote {
      throw .text("one of src or dest must be a remote file specification")
    }
    if source.path.isEmpty || target.path.isEmpty { throw .text("filepath can not be empty") }
    let copy = Copying(invocation)
    if target.isRemote {
      try copy.upload(source.path, to: target)
    } else {
      try copy.download(source, to: target.path)
    }
    invocation.finish()
  }
}

/// A place to copy from or to: `path`, `pod:path`, `namespace/pod:path`.
struct CopyPlace {
  var namespace = ""
  var pod = ""
  var path: String

  var isRemote: Bool { !pod.isEmpty }

  init(_ text: String) throws(CommandError) {
    guard let colon = text.firstIndex(of: ":") else {
      path = text
      return
    }
    path = String(text[text.index(after: colon)...])
    let parts = text[..<colon].split(separator: "/", omittingEmptySubsequences: false)
    switch parts.count {
    case 1: pod = String(parts[0])
    case 2:
      namespace = String(parts[0])
      pod = String(parts[1])
    default: pod = ""
    }
    if pod.isEmpty || (parts.count == 2 && namespace.isEmpty) {
      throw .text("pod name is empty")
    }
  }
}

/// One run of `kubectl cp`. The real one lets `tar` pack and unpack in the container; what that
/// would complain about is said in its words.
struct Copying {
  private let invocation: Invocation

  init(_ invocation: Invocation) { self.invocation = invocation }

  private var local: FileSystem { invocation.process.fileSystem }
  private var folder: String { invocation.process.workingDirectory }

  private func container(of place: CopyPlace) throws(CommandError) -> Simulation.Container {
    let namespace = place.namespace.isEmpty ? invocation.namespace : place.namespace
    let pod = try invocation.get(.pods, namespace: namespace, name: place.pod)
    let phase = pod.text("status", "phase")
    if phase == "Succeeded" || phase == "Failed" {
      throw .text("cannot exec into a container in a completed pod; current phase is \(phase)")
    }
    let name = try invocation.containerName(in: pod)
    switch try invocation.container(name, of: pod) {
    case .container(let container) where container.isRunning: return container
    case .unreachable(_, let address): throw invocation.unreachable(address)
    default:
      throw .text("unable to upgrade connection: container not found (\(quoted(name)))")
    }
  }

  /// What `tar` in the container said before it failed.
  private func fail(_ complaints: String...) -> CommandError {
    for complaint in complaints { invocation.printError("tar: \(complaint)") }
    invocation.printError("command terminated with exit code 2")
    return .silent
  }

  private func parent(of path: String) -> String {
    let parts = path.split(separator: "/")
    let folder = parts.dropLast().joined(separator: "/")
    return path.hasPrefix("/") ? "/" + folder : folder.isEmpty ? "." : folder
  }

  private func lastName(of path: String) -> String {
    path.split(separator: "/").last.map { String($0) } ?? ""
  }

  // MARK: To a container

  func upload(_ path: String, to place: CopyPlace) throws(CommandError) {
    guard local.exists(path, from: folder) else {
      throw .text("\(path) doesn't exist in local filesystem")
    }
    let container = try container(of: place)
    let files = container.fileSystem
    let base = container.workingDirectory
    var target = place.path
    if files.isDirectory(target, from: base) { target += "/" + lastName(of: path) }
    let above = parent(of: target)
    guard files.isDirectory(above, from: base) else {
      throw fail(
        "\(above): Cannot open: No such file or directory",
        "Error is not recoverable: exiting now")
    }
    do throws(FileError) {
      try copy(local, path, folder, files, target, base)
    } catch {
      throw fail(
        "\(target): Cannot open: \(error.text)",
        "Exiting with failure status due to previous errors")
    }
  }

  // MARK: From a container

  func download(_ place: CopyPlace, to path: String) throws(CommandError) {
    let container = try container(of: place)
    let files = container.fileSystem
    let base = container.workingDirectory
    guard files.exists(place.path, from: base) else {
      throw fail(
        "\(place.path): Cannot stat: No such file or directory",
        "Exiting with failure status due to previous errors")
    }
    if place.path.hasPrefix("/") {
      let isGNU = files.exists("/etc/debian_version")
      invocation.show(
        isGNU
          ? "tar: Removing leading `/' from member names"
          : "tar: removing leading '/' from member names")
    }
    let isFolder = files.isDirectory(place.path, from: base)
    if !isFolder, local.isDirectory(path, from: folder) {
      throw .text("open \(path): is a directory")
    }
    do throws(FileError) {
      let above = parent(of: path)
      try local.makeDirectory(above, from: folder, withParents: true, now: invocation.now)
      try copy(files, place.path, base, local, path, folder)
    } catch {
      throw .text("open \(path): \(error.text.lowercased())")
    }
  }

  private func copy(
    _ from: FileSystem, _ path: String, _ base: String, _ to: FileSystem, _ target: String,
    _ targetBase: String
  ) throws(FileError) {
    guard from.isDirectory(path, from: base) else {
      try to.put(try from.node(path, from: base), at: target, from: targetBase)
      return
    }
    if !to.isDirectory(target, from: targetBase) {
      try to.makeDirectory(target, from: targetBase, withParents: true, now: invocation.now)
    }
    for name in try from.list(path, from: base) {
      try copy(from, path + "/" + name, base, to, target + "/" + name, targetBase)
    }
  }
}
