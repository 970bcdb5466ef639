import Book
import Kubectl
import KubernetesAPI
import KubernetesCluster
import Shell
import Simulation
import Values

/// A console with kubectl and a cluster behind it: three nodes, real controllers, real kubelets.
final class TestConsole {
  let world: World
  let cluster: Cluster
  private let shell: ConsoleShell
  private let laptop: ProcessSpace
  private let terminal: TextSink

  /// What a command printed, both streams in order, and its exit status.
  struct Outcome: Equatable {
    var output: String
    var status: Int32
  }

  /// - Parameter runsCluster: with false there is the server alone: nothing works on the
  ///   objects, and time does not matter.
  init(seed: UInt64 = 1, runsCluster: Bool = true) {
    world = World(seed: seed, start: .zero - .minutes(1))
    StandardSystem.register(in: world.programs)
    TestImages.register(in: world)
    let host = Host(name: "laptop")
    world.network.assign("192.168.49.1", to: host)
    let disk = Disk(name: "laptop", location: host, tree: StandardSystem.debian)
    laptop = ProcessSpace(world: world, host: host, fileSystem: FileSystem(root: disk))
    terminal = TextSink(world: world)
    var configuration = ClusterConfiguration()
    configuration.attachesRemoteVolumes = false
    configuration.storageClasses = [.hostPath, .localPath]
    cluster = Cluster(world: world, configuration: configuration)
    let agents = NodeAgents(cluster)
    if runsCluster { cluster.start() }
    let yamlReader = YamsReader()
    world.programs.register(
      "kubectl",
      KubectlProgram.maker(server: cluster.server, runtime: agents, yamlReader: yamlReader))
    shell = ConsoleShell(
      space: laptop,
      environment: ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/home/learner"],
      workingDirectory: "/home/learner", terminal: terminal)
    do throws(FileError) {
      try laptop.fileSystem.makeDirectory("/usr/local/bin", withParents: true, now: world.now)
      try laptop.fileSystem.put(
        .file(File(isExecutable: true, program: "kubectl")), at: "/usr/local/bin/kubectl")
      try laptop.fileSystem.makeDirectory("/home/learner", withParents: true, now: world.now)
    } catch {
      fatalError("the laptop has no file system: \(error)")
    }
    if runsCluster {
      world.run(until: .zero)
    } else {
      makeNamespace()
    }
  }

  deinit { world.finish() }

  private func makeNamespace() {
    let namespace = Namespace()
    namespace.metadata.name = "default"
    do throws(APIError) {
      try cluster.server.create(namespace)
    } catch {
      fatalError("no namespace: \(error.message)")
    }
  }

  func write(_ text: String, to name: String) {
    do throws(FileError) {
      try laptop.fileSystem.write(text, to: name, from: "/home/learner", now: world.now)
    } catch {
      fatalError("cannot write \(name): \(error)")
    }
  }

  /// Runs a command line to its end; the world goes on meanwhile.
  @discardableResult
  func run(_ line: String) -> Outcome {
    var status: Int32?
    shell.run(line) { status = $0 }
    while status == nil, world.exceeded == nil, world.step() {}
    return Outcome(output: terminal.take(), status: status ?? -1)
  }

  /// Starts a command line and gives back at once; the output is taken later.
  func start(_ line: String) { shell.run(line) { _ in } }

  func takeOutput() -> String { terminal.take() }

  func interrupt() { shell.interrupt() }

  /// Lets time pass.
  func pass(_ duration: VirtualDuration) { world.run(until: world.now + duration) }
}
