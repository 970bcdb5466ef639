import Simulation

/// `( … )`
final class SubshellFrame: Frame {
  private let script: Script
  private var process: Process?

  init(_ script: Script, isTested: Bool) {
    self.script = script
    super.init(isTested: isTested)
  }

  override func step(_ shell: Interpreter) {
    if let process {
      shell.state.status = process.exitStatus ?? 0
      shell.pop()
      shell.exitOnError(isTested)
      return
    }
    let script = script
    process = shell.fork(
      descriptors: shell.state.descriptors, isTested: isTested,
      { $0.push(ListFrame(script, isTested: $0.isTestedOutside)) })
    if let process { shell.wait(for: process) }
  }
}
