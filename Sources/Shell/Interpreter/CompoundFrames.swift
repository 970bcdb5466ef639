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

/// `if`
final class ChoiceFrame: Frame {
  private let choice: Choice
  private var index = -1
  private var isInBody = false

  init(_ choice: Choice, isTested: Bool) {
    self.choice = choice
    super.init(isTested: isTested)
  }

  override var isSpent: Bool { isInBody }

  override func step(_ shell: Interpreter) {
    if isInBody {
      shell.pop()
      return
    }
    if index >= 0, shell.state.status == 0 {
      isInBody = true
      shell.push(ListFrame(choice.branches[index].body, isTested: isTested))
      return
    }
    index += 1
    if index < choice.branches.count {
      shell.push(ListFrame(choice.branches[index].condition, isTested: true))
      return
    }
    isInBody = true
    if let otherwise = choice.otherwise {
      shell.push(ListFrame(otherwise, isTested: isTested))
    } else {
      shell.state.status = 0
    }
  }
}

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
    if field.pattern.matches(subject) {
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
