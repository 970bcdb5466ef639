/// A command that `break` and `continue` are about.
class LoopFrame: Frame {
  /// Begins the next round; called by `continue` when the frames above are gone.
  func nextRound() {}
}

/// `while` and `until`
final class ConditionalLoopFrame: LoopFrame {
  private let loop: Loop
  private var phase = Phase.condition
  private var bodyStatus: Int32 = 0

  private enum Phase {
    case condition
    case decision
    case bodyDone
  }

  init(_ loop: Loop, isTested: Bool) {
    self.loop = loop
    super.init(isTested: isTested)
  }

  override func nextRound() {
    phase = .condition
    bodyStatus = 0
  }

  override func step(_ shell: Interpreter) {
    switch phase {
    case .condition:
      phase = .decision
      shell.countStep()
      shell.push(ListFrame(loop.condition, isTested: true))
    case .decision:
      if (shell.state.status == 0) != loop.isUntil {
        phase = .bodyDone
        shell.push(ListFrame(loop.body, isTested: isTested))
      } else {
        shell.state.status = bodyStatus
        shell.pop()
      }
    case .bodyDone:
      bodyStatus = shell.state.status
      phase = .condition
    }
  }
}

/// `for`
final class ForEachFrame: LoopFrame {
  private let loop: ForEach
  private let line: Int
  private var values: [String] = []
  private var expander: Expander?
  private var index = -1

  init(_ loop: ForEach, line: Int, isTested: Bool) {
    self.loop = loop
    self.line = line
    super.init(isTested: isTested)
  }

  override func step(_ shell: Interpreter) {
    if index < 0 {
      shell.line = line
      guard let words = loop.words else {
        values = shell.state.parameters
        index = 0
        return
      }
      let expander = self.expander ?? Expander(words, splits: true, shell)
      self.expander = expander
      switch expander.run(shell) {
      case .blocked: return
      case .failed: shell.abandon()
      case .done:
        values = expander.arguments(shell)
        self.expander = nil
        index = 0
        shell.state.status = 0
      }
      return
    }
    guard index < values.count else {
      shell.pop()
      return
    }
    shell.countStep()
    if shell.state.options.traces, index == 0 || shell.flavour == .bash {
      shell.trace(
        "for \(loop.name) in " + values.map { ShellQuoting.quote($0) }.joined(separator: " "))
    }
    guard shell.assign(loop.name, values[index]) else {
      shell.abandon()
      return
    }
    index += 1
    shell.push(ListFrame(loop.body, isTested: isTested))
  }
}
