import Simulation

/// A command that has begun and not ended: the interpreter is a stack of these.
///
/// Nothing recurses: a command that contains others pushes a frame for each and goes on when that
/// is done. So a shell can stop anywhere and be resumed by an event.
class Frame {
  /// Whether a failure in here is looked at by somebody, so that `set -e` does not end the shell.
  let isTested: Bool

  init(isTested: Bool) { self.isTested = isTested }

  /// Does the next bit of work: pushes a frame, waits for something, or ends by `shell.pop()`.
  func step(_ shell: Interpreter) { shell.pop() }

  /// Called when the frame is taken off the stack, in whichever way.
  func leave(_ shell: Interpreter) {}

  /// Whether nothing of it is left to do once the frame above has ended.
  var isSpent: Bool { false }
}

/// Commands in a row.
final class ListFrame: Frame {
  private let items: [ListItem]
  private var index = 0
  /// What follows the items in the text and cannot be run.
  private let error: ShellSyntaxError?
  /// The text, for showing the line of an error.
  private let source: String

  init(_ script: Script, isTested: Bool, source: String = "") {
    items = script.items
    error = script.error
    self.source = source
    super.init(isTested: isTested)
  }

  override var isSpent: Bool { index == items.count && error == nil }

  override func step(_ shell: Interpreter) {
    guard index < items.count else {
      shell.pop()
      if let error { shell.reportSyntaxError(error, source: source) }
      return
    }
    let item = items[index]
    index += 1
    if item.isBackground {
      shell.startBackground(item)
    } else if item.rest.isEmpty {
      shell.push(item.first, isTested: isTested)
    } else {
      shell.push(ChainFrame(item, isTested: isTested))
    }
  }
}

/// Pipelines joined by `&&` and `||`.
final class ChainFrame: Frame {
  private let item: ListItem
  private var index = 0

  init(_ item: ListItem, isTested: Bool) {
    self.item = item
    super.init(isTested: isTested)
  }

  override func step(_ shell: Interpreter) {
    if index == 0 {
      index = 1
      shell.push(item.first, isTested: true)
      return
    }
    while index <= item.rest.count {
      let link = item.rest[index - 1]
      index += 1
      if link.afterSuccess == (shell.state.status == 0) {
        shell.push(link.pipeline, isTested: isTested || index <= item.rest.count)
        return
      }
    }
    shell.pop()
  }
}

/// A pipeline that has several stages or is negated.
final class PipelineFrame: Frame {
  private let pipeline: Pipeline
  private var processes: [Process] = []
  private var running = 0
  private var hasBegun = false

  init(_ pipeline: Pipeline, isTested: Bool) {
    self.pipeline = pipeline
    super.init(isTested: isTested)
  }

  override func step(_ shell: Interpreter) {
    if !hasBegun {
      hasBegun = true
      if pipeline.stages.count == 1 {
        shell.push(pipeline.stages[0], isTested: true)
      } else {
        begin(shell)
      }
      return
    }
    if !processes.isEmpty {
      let statuses = processes.map { $0.exitStatus ?? 0 }
      shell.state.pipeStatuses = statuses
      shell.state.status = statuses.last ?? 0
      if shell.state.options.failsWithPipe {
        shell.state.status = statuses.last { $0 != 0 } ?? 0
      }
    }
    if pipeline.isNegated {
      shell.state.status = shell.state.status == 0 ? 1 : 0
      shell.pop()
    } else {
      shell.pop()
      shell.exitOnError(isTested)
    }
  }

  private func begin(_ shell: Interpreter) {
    var input = shell.state.descriptors[0]
    var descriptors: [[Descriptor]] = []
    for index in pipeline.stages.indices {
      var table = shell.state.descriptors
      table[0] = input
      if index + 1 < pipeline.stages.count {
        let pipe = Pipe(world: shell.world)
        table[1] = Descriptor(output: pipe)
        input = Descriptor(input: pipe)
      }
      descriptors.append(table)
    }
    for (stage, table) in zip(pipeline.stages, descriptors) {
      guard
        let process = shell.fork(
          descriptors: table, isTested: isTested || pipeline.isNegated,
          { $0.push(stage, isTested: $0.isTestedOutside) })
      else { return }
      processes.append(process)
    }
    running = processes.count
    let ticket = shell.block(on: processes)
    for process in processes {
      process.whenExited { [self] _ in
        running -= 1
        if running == 0 { shell.resume(ticket) }
      }
    }
  }
}
