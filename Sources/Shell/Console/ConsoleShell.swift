public import OrderedCollections
public import Simulation

/// The interactive shell of a session: variables, functions and the working directory live on
/// from one command line to the next.
///
/// Its own messages are those of bash at a terminal: `bash: foo: command not found`. It has no
/// job control, so a command in the background is not announced, and nothing is read from the
/// terminal: commands that read find the end of their input.
public final class ConsoleShell {
  /// The machine at which one types: its files and processes.
  public let space: ProcessSpace
  private let terminal: any OutputSink
  private let interpreter: Interpreter
  private var completion: ((Int32) -> Void)?
  private var hasEnded = false

  /// - Parameters:
  ///   - environment: becomes the exported variables, in this order.
  ///   - workingDirectory: where the first command runs.
  ///   - terminal: takes what commands write to both streams, in order.
  public init(
    space: ProcessSpace, environment: OrderedDictionary<String, String>,
    workingDirectory: String, terminal: any OutputSink
  ) {
    self.space = space
    self.terminal = terminal
    let input = TextSource(world: space.world)
    var state = ShellState(
      name: "bash",
      descriptors: [
        Descriptor(input: input), Descriptor(output: terminal), Descriptor(output: terminal),
      ] + Array(repeating: .closed, count: 7))
    for (name, value) in environment {
      state.variables[name] = ShellVariable(value: value, isExported: true)
    }
    interpreter = Interpreter(state: state, flavour: .bash)
    let process = space.start(
      interpreter,
      Launch(
        arguments: ["bash"], environment: environment, workingDirectory: workingDirectory,
        input: input, output: terminal, errorOutput: terminal))
    interpreter.attach(to: process)
    interpreter.state.number = process.number
    interpreter.onIdle = { [unowned(unsafe) self] status in finish(status) }
  }

  /// Starts one command line, which may span several lines of text, and returns at once.
  ///
  /// `completion` is called from a later event with the exit status. It is never called when the
  /// world stops because a limit was exceeded, or when nothing that ends the command will ever
  /// happen. A line with a syntax error has the status 2; what precedes it runs.
  public func run(_ text: String, completion: @escaping (Int32) -> Void) {
    guard self.completion == nil else {
      report("bash: another command still runs", completion)
      return
    }
    guard interpreter.process.isRunning else {
      report("bash: the shell is gone: its host has lost power", completion)
      return
    }
    guard !hasEnded else {
      report("bash: the shell has ended: an earlier command left it", completion)
      return
    }
    self.completion = completion
    interpreter.line = 1
    interpreter.cause = space.world.trace.cause
    interpreter.push(ListFrame(interpreter.parse(text), isTested: false, source: text))
    space.world.soon { [self] in interpreter.run() }
  }

  /// Cancels the command that runs, as the interrupt key does. Its status is 130.
  public func interrupt() {
    if completion != nil { interpreter.interrupt() }
  }

  /// The working directory of the next command.
  public var workingDirectory: String { interpreter.workingDirectory }

  /// The value of a variable, if it is set.
  public func value(of name: String) -> String? { interpreter.value(of: name) }

  private func report(_ message: String, _ completion: @escaping (Int32) -> Void) {
    _ = terminal.write(message + "\n")
    space.world.soon { completion(255) }
  }

  private func finish(_ status: Int32) {
    if interpreter.isExiting { hasEnded = true }
    guard let completion else { return }
    self.completion = nil
    space.world.soon { completion(status) }
  }
}
