import OrderedCollections
import Simulation

/// `ssh HOST COMMAND…`: runs a command on another host. There is nobody to type into a shell, so
/// a command is needed.
final class SecureShellProgram: Program {
  func start(_ process: Process) {
    var words = process.arguments.dropFirst()
    while let word = words.first, word.hasPrefix("-") {
      words = words.dropFirst()
      switch word {
      case "-T", "-t", "-q", "-n", "-x": continue
      case "--": break
      default:
        process.writeError("ssh: the option \(word) is not supported here\n")
        process.exit(255)
        return
      }
      break
    }
    guard let target = words.popFirst() else {
      process.writeError("usage: ssh [-nqTtx] [user@]host command\n")
      process.exit(255)
      return
    }
    let name = target.split(separator: "@").last.map { String($0) } ?? target
    guard !words.isEmpty else {
      process.writeError("ssh: a shell to type into is not supported here; give a command\n")
      process.exit(255)
      return
    }
    run(words.joined(separator: " "), on: name, process)
  }

  private func run(_ command: String, on name: String, _ process: Process) {
    let world = process.world
    guard let host = world.network.host(named: name) else {
      process.writeError("ssh: Could not resolve hostname \(name): Name or service not known\n")
      process.exit(255)
      return
    }
    guard world.network.canReach(process.host, host) else {
      process.schedule(after: .seconds(DockerProgram.connectTimeout)) {
        process.writeError("ssh: connect to host \(name) port 22: Connection timed out\n")
        process.exit(255)
      }
      return
    }
    guard let engine = DockerSystem.of(world).engine(on: host), engine.isReady,
      let space = DockerSystem.of(world).space(of: host)
    else {
      process.writeError("ssh: connect to host \(name) port 22: Connection refused\n")
      process.exit(255)
      return
    }
    do throws(SpawnError) {
      let remote = try space.spawn(
        Launch(
          arguments: ["/bin/bash", "-c", command],
          environment: [
            "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/home/learner", "USER": "learner",
          ], workingDirectory: "/home/learner", input: process.input,
          output: ForwardingSink(process), errorOutput: ForwardingSink(process, isError: true)))
      remote.whenExited { remote in
        if process.isRunning { process.exit(remote.exitStatus ?? 255) }
      }
      engine.whenLost(for: process) {
        process.schedule(after: .seconds(DockerProgram.connectTimeout)) {
          process.writeError("client_loop: send disconnect: Broken pipe\n")
          process.exit(255)
        }
      }
    } catch {
      process.writeError("ssh: the shell of \(name) cannot be started\n")
      process.exit(255)
    }
  }
}
