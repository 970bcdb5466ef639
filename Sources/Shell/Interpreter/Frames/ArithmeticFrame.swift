/// `(( … ))`
final class ArithmeticFrame: Frame {
  private let expander: Expander
  private let line: Int

  init(_ parts: [WordPart], line: Int, isTested: Bool, _ shell: Interpreter) {
    expander = Expander([Word(parts)], splits: false, shell)
    self.line = line
    super.init(isTested: isTested)
  }

  override func step(_ shell: Interpreter) {
    shell.line = line
    switch expander.run(shell) {
    case .blocked: return
    case .failed: shell.abandon()
    case .done:
      let text = expander.field.text
      if shell.state.options.traces { shell.trace("(( \(text) ))") }
      do throws(Arithmetic.Failure) {
        shell.state.status = try shell.evaluate(text) != 0 ? 0 : 1
      } catch {
        shell.complain("((: " + error.message)
        shell.state.status = 1
      }
      shell.pop()
      shell.exitOnError(isTested)
    }
  }
}
