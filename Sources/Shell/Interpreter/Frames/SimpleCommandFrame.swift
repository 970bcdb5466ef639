import OrderedCollections
import Simulation

/// A command with its words, assignments and redirections.
final class SimpleCommandFrame: Frame {
  private let command: SimpleCommand
  private let line: Int
  private var phase = Phase.words
  private var index = 0
  private var expander: Expander?
  private var arguments: [String] = []
  private var redirector: Redirector
  private var assigned: [(name: String, value: String)] = []
  private var saved: [Descriptor]?
  private var process: Process?
  /// Whether the descriptors stay when the command is done, as after `exec >file`.
  var keepsDescriptors = false

  private enum Phase {
    case words
    case redirections
    case assignments
    case perform
    case waiting
  }

  init(_ command: SimpleCommand, line: Int, isTested: Bool) {
    self.command = command
    self.line = line
    redirector = Redirector(command.redirections)
    super.init(isTested: isTested)
  }

  override func step(_ shell: Interpreter) {
    shell.line = line
    switch phase {
    case .words:
      if index == 0, expander == nil { shell.substitutionStatus = nil }
      expandWords(shell)
    case .redirections:
      guard !command.redirections.isEmpty else {
        phase = .assignments
        return
      }
      switch redirector.run(shell) {
      case .blocked: return
      case .failed: failRedirection(shell)
      case .done:
        phase = .assignments
        // `$(<file)` is the file's text.
        if arguments.isEmpty, command.assignments.isEmpty, shell.isSubstitution,
          shell.frames.dropLast().allSatisfy({ $0.isSpent }),
          let input = redirector.descriptors[0].input, command.redirections.count == 1,
          case .read = command.redirections[0].kind
        {
          shell.write(input.take())
        }
        if !arguments.isEmpty || !command.assignments.isEmpty {
          saved = shell.state.descriptors
          shell.state.descriptors = redirector.descriptors
        }
      }
    case .assignments: expandAssignments(shell)
    case .perform: perform(shell)
    case .waiting:
      if let process { shell.state.status = process.exitStatus ?? 0 }
      end(shell)
    }
  }

  override func leave(_ shell: Interpreter) {
    if let saved, !keepsDescriptors { shell.state.descriptors = saved }
    saved = nil
  }

  /// Ends with the status that the shell has now.
  private func end(_ shell: Interpreter) {
    shell.state.pipeStatuses = [shell.state.status]
    shell.pop()
    shell.exitOnError(isTested)
  }

  private func failRedirection(_ shell: Interpreter) {
    guard !shell.frames.isEmpty, shell.frames.last === self else { return }
    shell.state.status = 1
    let name = arguments.first ?? ""
    shell.pop()
    if name == "exec", !shell.isInteractive {
      shell.exit(1)
    } else {
      shell.exitOnError(isTested)
    }
  }

  // MARK: Words

  private func expandWords(_ shell: Interpreter) {
    while index < command.words.count {
      let argument = command.words[index]
      if expander == nil, let text = argument.word.literal, !text.isEmpty,
        !text.utf8.contains(where: { $0 == 42 || $0 == 63 || $0 == 91 })
      {
        arguments.append(text)
        index += 1
        continue
      }
      let expander =
        self.expander ?? Expander([argument.word], splits: !argument.isAssignment, shell)
      self.expander = expander
      switch expander.run(shell) {
      case .blocked: return
      case .failed:
        shell.abandon()
        return
      case .done:
        arguments += argument.isAssignment ? [expander.field.text] : expander.arguments(shell)
        self.expander = nil
        index += 1
      }
    }
    index = 0
    phase = .redirections
  }

  private func expandAssignments(_ shell: Interpreter) {
    while index < command.assignments.count {
      let assignment = command.assignments[index]
      let expander = self.expander ?? Expander([assignment.value], splits: false, shell)
      self.expander = expander
      switch expander.run(shell) {
      case .blocked: return
      case .failed:
        shell.abandon()
        return
      case .done: break
      }
      self.expander = nil
      index += 1
      var value = expander.field.text
      if assignment.isAppending { value = (shell.value(of: assignment.name) ?? "") + value }
      if shell.state.options.traces {
        shell.trace("\(assignment.name)=\(ShellQuoting.quote(value))")
      }
      if arguments.isEmpty {
        guard shell.assign(assignment.name, value) else {
          shell.abandon()
          return
        }
      } else {
        assigned.append((assignment.name, value))
      }
    }
    phase = .perform
  }

  // MARK: Performing

  private func perform(_ shell: Interpreter) {
    shell.countStep()
    guard let name = arguments.first else {
      shell.state.status = shell.substitutionStatus ?? 0
      end(shell)
      return
    }
    if shell.state.options.traces {
      shell.trace(arguments.map { ShellQuoting.quote($0) }.joined(separator: " "))
    }
    phase = .waiting
    if let function = shell.state.functions[name] {
      shell.call(function, name, Array(arguments.dropFirst()), assigned, isTested: isTested)
      return
    }
    if let builtin = Builtins.named(name) {
      // What is assigned for a builtin lasts as long as that.
      let before = shell.state.variables
      for (name, value) in assigned where !shell.assign(name, value, isExported: true) {
        shell.abandon()
        return
      }
      let outcome = builtin(shell, arguments, self)
      if !assigned.isEmpty, name != "eval", name != ".", name != "source", name != "exec" {
        for (name, _) in assigned { shell.restore(name, before[name]) }
      }
      switch outcome {
      case .status(let status):
        shell.state.status = status
        end(shell)
      case .waiting, .left: break
      }
      return
    }
    launch(shell)
  }

  private func launch(_ shell: Interpreter) {
    let launch = shell.launch(arguments, assigned)
    do throws(SpawnError) {
      if shell.mayReplaceItself {
        try shell.become(launch)
        return
      }
      let process = try shell.space.spawn(launch)
      self.process = process
      shell.wait(for: process)
    } catch {
      shell.state.status = shell.report(error, arguments[0])
      end(shell)
    }
  }

  /// Lets the frame wait for a process whose status becomes its own.
  func wait(for process: Process, _ shell: Interpreter) {
    self.process = process
    shell.wait(for: process)
  }
}
