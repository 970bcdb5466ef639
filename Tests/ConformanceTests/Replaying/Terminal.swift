import Sessions
import Shell
import Simulation

/// One terminal on the learner's machine, in the folder of the session.
final class Terminal {
  private let session: Session
  private let sink: TextSink
  private let shell: ConsoleShell
  private(set) var status: Int32?

  init(_ session: Session) {
    self.session = session
    sink = TextSink(world: session.world)
    shell = ConsoleShell(
      space: session.registrations.laptop,
      environment: [
        "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": Session.workingDirectory,
        "USER": "learner", "PWD": Session.workingDirectory,
      ], workingDirectory: Session.workingDirectory, terminal: sink)
  }

  /// Starts a command line.
  func start(_ command: String) {
    status = nil
    session.world.renewBudgets()
    shell.run(command) { [unowned(unsafe) self] in status = $0 }
  }

  /// Runs a command line to its end, or to a limit of virtual time, at which it is interrupted.
  func run(_ command: String, limit: VirtualDuration = .minutes(15)) {
    start(command)
    let world = session.world
    let end = world.now + limit
    while status == nil, world.exceeded == nil, let next = world.nextEventTime(), next <= end {
      world.step()
    }
    if status == nil { interrupt() }
  }

  /// Ends the command that runs.
  func interrupt() {
    guard status == nil else { return }
    shell.interrupt()
    let world = session.world
    let end = world.now + .seconds(1)
    while status == nil, let next = world.nextEventTime(), next <= end { world.step() }
  }

  /// What was printed since the last time.
  func takeOutput() -> String { sink.take() }
}
