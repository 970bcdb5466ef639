import Shell
import Simulation

/// Images whose containers behave like those of the recordings: they run until they are told to
/// end, and need one second for that.
enum TestImages {
  static func register(in world: World) {
    world.programs.register("serve") { Server() }
    for repository in ["nginx", "docker.io/library/nginx", "nginx-slim"] {
      _ = world.images.offer(repository) { tag in
        tag == "nosuchtag" ? nil : image("\(repository):\(tag)", command: ["/serve"])
      }
    }
    _ = world.images.offer("busybox") { tag in
      tag == "nosuchtag" ? nil : image("busybox:\(tag)", command: ["sh"])
    }
  }

  private static func image(_ name: String, command: [String]) -> Image {
    var tree = StandardSystem.busybox
    tree.root["serve"] = .file(File(isExecutable: true, program: "serve"))
    return Image(reference: name, files: tree, command: command, size: 71_005_258)
  }

  /// Runs until SIGTERM, and one second more.
  private final class Server: Program {
    func start(_ process: Process) {}

    func handle(_ signal: Signal, in process: Process) -> Bool {
      guard signal == .terminate || signal == .quit else { return false }
      process.schedule(after: .seconds(1)) { process.exit(0) }
      return true
    }
  }
}
