import OrderedCollections
import Simulation

extension Builtins {
  static func wait(
    _ shell: Interpreter, _ arguments: [String], _ frame: SimpleCommandFrame
  ) -> BuiltinOutcome {
    let words = Array(arguments.dropFirst())
    if let first = words.first, first.hasPrefix("-") {
      complain(shell, arguments, "\(first): it is not supported here")
      return .status(2)
    }
    var waited: [Process] = []
    var isUnknown = false
    if words.isEmpty { waited = shell.children }
    for word in words {
      if word.hasPrefix("%") {
        complain(shell, arguments, "job control is not supported here")
        return .status(2)
      }
      guard let number = Int32(word) else {
        complain(shell, arguments, "`\(word)': not a pid or valid job spec")
        return .status(1)
      }
      guard let process = shell.children.first(where: { $0.number == number }) else {
        complain(shell, arguments, "pid \(word) is not a child of this shell")
        isUnknown = true
        continue
      }
      isUnknown = false
      waited.append(process)
    }
    guard let last = waited.last else { return .status(isUnknown ? 127 : 0) }
    let ticket = shell.block(isInterruptible: true)
    var rest = waited.count
    for process in waited {
      process.whenExited { _ in
        rest -= 1
        guard rest == 0, shell.isWaiting(ticket) else { return }
        shell.children.removeAll { child in waited.contains { $0 === child } }
        shell.state.status = words.isEmpty ? 0 : isUnknown ? 127 : last.exitStatus ?? 0
        shell.resume(ticket)
      }
    }
    return .waiting
  }

  static func kill(
    _ shell: Interpreter, _ arguments: [String], _ frame: SimpleCommandFrame
  ) -> BuiltinOutcome {
    let result = KillCommand.run(Array(arguments.dropFirst()), in: shell.space)
    for message in result.messages { complain(shell, arguments, message) }
    if !result.text.isEmpty { shell.write(result.text) }
    return .status(result.status)
  }

  static func command(
    _ shell: Interpreter, _ arguments: [String], _ frame: SimpleCommandFrame
  ) -> BuiltinOutcome {
    var words = Array(arguments.dropFirst())
    if let option = words.first, option == "-v" || option == "-V" {
      words.removeFirst()
      return describe(shell, arguments, words, isShort: option == "-v")
    }
    if words.first == "-p" || words.first == "--" { words.removeFirst() }
    guard let name = words.first else { return .status(0) }
    if let builtin = named(name) { return builtin(shell, words, frame) }
    do throws(SpawnError) {
      frame.wait(for: try shell.space.spawn(shell.launch(words, [])), shell)
      return .waiting
    } catch {
      return .status(shell.report(error, name))
    }
  }

  static func type(
    _ shell: Interpreter, _ arguments: [String], _ frame: SimpleCommandFrame
  ) -> BuiltinOutcome {
    var words = Array(arguments.dropFirst())
    if words.first == "-t", shell.flavour == .bash {
      words.removeFirst()
      return kinds(shell, words)
    }
    if let option = words.first, option.hasPrefix("-"), option != "--" {
      complain(shell, arguments, "\(option): it is not supported here")
      return .status(2)
    }
    return describe(shell, arguments, words, isShort: false)
  }

  /// `type -t`: a word for what each name is.
  private static func kinds(_ shell: Interpreter, _ names: [String]) -> BuiltinOutcome {
    var status: Int32 = 0
    for name in names {
      if keywords.contains(name) {
        shell.write("keyword\n")
      } else if shell.state.functions[name] != nil {
        shell.write("function\n")
      } else if named(name) != nil {
        shell.write("builtin\n")
      } else if path(of: name, shell) != nil {
        shell.write("file\n")
      } else {
        status = 1
      }
    }
    return .status(status)
  }

  private static let keywords: Set<String> = [
    "if", "then", "elif", "else", "fi", "while", "until", "for", "do", "done", "case", "esac", "{",
    "}", "!", "[[", "]]", "function", "in",
  ]

  private static func describe(
    _ shell: Interpreter, _ arguments: [String], _ names: [String], isShort: Bool
  ) -> BuiltinOutcome {
    var status: Int32 = 0
    var text = ""
    for name in names {
      if keywords.contains(name) {
        text += isShort ? "\(name)\n" : "\(name) is a shell keyword\n"
      } else if shell.state.functions[name] != nil {
        text += isShort ? "\(name)\n" : "\(name) is a function\n"
      } else if named(name) != nil {
        text += isShort ? "\(name)\n" : "\(name) is a shell builtin\n"
      } else if let path = path(of: name, shell) {
        text += isShort ? "\(path)\n" : "\(name) is \(path)\n"
      } else {
        status = isShort && shell.flavour == .sh ? 127 : 1
        if !isShort { complain(shell, arguments, "\(name): not found") }
      }
    }
    if !text.isEmpty { shell.write(text) }
    return .status(status)
  }

  private static func path(of name: String, _ shell: Interpreter) -> String? {
    do throws(SpawnError) {
      let path = try shell.space.findExecutable(
        name, environment: shell.environment(), workingDirectory: shell.workingDirectory)
      do throws(FileError) {
        if case .file(let file) = try shell.fileSystem.node(path, from: shell.workingDirectory),
          file.isExecutable
        {
          return path
        }
      } catch {}
      return nil
    } catch {
      return nil
    }
  }
}
