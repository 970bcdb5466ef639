import OrderedCollections
import Simulation

/// Runs commands on a process, one small step after the other.
///
/// It is an explicit stack of frames. A command that has to wait blocks the stack, and an event
/// resumes it, so many shells run at the same virtual time without a thread.
final class Interpreter: Program {
  var state: ShellState
  let flavour: ShellFlavour
  /// How messages begin.
  var complaints = ComplaintStyle.interactive
  private(set) var process: Process!
  private(set) var frames: [Frame] = []
  /// The line of the command that runs.
  var line = 1
  /// How deep shells have started each other.
  let level: Int
  /// How many functions call each other now.
  var functionDepth = 0
  /// How deep `$(…)` contain each other; `set -x` shows it.
  var substitutionDepth = 0
  /// Whether it is the shell of a `$(…)`.
  var isSubstitution = false
  /// Whether a failure in this subshell is looked at outside, so that `set -e` does not count.
  var isTestedOutside = false
  /// Whether the last command may take the place of the shell, as bash does it.
  var replacesItself = false
  /// The status of the last `$(…)` of the current command.
  var substitutionStatus: Int32?
  /// Set when an expansion failed in a way that ends the shell.
  var isFatal = false
  /// Background processes that `wait` has not waited for yet.
  var children: [Process] = []
  /// Called when everything is done, for a shell at a terminal; its process goes on.
  var onIdle: ((Int32) -> Void)?
  /// Set by `exit`.
  private(set) var isExiting = false

  /// What the shell, or the command typed into it, is traced back to. So is each command that it
  /// starts: that the one before it has ended is not why.
  var cause: TraceNumber?
  private var body: ((Interpreter) -> Void)?
  private var isBlocked = false
  private var ticket: Int64 = 0
  private var foreground: [Process] = []
  /// Whether a trap may cut the waiting short.
  private var isInterruptible = false
  private var pendingTraps: [Signal] = []
  /// The status with which a signal ends the shell, after its `EXIT` trap.
  private var deathStatus: Int32?
  private var fullSink: (any OutputSink)?

  /// - Parameter body: pushes the first frames once the process has started.
  init(
    state: ShellState, flavour: ShellFlavour, level: Int = 0,
    body: ((Interpreter) -> Void)? = nil
  ) {
    self.state = state
    self.flavour = flavour
    self.level = level
    self.body = body
  }

  var isInteractive: Bool { onIdle != nil }
  var world: World { process.world }
  var space: ProcessSpace { process.space }
  var fileSystem: FileSystem { process.fileSystem }
  var workingDirectory: String { process.workingDirectory }

  // MARK: Beginning

  /// Takes a process; for a shell whose owner starts it himself.
  func attach(to process: Process) { self.process = process }

  func start(_ process: Process) {
    self.process = process
    cause = world.trace.cause
    guard let body else { return }
    self.body = nil
    body(self)
    run()
  }

  // MARK: The stack

  func push(_ frame: Frame) { frames.append(frame) }

  func push(_ pipeline: Pipeline, isTested: Bool) {
    if pipeline.stages.count == 1, !pipeline.isNegated {
      push(pipeline.stages[0], isTested: isTested)
    } else {
      push(PipelineFrame(pipeline, isTested: isTested))
    }
  }

  func push(_ command: Command, isTested: Bool) {
    if !command.redirections.isEmpty {
      push(RedirectedFrame(command, isTested: isTested))
      return
    }
    switch command.kind {
    case .simple(let simple):
      push(SimpleCommandFrame(simple, line: command.line, isTested: isTested))
    case .group(let script): push(ListFrame(script, isTested: isTested))
    case .subshell(let script): push(SubshellFrame(script, isTested: isTested))
    case .choice(let choice): push(ChoiceFrame(choice, isTested: isTested))
    case .loop(let loop): push(ConditionalLoopFrame(loop, isTested: isTested))
    case .forEach(let loop): push(ForEachFrame(loop, line: command.line, isTested: isTested))
    case .cases(let cases): push(CasesFrame(cases, line: command.line, isTested: isTested))
    case .condition(let condition):
      push(ConditionFrame(condition, line: command.line, isTested: isTested))
    case .arithmetic(let parts):
      push(ArithmeticFrame(parts, line: command.line, isTested: isTested, self))
    case .function(let name, let function):
      state.functions[name] = function
      state.status = 0
    }
  }

  /// Takes the topmost frame off.
  func pop() {
    if let frame = frames.popLast() { frame.leave(self) }
  }

  /// Takes frames off until one satisfies a condition; that one stays.
  func unwind(to isTarget: (Frame) -> Bool) {
    while let frame = frames.last, !isTarget(frame) { pop() }
  }

  /// Runs until something has to be waited for.
  func run() {
    var steps = 0
    while process.isRunning, !isBlocked, world.exceeded == nil {
      if let status = deathStatus {
        deathStatus = nil
        exit(status)
      }
      if !pendingTraps.isEmpty { pushTrap(pendingTraps.removeFirst()) }
      guard let frame = frames.last else {
        if !finish() { return }
        continue
      }
      frame.step(self)
      steps += 1
      if let sink = fullSink {
        fullSink = nil
        if !isBlocked, process.isRunning {
          let ticket = block()
          sink.whenWritable { [self] in resume(ticket) }
        }
      } else if steps == 200, !isBlocked {
        let ticket = block()
        world.soon { [self] in resume(ticket) }
      }
    }
  }

