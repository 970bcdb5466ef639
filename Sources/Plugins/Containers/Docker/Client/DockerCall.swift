import OrderedCollections
import Simulation

/// One run of a command of the client.
final class DockerCall {
  let process: Process
  let command: DockerCommand
  let line: CommandLine
  /// The engine that it talks to.
  let engine: DockerEngine
  /// Whether the answer comes piece by piece: from then on a broken connection is only the end of
  /// it.
  var isStreaming = false
  /// What the client does with a signal; else the signal ends it.
  var onSignal: ((Signal) -> Bool)?

  init(_ process: Process, _ command: DockerCommand, _ line: CommandLine, _ engine: DockerEngine) {
    self.process = process
    self.command = command
    self.line = line
    self.engine = engine
  }

  var world: World { process.world }
  var arguments: [String] { line.arguments }

  func show(_ line: String) { process.write(line + "\n") }
  func printError(_ line: String) { process.writeError(line + "\n") }
  func finish(_ status: Int32 = 0) { process.exit(status) }

  func fail(_ error: ClientError) {
    if !error.message.isEmpty { printError(error.message) }
    process.exit(error.status)
  }

  /// Lets something happen after a while, unless the client has ended by then.
  func after(_ delay: VirtualDuration, _ action: @escaping () throws(ClientError) -> Void) {
    process.schedule(after: delay) { [self] in attempt(action) }
  }

  func attempt(_ action: () throws(ClientError) -> Void) {
    do throws(ClientError) {
      try action()
    } catch {
      fail(error)
    }
  }

  /// Asks the engine; what it refuses is the client's error.
  func ask<Answer>(
    _ question: () throws(EngineError) -> Answer
  ) throws(ClientError) -> Answer {
    do throws(EngineError) {
      return try question()
    } catch {
      throw ClientError(error)
    }
  }

  func container(_ name: String) throws(ClientError) -> DockerContainer {
    try ask { () throws(EngineError) in try engine.container(name) }
  }

  /// Does something for each argument, one after the other, prints what each gives, and ends with
  /// what went wrong. `ignoresMissing`: a thing that is not there is told and forgiven.
  func forEachArgument(
    ignoresMissing: Bool = false,
    _ body: (String, @escaping () -> Void) throws(EngineError) -> Void
  ) {
    let outcome = Outcome(arguments.count)
    for (place, name) in arguments.enumerated() {
      do throws(EngineError) {
        try process.world.acting { () throws(EngineError) in
          try body(name) { [self] in
            outcome.lines[place] = name
            conclude(outcome, ignoresMissing)
          }
        }
      } catch {
        outcome.errors[place] = error
        conclude(outcome, ignoresMissing)
      }
    }
  }

  /// What became of each argument.
  private final class Outcome {
    var lines: [String?]
    var errors: [EngineError?]

    init(_ count: Int) {
      lines = Array(repeating: nil, count: count)
      errors = Array(repeating: nil, count: count)
    }
  }

  private func conclude(_ outcome: Outcome, _ ignoresMissing: Bool) {
    guard process.isRunning,
      outcome.lines.indices.allSatisfy({
        outcome.lines[$0] != nil || outcome.errors[$0] != nil
      })
    else { return }
    var reports: [String] = []
    for place in outcome.lines.indices {
      if let line = outcome.lines[place] {
        show(line)
      } else if let error = outcome.errors[place] {
        if ignoresMissing, error.kind == .notFound {
          printError(error.report)
        } else {
          reports.append(error.report)
        }
      }
    }
    if reports.isEmpty { finish() } else { fail(ClientError(reports.joined(separator: "\n"))) }
  }
}
