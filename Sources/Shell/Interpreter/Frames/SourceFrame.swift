/// The commands of a sourced file: `return` ends them.
final class SourceFrame: Frame {
  private let script: Script
  private let source: String
  private let parameters: [String]?
  private var hasBegun = false

  init(_ script: Script, source: String, parameters: [String]?, isTested: Bool) {
    self.script = script
    self.source = source
    self.parameters = parameters
    super.init(isTested: isTested)
  }

  override func step(_ shell: Interpreter) {
    if hasBegun {
      shell.pop()
      return
    }
    hasBegun = true
    shell.push(ListFrame(script, isTested: isTested, source: source))
  }

  override func leave(_ shell: Interpreter) {
    if let parameters { shell.state.parameters = parameters }
  }
}
