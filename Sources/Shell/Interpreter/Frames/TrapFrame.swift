/// The commands of a trap: the status from before it is given back.
final class TrapFrame: Frame {
  private let script: Script
  private let status: Int32
  private var hasBegun = false

  init(_ script: Script, status: Int32) {
    self.script = script
    self.status = status
    super.init(isTested: false)
  }

  override func step(_ shell: Interpreter) {
    if hasBegun {
      shell.state.status = status
      shell.pop()
      return
    }
    hasBegun = true
    shell.push(ListFrame(script, isTested: false))
  }
}
