import Simulation

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
