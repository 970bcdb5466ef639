import OrderedCollections
import Simulation

extension Builtins {
  static func leaveFunction(
    _ shell: Interpreter, _ arguments: [String], _ frame: SimpleCommandFrame
  ) -> BuiltinOutcome {
    var status = shell.state.status
    if arguments.count > 1 {
      guard let number = number(shell, arguments, arguments[1]) else { return .status(2) }
      status = number
    }
    if shell.returnFromFunction(status) { return .left }
    if shell.flavour == .sh {
      shell.exit(status)
      return .left
    }
    complain(shell, arguments, "can only `return' from a function or sourced script")
    return .status(2)
  }

  static func exit(
    _ shell: Interpreter, _ arguments: [String], _ frame: SimpleCommandFrame
  ) -> BuiltinOutcome {
    var status = shell.state.status
    if arguments.count > 1 { status = number(shell, arguments, arguments[1]) ?? 2 }
    shell.exit(status)
    return .left
  }

  static func leaveLoop(
    _ shell: Interpreter, _ arguments: [String], _ frame: SimpleCommandFrame
  ) -> BuiltinOutcome {
    var count: Int32 = 1
    if arguments.count > 1 {
      guard let number = number(shell, arguments, arguments[1]) else { return .status(128) }
      count = number
    }
    guard count > 0 else {
      complain(shell, arguments, "\(count): loop count out of range")
      return .status(1)
    }
    guard shell.loopDepth > 0 else {
      if shell.flavour == .bash {
        complain(shell, arguments, "only meaningful in a `for', `while', or `until' loop")
      }
      return .status(0)
    }
    shell.leaveLoops(Int(count), continuing: arguments[0] == "continue")
    return .left
  }

  static func eval(
    _ shell: Interpreter, _ arguments: [String], _ frame: SimpleCommandFrame
  ) -> BuiltinOutcome {
    let text = arguments.dropFirst().joined(separator: " ")
    shell.state.status = 0
    return push(text, shell, frame, parameters: nil, isSource: false)
  }

  static func source(
    _ shell: Interpreter, _ arguments: [String], _ frame: SimpleCommandFrame
  ) -> BuiltinOutcome {
    guard arguments.count > 1 else {
      complain(shell, arguments, "filename argument required")
      return .status(2)
    }
    let path = arguments[1]
    do throws(FileError) {
      let text = try shell.fileSystem.read(path, from: shell.workingDirectory)
      var parameters: [String]?
      if arguments.count > 2 {
        parameters = shell.state.parameters
        shell.state.parameters = Array(arguments.dropFirst(2))
      }
      shell.state.status = 0
      return push(text, shell, frame, parameters: parameters, isSource: true)
    } catch {
      shell.complain(
        shell.flavour == .bash
          ? "\(path): \(error.text)" : "\(arguments[0]): can't open '\(path)': \(error.text)")
      if shell.flavour == .sh, !shell.isInteractive {
        shell.exit(2)
        return .left
      }
      return .status(1)
    }
  }

  private static func push(
    _ text: String, _ shell: Interpreter, _ frame: SimpleCommandFrame, parameters: [String]?,
    isSource: Bool
  ) -> BuiltinOutcome {
    guard shell.frames.count < 50 * shell.world.limits.nesting else {
      shell.world.exceed(.nesting)
      return .left
    }
    let script = shell.parse(text)
    if isSource {
      shell.push(
        SourceFrame(script, source: text, parameters: parameters, isTested: frame.isTested))
    } else {
      shell.push(ListFrame(script, isTested: frame.isTested, source: text))
    }
    return .left
  }

  static func exec(
    _ shell: Interpreter, _ arguments: [String], _ frame: SimpleCommandFrame
  ) -> BuiltinOutcome {
    var words = Array(arguments.dropFirst())
    if words.first == "--" { words.removeFirst() }
    guard let name = words.first else {
      frame.keepsDescriptors = true
      return .status(0)
    }
    if name.hasPrefix("-") {
      complain(shell, arguments, "\(name): it is not supported here")
      return .status(2)
    }
    let launch = shell.launch(words, [])
    do throws(SpawnError) {
      if shell.isInteractive {
        // The terminal stays with the session: the command runs, then the shell ends.
        let process = try shell.space.spawn(launch)
        let ticket = shell.block(on: [process])
        process.whenExited { process in
          guard shell.isWaiting(ticket) else { return }
          shell.exit(process.exitStatus ?? 0)
          shell.resume(ticket)
        }
        return .left
      }
      try shell.become(launch)
      return .left
    } catch {
      var status: Int32 = 126
      if shell.flavour == .bash, error == .notFound {
        status = 127
        complain(
          shell, arguments,
          name.utf8.contains(47) ? "\(name): No such file or directory" : "\(name): not found")
      } else {
        status = shell.report(error, name)
      }
      if shell.isInteractive { return .status(status) }
      shell.exit(status)
      return .left
    }
  }

  static func trap(
    _ shell: Interpreter, _ arguments: [String], _ frame: SimpleCommandFrame
  ) -> BuiltinOutcome {
    var words = Array(arguments.dropFirst())
    if words.first == "--" { words.removeFirst() }
    if words.isEmpty || words == ["-p"] {
      var text = ""
      for (trap, commands) in shell.state.traps {
        text += "trap -- \(ShellQuoting.always(commands)) \(trap.name)\n"
      }
      return output(shell, arguments, text)
    }
    if words[0] == "-l" || words[0] == "-p" {
      complain(shell, arguments, "\(words[0]): it is not supported here")
      return .status(2)
    }
    var action: String? = words.removeFirst()
    if words.isEmpty {
      // A single signal: back to the default.
      words = [action ?? ""]
      action = nil
    } else if action == "-" {
      action = nil
    }
    var status: Int32 = 0
    for name in words {
      guard let trap = ShellTrap(named: name) else {
        if ["ERR", "DEBUG", "RETURN"].contains(name) {
          complain(shell, arguments, "\(name): it is not supported here")
          return .status(2)
        }
        complain(shell, arguments, "\(name): invalid signal specification")
        status = 1
        continue
      }
      if let action {
        shell.state.traps[trap] = action
      } else {
        shell.state.traps.removeValue(forKey: trap)
      }
    }
    return .status(status)
  }
}