  /// Ends the shell when nothing is left to do. Returns whether there is more after all.
  private func finish() -> Bool {
    if !isInteractive || isExiting, let text = state.traps[.exit], !text.isEmpty {
      state.traps.removeValue(forKey: .exit)
      isExiting = false
      let script = parse(text)
      push(TrapFrame(script, status: state.status))
      isEnding = true
      return true
    }
    if let onIdle {
      if isEnding { isExiting = true }
      onIdle(state.status)
    } else {
      process.exit(state.status)
    }
    return false
  }

  private var isEnding = false

  // MARK: Waiting

  /// Stops the stack until `resume` is called with the ticket.
  func block(on processes: [Process] = [], isInterruptible: Bool = false) -> Int64 {
    ticket += 1
    isBlocked = true
    foreground = processes
    self.isInterruptible = isInterruptible
    return ticket
  }

  /// Goes on, unless the waiting that the ticket is for is over already.
  func resume(_ ticket: Int64) {
    guard isBlocked, ticket == self.ticket else { return }
    isBlocked = false
    foreground = []
    run()
  }

  /// Whether the waiting that a ticket is for still goes on.
  func isWaiting(_ ticket: Int64) -> Bool { isBlocked && ticket == self.ticket }

  func wait(for process: Process) {
    let ticket = block(on: [process])
    process.whenExited { [self] _ in resume(ticket) }
  }

  // MARK: Ending

  /// Leaves everything that runs and ends the shell.
  func exit(_ status: Int32) {
    unwind { _ in false }
    state.status = status & 255
    isExiting = true
  }

  /// Leaves what runs after an error that is not just a command's failure.
  func abandon() {
    let status: Int32 =
      isFatal && flavour == .bash && complaints.isCommandText
      ? 127 : isFatal && flavour == .sh ? 2 : 1
    isFatal = false
    if isInteractive {
      unwind { _ in false }
      state.status = 1
    } else {
      exit(status)
    }
  }

  /// Ends the shell when the last command failed, nobody looks at that, and `set -e` is on.
  func exitOnError(_ isTested: Bool) {
    guard state.status != 0, state.options.exitsOnError, !isTested else { return }
    if isInteractive {
      unwind { _ in false }
    } else {
      exit(state.status)
    }
  }

  // MARK: Signals

  func handle(_ signal: Signal, in process: Process) -> Bool {
    if let text = state.traps[.signal(signal)] {
      if text.isEmpty { return true }
      pendingTraps.append(signal)
      if isBlocked, isInterruptible {
        state.status = 128 + signal.rawValue
        isBlocked = false
        world.soon { [self] in if !isBlocked { run() } }
      }
      return true
    }
    if isInteractive { return signal != .hangup && signal != .pipe }
    if flavour == .bash, signal == .terminate || signal == .interrupt || signal == .hangup,
      let text = state.traps[.exit], !text.isEmpty
    {
      isBlocked = false
      deathStatus = 128 + signal.rawValue
      world.soon { [self] in if !isBlocked { run() } }
      return true
    }
    return false
  }

  private func pushTrap(_ signal: Signal) {
    guard let text = state.traps[.signal(signal)], !text.isEmpty else { return }
    push(TrapFrame(parse(text), status: state.status))
  }

  /// Ends what runs in the foreground, as the interrupt key does.
  func interrupt() {
    let processes = foreground
    isBlocked = false
    unwind { _ in false }
    for process in processes {
      for member in process.family.reversed() { member.send(.interrupt) }
    }
    state.status = 130
    world.soon { [self] in if !isBlocked { run() } }
  }

  // MARK: Counting

  /// Counts a command against the limit of the world.
  func countStep() { world.countShellStep() }

  // MARK: Output

  /// Writes to a descriptor. Nothing is written when it is closed.
  func write(_ text: String, to number: Int = 1) {
    guard !text.isEmpty, let sink = state.descriptors[number].output else { return }
    world.spend(text.utf8.count + World.moveCost)
    if !sink.write(text) { process.send(.pipe) }
    if sink.isFull { fullSink = sink }
  }

  /// Prints a message of the shell itself.
  func complain(_ message: String) {
    write(complaints.prefix(state.name, line: line, flavour) + message + "\n", to: 2)
  }

  /// Shows a command, for `set -x`.
  func trace(_ text: String) {
    write(String(repeating: "+", count: substitutionDepth + 1) + " " + text + "\n", to: 2)
  }

  /// Takes note of a syntax error: a shell that is not at a terminal ends.
  func reportSyntaxError(_ error: ShellSyntaxError, source: String) {
    write(complaints.text(of: error, source: source, state.name, flavour), to: 2)
    if isInteractive {
      unwind { _ in false }
      state.status = 2
    } else {
      exit(2)
    }
  }
}
