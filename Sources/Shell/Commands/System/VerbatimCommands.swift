import Simulation

extension StandardCommand {
  /// Commands that the shell has built in, as programs; they read their arguments themselves.
  static var verbatim: [(name: String, make: () -> any Program)] {
    [
      ("echo", { ImmediateProgram { runEcho($0) } }),
      ("printf", { ImmediateProgram { runPrintf($0) } }),
      ("test", { ImmediateProgram { runTest($0) } }),
      ("[", { ImmediateProgram { runTest($0) } }),
      ("true", { ImmediateProgram { _ in 0 } }),
      ("false", { ImmediateProgram { _ in 1 } }),
      ("kill", { ImmediateProgram { runKill($0) } }),
      ("pwd", { ImmediateProgram { runPrintDirectory($0) } }),
      ("find", { FindProgram() }),
    ]
  }

  private static func runEcho(_ process: Process) -> Int32 {
    process.write(EchoText.text(Array(process.arguments.dropFirst())))
    return 0
  }

  private static func runPrintDirectory(_ process: Process) -> Int32 {
    process.write(process.workingDirectory + "\n")
    return 0
  }

  private static func runPrintf(_ process: Process) -> Int32 {
    guard process.arguments.count > 1 else {
      process.writeError("printf: missing operand\nTry 'printf --help' for more information.\n")
      return 1
    }
    let result = PrintfText.format(process.arguments[1], Array(process.arguments.dropFirst(2)))
    process.write(result.text)
    for message in result.messages { process.writeError("printf: \(message)\n") }
    return result.messages.isEmpty ? 0 : 1
  }

  private static func runTest(_ process: Process) -> Int32 {
    var words = Array(process.arguments.dropFirst())
    if process.arguments[0].hasSuffix("[") {
      guard words.popLast() == "]" else {
        process.writeError("[: missing ']'\n")
        return 2
      }
    }
    let tests = FileTests(files: process.fileSystem, folder: process.workingDirectory)
    let (status, message) = tests.evaluate(words)
    if let message { process.writeError("test: \(message)\n") }
    return status
  }

  private static func runKill(_ process: Process) -> Int32 {
    let result = KillCommand.run(Array(process.arguments.dropFirst()), in: process.space)
    for message in result.messages { process.writeError("kill: \(message)\n") }
    process.write(result.text)
    return result.status
  }
}
