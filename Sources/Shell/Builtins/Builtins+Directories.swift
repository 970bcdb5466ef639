import Simulation

extension Builtins {
  static func changeDirectory(
    _ shell: Interpreter, _ arguments: [String], _ frame: SimpleCommandFrame
  ) -> BuiltinOutcome {
    var words = Array(arguments.dropFirst())
    while let first = words.first, first == "-P" || first == "-L" || first == "--" {
      words.removeFirst()
    }
    if words.count > 1 {
      complain(shell, arguments, "too many arguments")
      return .status(1)
    }
    var target: String
    var shows = false
    switch words.first {
    case nil:
      guard let home = shell.value(of: "HOME") else {
        complain(shell, arguments, "HOME not set")
        return .status(1)
      }
      target = home
    case "-":
      guard let old = shell.value(of: "OLDPWD") else {
        complain(shell, arguments, "OLDPWD not set")
        return .status(1)
      }
      target = old
      shows = true
    case let path?: target = path
    }
    if target.isEmpty { target = "." }
    let logical = normalized(target, from: shell.value(of: "PWD") ?? shell.workingDirectory)
    var failure: FileError?
    do throws(FileError) {
      guard case .directory = try shell.fileSystem.node(target, from: shell.workingDirectory) else {
        throw .notADirectory
      }
    } catch {
      failure = error
    }
    if let failure {
      complain(
        shell, arguments,
        shell.flavour == .bash
          ? "\(target): \(failure.text)" : "can't cd to \(target): \(failure.text)")
      return .status(1)
    }
    let old = shell.value(of: "PWD") ?? shell.workingDirectory
    shell.process.workingDirectory = logical
    if !shell.assign("OLDPWD", old) || !shell.assign("PWD", logical) { return .status(1) }
    if shows { shell.write(logical + "\n") }
    return .status(0)
  }

  /// A path made absolute, with `.` and `..` worked off as text.
  static func normalized(_ path: String, from folder: String) -> String {
    var names: [Substring] = []
    let whole = path.hasPrefix("/") ? path : folder + "/" + path
    for name in whole.split(separator: "/") where name != "." {
      if name == ".." { _ = names.popLast() } else { names.append(name) }
    }
    return "/" + names.joined(separator: "/")
  }

  static func printDirectory(
    _ shell: Interpreter, _ arguments: [String], _ frame: SimpleCommandFrame
  ) -> BuiltinOutcome {
    if arguments.dropFirst().contains("-P") {
      do throws(FileError) {
        return output(
          shell, arguments, try shell.fileSystem.absolute(shell.workingDirectory) + "\n")
      } catch {}
    }
    return output(shell, arguments, shell.workingDirectory + "\n")
  }
}
