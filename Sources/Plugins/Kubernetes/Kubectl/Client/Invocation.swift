import KubernetesAPI
import Simulation
import Values

/// One run of kubectl: its process, its command line, its connection, and what it waits for.
///
/// A command ends an invocation exactly once, by ``finish()`` or ``fail(_:)``; until then it may
/// return to the event loop and go on when a watch or a timer calls it.
final class Invocation {
  let process: Process
  let connection: APIConnection
  let yamlReader: any YAMLReader
  let line: CommandLineParser.Result
  /// What came on the standard input, for `-f -`.
  var readInput = ""
  /// What the learner's kubeconfig file says.
  private(set) lazy var configuration = KubeConfiguration(process, yamlReader)
  private var watches: [Watch] = []
  private var errors: [CommandError] = []
  private var deadline: ScheduledEvent?

  init(
    process: Process, connection: APIConnection, yamlReader: any YAMLReader,
    line: CommandLineParser.Result
  ) {
    self.process = process
    self.connection = connection
    self.yamlReader = yamlReader
    self.line = line
  }

  var options: Options { line.options }
  var arguments: [String] { line.arguments }
  var now: VirtualTime { process.world.now }
  var isRunning: Bool { process.isRunning }

  /// The namespace that the command works in.
  var namespace: String {
    let given = options.text(.namespace)
    return given.isEmpty ? configuration.namespace : given
  }

  // MARK: Output

  func write(_ text: String) { process.write(text) }

  func show(_ line: String) { process.write(line + "\n") }

  func printError(_ line: String) { process.writeError(line + "\n") }

  /// Prints the server's warnings.
  func show(_ warnings: [String]) {
    for warning in warnings { printError("Warning: \(warning)") }
  }

  // MARK: Errors and the end

  /// Notes an error that is told at the end; the command goes on with what it can do.
  func note(_ error: CommandError) {
    if case .several(let all) = error { errors += all } else { errors.append(error) }
  }

  var hasErrors: Bool { !errors.isEmpty }

  /// The noted errors, which are then forgotten.
  func takeErrors() -> CommandError {
    let taken = errors
    errors = []
    return .several(taken)
  }

  /// Tells the noted errors and ends with status 1 if there are any, else with 0.
  func finish() {
    release()
    guard isRunning else { return }
    if errors.isEmpty {
      process.exit(0)
      return
    }
    let report = CommandError.several(errors).report
    if !report.isEmpty { printError(report) }
    process.exit(1)
  }

  /// Notes an error and ends.
  func fail(_ error: CommandError) {
    note(error)
    finish()
  }

  /// Ends with the status of something that ran elsewhere.
  func exit(_ status: Int32) {
    release()
    process.exit(status)
  }

  /// Runs what may fail; a failure ends the invocation.
  func attempt(_ body: () throws(CommandError) -> Void) {
    do throws(CommandError) {
      try body()
    } catch {
      fail(error)
    }
  }

  /// A mistake in how the command was typed, with where to read more.
  func usageError(_ text: String) -> CommandError {
    .text("\(text)\nSee '\(line.name) -h' for help and examples")
  }

  // MARK: Waiting

  /// Watches until the invocation ends or the watch is closed.
  func watch(
    _ request: APIRequest, receiver: @escaping (WatchMessage) -> Void
  ) throws(CommandError) -> Watch {
    let watch = try connection.watch(request) { [self] message in
      // A killed process gets no chance to close its watches.
      if isRunning { receiver(message) } else { release() }
    }
    watches.append(watch)
    return watch
  }

  func close(_ watch: Watch) {
    connection.stop(watch)
    watches.removeAll { $0 === watch }
  }

  /// Calls `action` unless the invocation ends before.
  func setDeadline(after delay: VirtualDuration, _ action: @escaping () -> Void) {
    deadline?.cancel()
    deadline = process.schedule(after: delay, action)
  }

  func clearDeadline() {
    deadline?.cancel()
    deadline = nil
  }

  /// Lets go of everything that would call back.
  func release() {
    clearDeadline()
    let open = watches
    watches = []
    for watch in open { connection.stop(watch) }
  }
}
