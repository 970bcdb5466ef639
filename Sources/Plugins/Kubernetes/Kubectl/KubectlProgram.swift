public import KubernetesAPI
public import Simulation
public import Values

/// `kubectl` v1.32 as a program of the console: a client of the API server and of nothing else.
///
/// It never blocks: a command that waits (`wait`, `delete`, `rollout status`, `get -w`,
/// `logs -f`, `exec`) opens watches and timers, returns to the event loop and ends its process
/// later. Signals end it as they end the real one: 130 for an interrupt, 143 for SIGTERM.
///
/// Output, error texts and exit statuses are those of the recordings (K1–K31). A command or flag
/// of the real kubectl that is not supported is refused with a message that names it.
public final class KubectlProgram: Program {
  private let connection: APIConnection
  private let yamlReader: any YAMLReader
  private var invocation: Invocation?

  /// - Parameters:
  ///   - connection: the server to talk to.
  ///   - yamlReader: reads the files of `-f`.
  public init(connection: APIConnection, yamlReader: any YAMLReader) {
    self.connection = connection
    self.yamlReader = yamlReader
  }

  /// What makes the programs that the console runs: one instance for each process.
  ///
  ///     registrations.command(
  ///       "kubectl", summary: "the client of Kubernetes",
  ///       KubectlProgram.maker(server: server, runtime: runtime, yamlReader: reader))
  public static func maker(
    server: APIServer, runtime: (any PodRuntime)?, yamlReader: any YAMLReader
  ) -> () -> any Program {
    let connection = APIConnection(server: server, runtime: runtime)
    return { KubectlProgram(connection: connection, yamlReader: yamlReader) }
  }

  public func start(_ process: Process) {
    let parser = CommandLineParser(root: KubectlCommands.root)
    let line: CommandLineParser.Result
    do throws(CommandError) {
      line = try parser.parse(Array(process.arguments.dropFirst()))
    } catch {
      process.writeError(error.report + "\n")
      process.exit(1)
      return
    }
    let invocation = Invocation(
      process: process, connection: connection, yamlReader: yamlReader, line: line)
    self.invocation = invocation
    invocation.attempt { () throws(CommandError) in try run(line, invocation) }
  }

  public func handle(_ signal: Signal, in process: Process) -> Bool {
    invocation?.release()
    return false
  }

  private func run(
    _ line: CommandLineParser.Result, _ invocation: Invocation
  ) throws(CommandError) {
    let command = line.command
    if line.options.isSet(.help) || (line.path.count == 1 && line.arguments.isEmpty) {
      invocation.write(HelpText.text(of: line.path))
      invocation.finish()
      return
    }
    if let reason = command.refusal {
      throw .text("'\(line.name)' is refused here: \(reason)")
    }
    guard let body = command.body else {
      if !line.arguments.isEmpty {
        let words = line.arguments.joined(separator: " ")
        throw invocation.usageError("unknown command \(quoted(words))")
      }
      invocation.write(HelpText.text(of: line.path))
      throw .silent
    }
    let context = line.options.text(.context)
    if !context.isEmpty, context != Versions.context {
      throw .literal(
        "Error in configuration: context was not found for specified context: \(context)")
    }
    if let other = OtherServer(line.options.text(.server)) {
      throw .literal(other.report(by: invocation.process))
    }
    let missing = command.required.filter { !line.options.has($0) }.map { quoted($0.name) }
    if !missing.isEmpty {
      throw .text("required flag(s) \(missing.joined(separator: ", ")) not set")
    }
    // A manifest on the standard input has to be complete before the command begins.
    guard line.options.list(.filename).contains("-") else {
      try body(invocation)
      return
    }
    invocation.process.readAll { text in
      invocation.readInput = text
      invocation.attempt { () throws(CommandError) in try body(invocation) }
    }
  }
}
