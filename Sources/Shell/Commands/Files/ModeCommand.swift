import Simulation

extension StandardCommand {
  /// `chmod`: permissions are kept and shown. There are no users whom they could bar: only whether a
  /// file may be run is asked for.
  static var chmod: StandardCommand {
    StandardCommand(
      name: "chmod", short: "Rvfc",
      long: [
        ("recursive", "R"), ("verbose", "v"), ("silent", "f"), ("quiet", "f"), ("changes", "c"),
      ], usage: "chmod [OPTION]... MODE[,MODE]... FILE..."
    ) { call in
      guard let mode = call.operands.first else { return call.misuse("missing operand") }
      guard call.operands.count > 1 else { return call.misuse("missing operand after '\(mode)'") }
      guard let change = ModeChange(mode) else { return call.misuse("invalid mode: '\(mode)'") }
      for path in call.operands.dropFirst() { apply(change, to: path, call) }
      return call.status
    }
  }

  private static func apply(_ change: ModeChange, to path: String, _ call: CommandCall) {
    call.world.spend(World.fileCost + path.utf8.count)
    guard call.world.exceeded == nil else { return }
    let node: FileNode
    do throws(FileError) {
      node = try call.files.node(path, from: call.folder)
      let old: UInt16
      let isDirectory: Bool
      switch node {
      case .file(let file): (old, isDirectory) = (file.permissions, false)
      case .directory(let directory): (old, isDirectory) = (directory.permissions, true)
      case .link: return
      }
      let new = change.applied(to: old, isDirectory: isDirectory)
      if new != old { try call.files.setPermissions(new, of: path, from: call.folder) }
      tell(path, old, new, call)
    } catch {
      call.status = 1
      if call.has("f") { return }
      call.complain(
        call.dialect != .gnu
          ? "\(path): \(error.text)"
          : error == .readOnly
            ? "changing permissions of '\(path)': \(error.text)"
            : "cannot access '\(path)': \(error.text)")
      if call.has("v"), call.dialect == .gnu, error != .readOnly {
        call.write("'\(path)' could not be accessed\n")
      }
      return
    }
    guard call.has("R"), case .directory = node else { return }
    do throws(FileError) {
      for entry in try call.files.entries(of: path, from: call.folder) {
        // What a link in a folder leads to stays as it is.
        if case .link = entry.node { continue }
        apply(change, to: path.hasSuffix("/") ? path + entry.name : "\(path)/\(entry.name)", call)
      }
    } catch {
      call.complain("cannot read directory '\(path)': \(error.text)")
      call.status = 1
    }
  }

  private static func tell(_ path: String, _ old: UInt16, _ new: UInt16, _ call: CommandCall) {
    guard call.has("v") || (call.has("c") && old != new) else { return }
    func shown(_ mode: UInt16) -> String {
      "\(ModeChange.octal(mode)) (\(ModeChange.letters(mode)))"
    }
    call.write(
      old == new
        ? "mode of '\(path)' retained as \(shown(new))\n"
        : "mode of '\(path)' changed from \(shown(old)) to \(shown(new))\n")
  }
}
