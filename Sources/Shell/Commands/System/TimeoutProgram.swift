import Simulation

/// `timeout`: runs a command and ends it when it takes too long.
final class TimeoutProgram: Program {
  private var child: Process?
  private var hasTimedOut = false

  /// A signal for `timeout` is passed on.
  func handle(_ signal: Signal, in process: Process) -> Bool {
    guard let child else { return false }
    child.send(signal)
    return true
  }

  func start(_ process: Process) {
    func fail(_ message: String, hint: Bool = false) {
      if !message.isEmpty { process.writeError("timeout: \(message)\n") }
      if hint { process.writeError("Try 'timeout --help' for more information.\n") }
      process.exit(125)
    }
    let options: CommandOptions
    do throws(CommandOptions.Failure) {
      options = try CommandOptions(
        Array(process.arguments.dropFirst()), short: "+s:k:v",
        long: [
          ("signal=", "s"), ("kill-after=", "k"), ("preserve-status", "p"), ("foreground", "f"),
          ("verbose", "v"),
        ], dialect: .gnu)
    } catch {
      fail(error.message, hint: true)
      return
    }
    guard options.operands.count >= 2 else {
      fail("", hint: true)
      return
    }
    guard let limit = Durations.parse(options.operands[0]) else {
      fail("invalid time interval '\(options.operands[0])'", hint: true)
      return
    }
    var signal = Signal.terminate
    if let name = options.value("s") {
      guard let known = Signal(named: name.uppercased()) else {
        fail("'\(name)': invalid signal", hint: true)
        return
      }
      signal = known
    }
    var patience: VirtualDuration?
    if let text = options.value("k") {
      guard let duration = Durations.parse(text) else {
        fail("invalid time interval '\(text)'", hint: true)
        return
      }
      patience = duration
    }
    launch(process, options, limit, signal, patience)
  }

  private func launch(
    _ process: Process, _ options: CommandOptions, _ limit: VirtualDuration, _ signal: Signal,
    _ patience: VirtualDuration?
  ) {
    let words = Array(options.operands.dropFirst())
    let child: Process
    do throws(SpawnError) {
      child = try process.space.spawn(
        Launch(
          arguments: words, environment: process.environment,
          workingDirectory: process.workingDirectory, parent: process, input: process.input,
          output: process.output, errorOutput: process.errorOutput))
    } catch {
      process.writeError("timeout: failed to run command '\(words[0])': \(error.text)\n")
      process.exit(error.status)
      return
    }
    self.child = child
    if limit > .zero {
      process.schedule(after: limit) { [self] in
        hasTimedOut = true
        if options.has("v") {
          process.writeError("timeout: sending signal \(signal.name) to command '\(words[0])'\n")
        }
        // Like its process group in reality, what it started gets the signal, too.
        for member in child.family.reversed() { member.send(signal) }
        if let patience, child.isRunning {
          process.schedule(after: patience) {
            for member in child.family.reversed() { member.send(.kill) }
          }
        }
      }
    }
    child.whenExited { [self] child in
      let status = child.exitStatus ?? 0
      if hasTimedOut, !options.has("p") {
        process.exit(child.endedBy == .kill ? 137 : 124)
      } else {
        process.exit(status)
      }
    }
  }
}
