import Simulation

extension Builtins {
  static func echo(
    _ shell: Interpreter, _ arguments: [String], _ frame: SimpleCommandFrame
  ) -> BuiltinOutcome {
    output(shell, arguments, EchoText.text(Array(arguments.dropFirst())))
  }

  static func printf(
    _ shell: Interpreter, _ arguments: [String], _ frame: SimpleCommandFrame
  ) -> BuiltinOutcome {
    var words = Array(arguments.dropFirst())
    var variable: String?
    if words.first == "-v", words.count >= 2 {
      variable = words[1]
      words.removeFirst(2)
    }
    if words.first == "--" { words.removeFirst() }
    guard let format = words.first else {
      switch shell.flavour {
      case .bash: shell.write("printf: usage: printf [-v var] format [arguments]\n", to: 2)
      case .sh: shell.write("printf: usage: printf FORMAT [ARG]...\n", to: 2)
      }
      return .status(2)
    }
    let result = PrintfText.format(
      format, Array(words.dropFirst()), now: shell.flavour == .bash ? shell.world.now : nil)
    if let variable {
      guard shell.assign(variable, result.text) else { return .status(1) }
    } else {
      _ = output(shell, arguments, result.text)
    }
    for message in result.messages { complain(shell, arguments, message) }
    return .status(result.messages.isEmpty ? 0 : 1)
  }

  static func test(
    _ shell: Interpreter, _ arguments: [String], _ frame: SimpleCommandFrame
  ) -> BuiltinOutcome {
    var words = Array(arguments.dropFirst())
    if arguments[0] == "[" {
      guard words.last == "]" else {
        complain(shell, arguments, "missing `]'")
        return .status(2)
      }
      words.removeLast()
    }
    let (status, message) = FileTests(shell).evaluate(words)
    if let message { complain(shell, arguments, message) }
    return .status(status)
  }
}
