import OrderedCollections
import Simulation

@testable import Shell

/// A world with a laptop on which scripts run.
final class ScriptRun {
  let world: World
  let space: ProcessSpace

  init(limits: Limits = Limits(), files: [(path: String, text: String)] = [], busybox: Bool = false)
  {
    world = World(seed: 1, limits: limits)
    StandardSystem.register(in: world.programs)
    let host = Host(name: "laptop")
    world.network.assign("192.168.49.1", to: host)
    let tree = busybox ? StandardSystem.busybox : StandardSystem.debian
    let disk = Disk(name: "disk", location: host, tree: tree)
    space = ProcessSpace(world: world, host: host, fileSystem: FileSystem(root: disk))
    do throws(FileError) {
      try space.fileSystem.makeDirectory("/home/learner", withParents: true, now: world.now)
      for (path, text) in files {
        try space.fileSystem.write(text, to: path, from: "/home/learner", now: world.now)
      }
    } catch {}
  }

  static let environment: OrderedDictionary<String, String> = [
    "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/home/learner", "USER": "learner",
    "PWD": "/home/learner",
  ]

  struct Result: Equatable {
    var output: String
    var errors: String
    var status: Int32?
  }

  /// Runs a command line to its end.
  func run(
    _ arguments: [String], input: String = "", environment: OrderedDictionary<String, String>? = nil
  ) -> Result {
    let output = TextSink(world: world)
    let errors = TextSink(world: world)
    let (process, _) = start(arguments, input: input, output: output, errors: errors)
    let start = world.now
    while process?.exitStatus == nil, world.exceeded == nil, world.eventCount < 5_000_000,
      let next = world.nextEventTime(), next - start <= .seconds(24 * 3600)
    {
      world.step()
    }
    return Result(output: output.take(), errors: errors.take(), status: process?.exitStatus)
  }

  func start(
    _ arguments: [String], input: String = "", output: any OutputSink, errors: any OutputSink
  ) -> (Process?, SpawnError?) {
    do throws(SpawnError) {
      return (
        try space.spawn(
          Launch(
            arguments: arguments, environment: ScriptRun.environment,
            workingDirectory: "/home/learner", input: TextSource(world: world, text: input),
            output: output, errorOutput: errors)), nil
      )
    } catch {
      return (nil, error)
    }
  }

  /// Runs a script with `bash -c`.
  func bash(_ script: String, input: String = "") -> Result {
    run(["bash", "-c", script], input: input)
  }
}

/// Runs a script in a fresh world.
func bash(_ script: String, input: String = "") -> ScriptRun.Result {
  ScriptRun().bash(script, input: input)
}
