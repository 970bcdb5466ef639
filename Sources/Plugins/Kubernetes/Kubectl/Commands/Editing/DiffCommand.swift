import KubernetesAPI
import OrderedCollections
import Simulation
import Values

extension Command {
  static let diff = Command(
    "diff", "Diff the live version against a would-be applied version", arguments: "-f FILENAME",
    flags: [
      .filename, .recursive, .selector, .fieldManager, .kustomize, .serverSide,
      .unsupported("force-conflicts", "", .bool(false)),
      .unsupported("prune", "", .bool(false)), .unsupported("prune-allowlist", "", .array),
      .showManagedFields, .unsupported("concurrency", "", .number(1)),
    ]
  ) { (invocation) throws(CommandError) in
    let files = invocation.options.list(.filename)
    if files.isEmpty { throw .text("must specify one of -f and -k") }
    if !invocation.arguments.isEmpty {
      throw invocation.usageError(
        "Unexpected args: [\(invocation.arguments.joined(separator: " "))]")
    }
    let manifests = try invocation.manifests(in: files)
    if invocation.hasErrors {
      invocation.finish()
      return
    }
    if manifests.isEmpty { throw .text("no objects passed to diff") }
    try Comparing(invocation, manifests).start()
  }
}

/// One run of `kubectl diff`: the objects as they are and as they would be go into two folders,
/// and `diff -u -N`, or the command in `KUBECTL_EXTERNAL_DIFF`, compares these.
final class Comparing {
  private let invocation: Invocation
  private let manifests: [Manifest]
  private let live: String
  private let merged: String

  init(_ invocation: Invocation, _ manifests: [Manifest]) {
    self.invocation = invocation
    self.manifests = manifests
    let world = invocation.process.world
    func folder(_ name: String) -> String {
      let digits = world.random.characters(
        10, of: "123456789", "kubectl diff " + name, manifests.map { $0.name }.joined(),
        UInt64(bitPattern: world.now.milliseconds))
      return "/tmp/\(name)-\(digits)"
    }
    live = folder("LIVE")
    merged = folder("MERGED")
  }

  func start() throws(CommandError) {
    let process = invocation.process
    let files = process.fileSystem
    do throws(FileError) {
      try files.makeDirectory(live, withParents: true, now: process.world.now)
      try files.makeDirectory(merged, withParents: true, now: process.world.now)
    } catch {
      throw .text("mkdir \(live): \(error.text.lowercased())")
    }
    do throws(CommandError) {
      for manifest in manifests { try write(manifest) }
    } catch {
      remove()
      throw error
    }
    let external = process.environment["KUBECTL_EXTERNAL_DIFF"] ?? ""
    let command =
      external.isEmpty
      ? ["diff", "-u", "-N"] : external.split(separator: " ").map { String($0) }
    let child: Process
    do throws(SpawnError) {
      child = try process.space.spawn(
        Launch(
          arguments: command + [live, merged], environment: process.environment,
          workingDirectory: process.workingDirectory, parent: process,
          input: TextSource(world: process.world), output: process.output,
          errorOutput: process.errorOutput))
    } catch {
      remove()
      throw .text(
        "failed to run \(quoted(command[0])): exec: \(quoted(command[0])): executable file not"
          + " found in $PATH")
    }
    child.whenExited { [self] child in
      remove()
      let status = child.exitStatus ?? 1
      if status > 1 {
        invocation.printError(
          "error: failed to run \(quoted(command[0])): exit status \(status)")
      }
      invocation.exit(status)
    }
  }

  private func remove() {
    let files = invocation.process.fileSystem
    do throws(FileError) {
      try files.remove(live, recursively: true)
      try files.remove(merged, recursively: true)
    } catch {}
  }

  private func write(_ manifest: Manifest) throws(CommandError) {
    let present = try invocation.find(
      manifest.type, namespace: manifest.namespace, name: manifest.name)
    var after = try Applying(invocation, manifest, .server).merged(with: present)
    var before = present
    if manifest.type == .secrets { Comparing.mask(&before, &after) }
    let type = manifest.type
    let group = type.group.isEmpty ? type.version : "\(type.group).\(type.version)"
    let name = "\(group).\(type.kind).\(manifest.namespace).\(manifest.name)"
    do throws(FileError) {
      let files = invocation.process.fileSystem
      try files.write(before?.yamlText ?? "", to: live + "/" + name, now: invocation.now)
      try files.write(after.yamlText, to: merged + "/" + name, now: invocation.now)
    } catch {
      throw .text("open \(name): \(error.text.lowercased())")
    }
  }

  /// Secrets are not shown; that a value differs is.
  private static func mask(_ before: inout JSON?, _ after: inout JSON) {
    let old = before?["data"]?.object ?? [:]
    let new = after["data"]?.object ?? [:]
    var oldShown: OrderedMembers = [:]
    var newShown: OrderedMembers = [:]
    for (key, value) in old {
      let differs = new[key] != nil && new[key] != value
      oldShown[key] = .string(differs ? "*** (before)" : "***")
    }
    for (key, value) in new {
      let differs = old[key] != nil && old[key] != value
      newShown[key] = .string(differs ? "*** (after)" : "***")
    }
    if !old.isEmpty { before = before?.setting(["data"], to: .object(oldShown)) }
    if !new.isEmpty { after = after.setting(["data"], to: .object(newShown)) }
  }
}
