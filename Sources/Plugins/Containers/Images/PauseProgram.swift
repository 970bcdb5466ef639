import Simulation

/// What `pause` images run: it does nothing and ends when it is told to.
final class PauseProgram: Program {
  func start(_ process: Process) {}

  func handle(_ signal: Signal, in process: Process) -> Bool {
    guard signal == .terminate || signal == .interrupt else { return false }
    process.writeError("Shutting down, got signal: Terminated\n")
    process.exit(0)
    return true
  }
}
