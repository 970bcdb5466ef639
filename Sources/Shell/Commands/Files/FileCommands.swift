import Simulation

extension StandardCommand {
  /// `mkdir`
  static var mkdir: StandardCommand {
    StandardCommand(
      name: "mkdir", short: "pvm:", long: [("parents", "p"), ("verbose", "v"), ("mode=", "m")],
      usage: "mkdir [OPTION]... DIRECTORY...", refused: "Z"
    ) { call in
      guard !call.operands.isEmpty else { return call.misuse("missing operand") }
      var change: ModeChange?
      if let mode = call.value("m") {
        change = ModeChange(mode)
        if change == nil { return call.fail("invalid mode '\(mode)'") }
      }
      for path in call.operands {
        do throws(FileError) {
          let isThere = call.files.exists(path, from: call.folder)
          try call.files.makeDirectory(
            path, from: call.folder, withParents: call.has("p"), now: call.world.now)
          if let change, !isThere {
            try call.files.setPermissions(
              change.applied(to: 0o777, isDirectory: true), of: path, from: call.folder)
          }
          if call.has("v") { call.write("mkdir: created directory '\(path)'\n") }
        } catch {
          call.complain(
            call.dialect == .gnu
              ? "cannot create directory '\(path)': \(error.text)"
              : "can't create directory '\(path)': \(error.text)")
          call.status = 1
        }
      }
      return call.status
    }
  }

  /// `rmdir`
  static var rmdir: StandardCommand {
    StandardCommand(name: "rmdir", usage: "rmdir [OPTION]... DIRECTORY...", refused: "pv") { call in
      guard !call.operands.isEmpty else { return call.misuse("missing operand") }
      for path in call.operands {
        do throws(FileError) {
          guard case .directory(let directory) = try call.files.node(path, from: call.folder)
          else { throw .notADirectory }
          if try !call.files.list(path, from: call.folder).isEmpty || !directory.isEmpty {
            throw .notEmpty
          }
          try call.files.remove(path, from: call.folder, recursively: true)
        } catch {
          call.complain(
            call.dialect == .gnu
              ? "failed to remove '\(path)': \(error.text)" : "'\(path)': \(error.text)")
          call.status = 1
        }
      }
      return call.status
    }
  }

  /// `rm`
  static var rm: StandardCommand {
    StandardCommand(
      name: "rm", short: "rRfvdi",
      long: [("recursive", "r"), ("force", "f"), ("verbose", "v"), ("dir", "d")],
      usage: "rm [OPTION]... [FILE]...", refused: "I"
    ) { call in
      if call.has("i") { return call.fail("-i is not supported here") }
      let isRecursive = call.has("r") || call.has("R")
      if call.operands.isEmpty { return call.has("f") ? 0 : call.misuse("missing operand") }
      for path in call.operands {
        let last = path.split(separator: "/").last ?? ""
        if last == "." || last == ".." {
          call.complain("refusing to remove '.' or '..' directory: skipping '\(path)'")
          call.status = 1
          continue
        }
        if path.allSatisfy({ $0 == "/" }), isRecursive, !path.isEmpty {
          call.complain("it is dangerous to operate recursively on '/'")
          call.process.writeError("rm: use --no-preserve-root to override this failsafe\n")
          call.status = 1
          continue
        }
        do throws(FileError) {
          if case .directory = try call.files.node(path, from: call.folder, followsLast: false),
            !isRecursive
          {
            throw .isADirectory
          }
          try call.files.remove(path, from: call.folder, recursively: isRecursive)
          if call.has("v") { call.write("removed '\(path)'\n") }
        } catch {
          if error == .noSuchFile || error == .notADirectory, call.has("f") { continue }
          switch call.dialect {
          case .gnu: call.complain("cannot remove '\(path)': \(error.text)")
          case .busybox:
            call.complain(
              error == .isADirectory
                ? "'\(path)' is a directory" : "can't remove '\(path)': \(error.text)")
          }
          call.status = 1
        }
      }
      return call.status
    }
  }

  /// `touch`
  static var touch: StandardCommand {
    StandardCommand(
      name: "touch", short: "camf", long: [("no-create", "c")], usage: "touch [OPTION]... FILE...",
      refused: "drth"
    ) { call in
      guard !call.operands.isEmpty else { return call.misuse("missing file operand") }
      for path in call.operands {
        do throws(FileError) {
          if call.files.isDirectory(path, from: call.folder) { continue }
          if call.has("c"), !call.files.exists(path, from: call.folder) { continue }
          try call.files.write(
            "", to: path, from: call.folder, appending: true, now: call.world.now)
        } catch {
          call.complain(
            call.dialect == .gnu
              ? "cannot touch '\(path)': \(error.text)" : "\(path): \(error.text)")
          call.status = 1
        }
      }
      return call.status
    }
  }

  /// `ln -s`
  static var ln: StandardCommand {
    StandardCommand(
      name: "ln", short: "sfnTv",
      long: [("symbolic", "s"), ("force", "f"), ("no-dereference", "n")],
      usage: "ln [OPTION]... TARGET LINK_NAME", refused: "bdiLPrSt"
    ) { call in
      guard let target = call.operands.first else { return call.misuse("missing file operand") }
      guard call.has("s") else { return call.fail("hard links are not supported here; use -s") }
      if call.operands.count > 2 { return call.fail("several targets are not supported here") }
      let name = String(target.split(separator: "/").last ?? "")
      var place = call.operands.count == 2 ? call.operands[1] : name
      if !call.has("n"), !call.has("T"), call.files.isDirectory(place, from: call.folder) {
        place += "/" + name
      }
      do throws(FileError) {
        var isThere = true
        do throws(FileError) {
          _ = try call.files.node(place, from: call.folder, followsLast: false)
        } catch {
          isThere = false
        }
        if isThere, !call.has("f") { throw .exists }
        try call.files.put(.link(target), at: place, from: call.folder)
        return 0
      } catch {
        return call.fail("failed to create symbolic link '\(place)': \(error.text)")
      }
    }
  }
}
