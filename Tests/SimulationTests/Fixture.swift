@testable import Simulation

/// A program made of closures.
final class TestProgram: Program {
  let onStart: (Process) -> Void
  let onSignal: (Signal, Process) -> Bool

  init(
    _ onStart: @escaping (Process) -> Void,
    onSignal: @escaping (Signal, Process) -> Bool = { _, _ in false }
  ) {
    self.onStart = onStart
    self.onSignal = onSignal
  }

  func start(_ process: Process) { onStart(process) }
  func handle(_ signal: Signal, in process: Process) -> Bool { onSignal(signal, process) }
}

extension World {
  /// A host with an address and a process space whose `/bin/NAME` run the given programs.
  func space(
    _ name: String, at address: String, machine: Host? = nil,
    programs: [(String, (Process) -> Void)] = [],
    onSignal: @escaping (Signal, Process) -> Bool = { _, _ in false }
  ) -> ProcessSpace {
    let host = Host(name: name, machine: machine)
    network.assign(address, to: host)
    var bin = Directory()
    for (program, body) in programs {
      let registered = "\(name)/\(program)"
      self.programs.register(registered) { TestProgram(body, onSignal: onSignal) }
      bin[program] = .file(File(isExecutable: true, program: registered))
    }
    var root = Directory()
    root["bin"] = .directory(bin)
    let disk = Disk(name: name, location: host, tree: FileTree(root: root))
    return ProcessSpace(world: self, host: host, fileSystem: FileSystem(root: disk))
  }
}

extension ProcessSpace {
  /// Starts a command with nothing to read.
  func start(_ arguments: String..., output: any OutputSink = NullSink()) throws -> Process {
    try spawn(
      Launch(
        arguments: arguments, input: TextSource(world: world), output: output,
        errorOutput: output))
  }
}
