import KubernetesAPI
import KubernetesCluster
import Simulation

/// A cluster with kubelets, and images whose programs do one simple thing each.
final class KubeletFixture {
  let world: World
  let cluster: Cluster
  let agents: NodeAgents

  init(configuration: ClusterConfiguration = ClusterConfiguration()) {
    world = World(seed: 1)
    cluster = Cluster(world: world, configuration: configuration)
    agents = NodeAgents(cluster)
    registerPrograms()
    offerImages()
    cluster.start()
    world.run(until: world.now + .seconds(1))
  }

  var server: APIServer { cluster.server }

  func run(_ duration: VirtualDuration) { world.run(until: world.now + duration) }

  // MARK: Images

  private func registerPrograms() {
    // `wait SECONDS [STATUS]`: does nothing and handles no signal.
    world.programs.register("wait") { WaitProgram() }
    world.programs.register("serve") { ServeProgram() }
    world.programs.register("fail") {
      ImmediateProgram { process in
        process.write("failing\n")
        return 1
      }
    }
    world.programs.register("env") {
      ImmediateProgram { process in
        for (name, value) in process.environment { process.write("\(name)=\(value)\n") }
        return 0
      }
    }
    world.programs.register("cat") {
      ImmediateProgram { process in
        let path = process.arguments.count > 1 ? process.arguments[1] : ""
        do throws(FileError) {
          process.write(try process.fileSystem.read(path))
          return 0
        } catch {
          process.writeError("cat: can't open '\(path)': \(error.text)\n")
          return 1
        }
      }
    }
    world.programs.register("write") {
      ImmediateProgram { process in
        do throws(FileError) {
          try process.fileSystem.write(
            process.arguments[2], to: process.arguments[1], now: process.world.now)
          return 0
        } catch {
          process.writeError(error.text + "\n")
          return 1
        }
      }
    }
  }

  private func offerImages() {
    var folder = Directory()
    for name in ["wait", "serve", "fail", "env", "cat", "write"] {
      folder[name] = .file(File(isExecutable: true, program: name))
    }
    var root = Directory()
    root["bin"] = .directory(folder)
    root["etc"] = .directory(Directory())
    root["dev"] = .directory(Directory())
    root["data"] = .directory(Directory())
    let files = FileTree(root: root)
    let commands: [(String, [String])] = [
      ("tool", ["wait", "100000"]), ("server", ["serve"]), ("failing", ["fail"]), ("empty", []),
    ]
    for (name, command) in commands {
      world.images.offer(name) { tag in
        tag == "nosuchtag"
          ? nil : Image(reference: "", files: files, command: command, size: 1000)
      }
    }
  }

  // MARK: Objects

  /// Makes a pod that is bound to a node already.
  @discardableResult
  func makePod(
    _ name: String, node: String = "node-1", image: String = "server:1",
    command: [String] = [], _ change: (Pod) -> Void = { _ in }
  ) throws -> Pod {
    let pod = Pod()
    pod.metadata.name = name
    pod.spec.nodeName = node
    var container = KubernetesAPI.Container()
    container.name = "main"
    container.image = image
    container.command = command
    pod.spec.containers = [container]
    change(pod)
    return try server.create(pod)
  }

  func pod(_ name: String) -> Pod? { server.get(Pod.self, namespace: "default", name: name) }

  /// The messages of the events about an object, in order, with their counts from 2 on.
  func events(_ name: String) -> [String] {
    server.list(Event.self).filter { $0.involvedObject.name == name }
      .sorted { $0.name < $1.name }
      .map {
        $0.count > 1 ? "\($0.reason): \($0.message) x\($0.count)" : "\($0.reason): \($0.message)"
      }
  }

  /// `phase ready state restarts`, one for each change of a pod's status.
  func watchStatus(_ name: String) -> StatusLog {
    let log = StatusLog()
    let start = world.now
    server.watch(ObjectSelection(.pods, namespace: "default", name: name)) { [world] event in
      guard let pod = event.object as? Pod else { return }
      let time = (world.now - start).milliseconds
      log.lines.append(
        event.change == .deleted ? "GONE" : KubeletFixture.summary(of: pod))
      log.times.append(time)
    }
    return log
  }

  static func summary(of pod: Pod) -> String {
    let states = (pod.status.initContainerStatuses + pod.status.containerStatuses).map { status in
      if status.state.running != nil {
        return "\(status.name):running(\(status.restartCount))" + (status.ready ? "+" : "")
      }
      if let end = status.state.terminated {
        return "\(status.name):\(end.reason)/\(end.exitCode)(\(status.restartCount))"
      }
      return "\(status.name):\(status.state.waiting?.reason ?? "?")(\(status.restartCount))"
    }
    let deleting = pod.isBeingDeleted ? " deleting" : ""
    return "\(pod.status.phase) \(pod.isReady ? "ready" : "-") "
      + states.joined(separator: " ") + deleting
  }

  /// Runs a command in a container and gives its output.
  func execute(_ pod: String, _ command: [String]) throws -> String? {
    guard
      case .container(let container) = agents.container(
        namespace: "default", pod: pod, container: "main", previous: false)
    else { return nil }
    let output = TextSink(world: world)
    let process = try container.execute(
      command, input: TextSource(world: world), output: output, errorOutput: output)
    guard let process else { return nil }
    while process.isRunning, world.step() {}
    return output.text
  }

  func log(_ pod: String, previous: Bool = false) -> [String]? {
    guard
      case .container(let container) = agents.container(
        namespace: "default", pod: pod, container: "main", previous: previous)
    else { return nil }
    return container.log.lines.map { $0.text }
  }
}

/// What a watcher of one pod saw.
final class StatusLog {
  var lines: [String] = []
  /// Milliseconds since the watch began.
  var times: [Int64] = []
}

/// Waits for a number of seconds and exits.
final class WaitProgram: Program {
  func start(_ process: Process) {
    let words = process.arguments
    let seconds = words.count > 1 ? Int64(words[1]) ?? 0 : 0
    let status = words.count > 2 ? Int32(words[2]) ?? 0 : 0
    process.schedule(after: .seconds(seconds)) { process.exit(status) }
  }
}

/// A web server that says on which host it runs, and ends in good order.
final class ServeProgram: Program {
  func start(_ process: Process) {
    let port = process.arguments.count > 1 ? Int(process.arguments[1]) ?? 80 : 80
    let listens = process.listen(on: port) { socket in
      var parser = HTTPParser()
      socket.onReceive = { [unowned(unsafe) socket] text in
        for request in parser.feed(text) {
          let path = request.target ?? "/"
          let isWell = !process.fileSystem.exists("/data/sick")
          let response = HTTPMessage.response(
            path == "/health" && !isWell ? 503 : 200,
            body: "\(process.host.name) \(process.arguments.count)\n")
          socket.send(response.serialized)
        }
      }
    }
    if listens { process.write("listening on \(port)\n") } else { process.exit(1) }
  }

  func handle(_ signal: Signal, in process: Process) -> Bool {
    guard signal == .terminate else { return false }
    process.write("ending\n")
    process.exit(0)
    return true
  }
}
