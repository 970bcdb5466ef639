import Sessions
import Shell
import Simulation

/// The images of the recordings' fake runtime: a main program runs until it is told to stop, and
/// then for a given time; it ends with exit code 0. Commands of their own really run.
enum RecordedImages {
  /// Repositories whose main program serves something until it is stopped.
  private static let servers = [
    "nginx", "httpd", "redis", "mysql", "postgres", "registry.k8s.io/nginx-slim",
    "registry.k8s.io/pause",
  ]
  /// Repositories that are small systems.
  private static let systems = ["busybox", "alpine", "debian", "ubuntu"]

  static func plugin(stopDelay: VirtualDuration) -> SimulationPlugin {
    SimulationPlugin(
      name: "recorded images", version: "1.0", summary: "Images that behave as the recorded ones"
    ) { registrations in
      registrations.program("serve", summary: "runs until it is stopped") { Server(stopDelay) }
      for repository in servers + systems {
        registrations.image(repository, summary: "as recorded") { tag in
          guard !tag.contains("nosuch") else { return nil }
          var tree = StandardSystem.busybox
          tree.root["serve"] = .file(File(isExecutable: true, program: "serve"))
          return Image(
            reference: "\(repository):\(tag)", files: tree,
            command: systems.contains(repository) ? ["sh"] : ["/serve"], size: 71_005_258)
        }
      }
    }
  }

  private final class Server: Program {
    private let delay: VirtualDuration

    init(_ delay: VirtualDuration) { self.delay = delay }

    func start(_ process: Process) {}

    func handle(_ signal: Signal, in process: Process) -> Bool {
      guard signal == .terminate || signal == .quit else { return false }
      process.schedule(after: delay) { process.exit(0) }
      return true
    }
  }
}
