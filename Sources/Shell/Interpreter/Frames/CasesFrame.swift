/// `case`
final class CasesFrame: Frame {
  private let cases: Cases
  private let line: Int
  private var expander: Expander?
  private var subject: String?
  private var clause = 0
  private var pattern = 0
  private var isInBody = false

  init(_ cases: Cases, line: Int, isTested: Bool) {
    self.cases = cases
    self.line = line
    super.init(isTested: isTested)
  }

  override func step(_ shell: Interpreter) {
    if isInBody {
      guard cases.clauses[clause].fallsThrough, clause + 1 < cases.clauses.count else {
        shell.pop()
        return
      }
      clause += 1
      shell.push(ListFrame(cases.clauses[clause].body, isTested: isTested))
      return
    }
    shell.line = line
    guard let subject else {
      guard let field = expand(cases.word, shell) else { return }
      self.subject = field.text
      if shell.state.options.traces { shell.trace("case \(ShellQuoting.quote(field.text)) in") }
      return
    }
    guard clause < cases.clauses.count else {
      shell.state.status = 0
      shell.pop()
      return
    }
    let patterns = cases.clauses[clause].patterns
    guard pattern < patterns.count else {
      clause += 1
      pattern = 0
      return
    }
    guard let field = expand(patterns[pattern], shell) else { return }
    pattern += 1
    if field.pattern.matches(subject, shell.world) {
      isInBody = true
      shell.state.status = 0
      shell.push(ListFrame(cases.clauses[clause].body, isTested: isTested))
    }
  }

  /// Expands a word to one field; nil while that waits or when it failed.
  private func expand(_ word: Word, _ shell: Interpreter) -> Field? {
    let expander = self.expander ?? Expander([word], splits: false, shell)
    self.expander = expander
    switch expander.run(shell) {
    case .blocked: return nil
    case .failed:
      shell.abandon()
      return nil
    case .done:
      self.expander = nil
      return expander.field
    }
  }
}
