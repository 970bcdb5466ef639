import OrderedCollections
import Simulation

extension StandardCommand {
  /// `basename`
  static var basename: StandardCommand {
    StandardCommand(
      name: "basename", short: "+as:", long: [("multiple", "a"), ("suffix=", "s")],
      usage: "basename NAME [SUFFIX]", refused: "z"
    ) { call in
      guard let first = call.operands.first else { return call.misuse("missing operand") }
      let isMultiple = call.has("a") || call.has("s")
      if !isMultiple, call.operands.count > 2 {
        return call.misuse("extra operand '\(call.operands[2])'")
      }
      let suffix =
        call.value("s") ?? (isMultiple || call.operands.count < 2 ? "" : call.operands[1])
      for path in isMultiple ? call.operands : [first] {
        var name = String(path.split(separator: "/").last ?? (path.isEmpty ? "" : "/"))
        if !suffix.isEmpty, name.hasSuffix(suffix), name != suffix {
          name = String(name.dropLast(suffix.count))
        }
        call.write(name + "\n")
      }
      return 0
    }
  }

  /// `dirname`
  static var dirname: StandardCommand {
    StandardCommand(name: "dirname", short: "+", usage: "dirname [OPTION] NAME...", refused: "z") {
      call in
      guard !call.operands.isEmpty else { return call.misuse("missing operand") }
      for path in call.operands {
        var rest = path[...]
        while rest.count > 1, rest.hasSuffix("/") { rest = rest.dropLast() }
        guard let slash = rest.lastIndex(of: "/") else {
          call.write(".\n")
          continue
        }
        rest = rest[..<slash]
        while rest.count > 1, rest.hasSuffix("/") { rest = rest.dropLast() }
        call.write((rest.isEmpty ? "/" : String(rest)) + "\n")
      }
      return 0
    }
  }

  /// `realpath`
  static var realpath: StandardCommand {
    StandardCommand(
      name: "realpath", short: "emqs", usage: "realpath [OPTION]... FILE...", refused: "LPz"
    ) { call in
      guard !call.operands.isEmpty else { return call.misuse("missing operand") }
      for path in call.operands {
        do throws(FileError) {
          if call.has("e") { _ = try call.files.node(path, from: call.folder) }
          call.write(try call.files.absolute(path, from: call.folder) + "\n")
        } catch {
          if !call.has("q") { call.complain("\(path): \(error.text)") }
          call.status = 1
        }
      }
      return call.status
    }
  }

  /// `readlink`
  static var readlink: StandardCommand {
    StandardCommand(
      name: "readlink", short: "femnqsv", usage: "readlink [OPTION]... FILE...", refused: "z"
    ) { call in
      guard !call.operands.isEmpty else { return call.misuse("missing operand") }
      for path in call.operands {
        do throws(FileError) {
          if call.has("f") || call.has("e") || call.has("m") {
            if call.has("e") { _ = try call.files.node(path, from: call.folder) }
            call.write(try call.files.absolute(path, from: call.folder))
          } else if case .link(let target) = try call.files.node(
            path, from: call.folder, followsLast: false)
          {
            call.write(target)
          } else {
            call.status = 1
            continue
          }
          if !call.has("n") { call.write("\n") }
        } catch {
          if call.has("v") { call.complain("\(path): \(error.text)") }
          call.status = 1
        }
      }
      return call.status
    }
  }

  /// `which`
  static var which: StandardCommand {
    StandardCommand(name: "which", short: "a", usage: "which [-a] filename ...") { call in
      for name in call.operands {
        var found = false
        do throws(SpawnError) {
          let path = try call.process.space.findExecutable(
            name, environment: call.process.environment, workingDirectory: call.folder)
          if FileTests(files: call.files, folder: call.folder).unary("-x", path) == true,
            !call.files.isDirectory(path, from: call.folder)
          {
            call.write(path + "\n")
            found = true
          }
        } catch {}
        if !found { call.status = 1 }
      }
      return call.operands.isEmpty ? 1 : call.status
    }
  }

  /// `mktemp`: the letters derive from the world's seed and the count of such files.
  static var mktemp: StandardCommand {
    StandardCommand(
      name: "mktemp", short: "dup:t",
      long: [("directory", "d"), ("dry-run", "u"), ("tmpdir=", "p")],
      usage: "mktemp [OPTION]... [TEMPLATE]", refused: "q"
    ) { call in
      var template = call.operands.first ?? "tmp." + String(repeating: "X", count: 10)
      if call.operands.isEmpty || call.has("p") || call.has("t") {
        let folder = call.value("p") ?? call.process.environment["TMPDIR"] ?? "/tmp"
        template = (folder.isEmpty ? "/tmp" : folder) + "/" + template
      }
      let marks = template.reversed().prefix { $0 == "X" }.count
      guard marks >= 3 else { return call.fail("too few X's in template '\(template)'") }
      let start = template.dropLast(marks)
      var path = ""
      for ordinal in UInt64(0)..<100_000 {
        path =
          start
          + call.world.random.characters(
            marks, of: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
            "mktemp", "\(call.process.host.name)\(start)", ordinal)
        if !call.files.exists(path, from: call.folder) { break }
      }
      do throws(FileError) {
        if !call.has("u") {
          if call.has("d") {
            try call.files.makeDirectory(path, from: call.folder, now: call.world.now)
          } else {
            try call.files.write("", to: path, from: call.folder, now: call.world.now)
          }
        }
        call.write(path + "\n")
        return 0
      } catch {
        return call.fail(
          "failed to create \(call.has("d") ? "directory" : "file") via template '\(template)': "
            + error.text)
      }
    }
  }
}
