import Simulation

/// What became of a builtin.
enum BuiltinOutcome {
  case status(Int32)
  /// It waits; the status is set, and the shell resumed, later.
  case waiting
  /// It changed what runs: frames were pushed or taken off.
  case left
}

/// A command that runs in the shell itself.
typealias Builtin = (Interpreter, [String], SimpleCommandFrame) -> BuiltinOutcome

/// The commands that run in the shell itself, by name.
enum Builtins {
  static func named(_ name: String) -> Builtin? {
    switch name {
    case ":", "true": { _, _, _ in .status(0) }
    case "false": { _, _, _ in .status(1) }
    case "echo": echo
    case "printf": printf
    case "test", "[": test
    case "cd": changeDirectory
    case "pwd": printDirectory
    case "export", "readonly", "declare", "typeset", "local": declare
    case "unset": unset
    case "read": read
    case "shift": shift
    case "return": leaveFunction
    case "exit": exit
    case "break", "continue": leaveLoop
    case "set": set
    case "trap": trap
    case "eval": eval
    case ".", "source": source
    case "command": command
    case "type": type
    case "exec": exec
    case "wait": wait
    case "kill": kill
    case "umask": umask
    case "hash": { _, _, _ in .status(0) }
    case "alias", "unalias", "jobs", "fg", "bg", "disown", "getopts", "let", "shopt", "pushd",
      "popd", "dirs", "history", "mapfile", "readarray", "ulimit", "times", "suspend", "bind",
      "complete", "compgen", "enable", "builtin", "caller", "fc", "logout":
      refuse
    default: nil
    }
  }

  /// `umask`: every new file has the usual permissions, so the usual mask is the only one.
  private static func umask(
    _ shell: Interpreter, _ arguments: [String], _ frame: SimpleCommandFrame
  ) -> BuiltinOutcome {
    switch arguments.dropFirst().first {
    case nil: return output(shell, arguments, "0022\n")
    case "-S" where arguments.count == 2: return output(shell, arguments, "u=rwx,g=rx,o=rx\n")
    case "-p" where arguments.count == 2: return output(shell, arguments, "umask 0022\n")
    case "22", "022", "0022", "u=rwx,g=rx,o=rx": return .status(0)
    case .some(let mask):
      complain(shell, arguments, "\(mask): masks other than 0022 are not supported here; use chmod")
      return .status(2)
    }
  }

  /// What the real shell has and this one does not.
  private static func refuse(
    _ shell: Interpreter, _ arguments: [String], _ frame: SimpleCommandFrame
  ) -> BuiltinOutcome {
    let name = arguments[0]
    let words =
      switch name {
      case "alias", "unalias": "aliases are"
      case "jobs", "fg", "bg", "disown", "suspend": "job control is"
      case "mapfile", "readarray": "arrays are"
      case "let": "it is not supported here; use $((…)):"
      default: "it is"
      }
    shell.complain(
      words.hasSuffix(":") ? "\(name): \(words.dropLast())" : "\(name): \(words) not supported here"
    )
    return .status(2)
  }

  /// Prints a complaint that begins with the builtin's name.
  static func complain(_ shell: Interpreter, _ arguments: [String], _ message: String) {
    shell.complain("\(arguments[0]): \(message)")
  }

  /// The message for an option that a builtin does not have.
  static func invalidOption(
    _ shell: Interpreter, _ arguments: [String], _ option: String, usage: String
  ) -> BuiltinOutcome {
    switch shell.flavour {
    case .bash:
      complain(shell, arguments, "\(option): invalid option")
      shell.write("\(arguments[0]): usage: \(usage)\n", to: 2)
    case .sh: complain(shell, arguments, "Illegal option \(option)")
    }
    return .status(2)
  }

  /// Reads a number argument; complains about anything else.
  static func number(
    _ shell: Interpreter, _ arguments: [String], _ text: String
  ) -> Int32? {
    if let number = Int64(text) { return Int32(truncatingIfNeeded: number) }
    complain(
      shell, arguments,
      shell.flavour == .bash ? "\(text): numeric argument required" : "Illegal number: \(text)")
    return nil
  }

  /// Writes a builtin's output and takes note of a file that cannot take it.
  static func output(
    _ shell: Interpreter, _ arguments: [String], _ text: String, status: Int32 = 0
  ) -> BuiltinOutcome {
    guard let sink = shell.state.descriptors[1].output else {
      complain(shell, arguments, "write error: Bad file descriptor")
      return .status(1)
    }
    shell.write(text)
    if let file = sink as? FileSink, let error = file.error {
      complain(shell, arguments, "write error: \(error.text)")
      return .status(1)
    }
    return .status(status)
  }
}
