import Simulation

/// A compound command whose streams are redirected.
final class RedirectedFrame: Frame {
  private let command: Command
  private var redirector: Redirector
  private var saved: [Descriptor]?
  private var hasBegun = false

  init(_ command: Command, isTested: Bool) {
    self.command = command
    redirector = Redirector(command.redirections)
    super.init(isTested: isTested)
  }

  override func step(_ shell: Interpreter) {
    if hasBegun {
      shell.pop()
      return
    }
    shell.line = command.line
    switch redirector.run(shell) {
    case .blocked: return
    case .failed:
      guard shell.frames.last === self else { return }
      shell.state.status = 1
      shell.pop()
      shell.exitOnError(isTested)
    case .done:
      hasBegun = true
      saved = shell.state.descriptors
      shell.state.descriptors = redirector.descriptors
      var bare = command
      bare.redirections = []
      shell.push(bare, isTested: isTested)
    }
  }

  override func leave(_ shell: Interpreter) {
    if let saved { shell.state.descriptors = saved }
  }
}
