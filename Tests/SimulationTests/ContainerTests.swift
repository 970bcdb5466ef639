import Simulation
import Testing

@Suite struct ContainerTests {
  private func container(
    _ world: World, _ host: Host, _ body: @escaping (Process) -> Void
  ) -> Container {
    world.programs.register("main") { TestProgram(body) }
    var root = Directory()
    root["main"] = .file(File(isExecutable: true, program: "main"))
    let image = Image(
      reference: "test:1", files: FileTree(root: root), entrypoint: ["/main"], command: ["a"],
      environment: ["FROM": "image", "KEY": "image"])
    return Container(
      world: world, name: "c", image: image, host: host, environment: ["KEY": "given"])
  }

  @Test func theLayerStaysOverARestartAndMemoryDoesNot() throws {
    let world = World(seed: 1)
    let host = world.space("host", at: "10.0.0.1").host
    var starts = 0
    let container = container(world, host) { process in
      starts += 1
      process.write("start \(starts)\nhalf")
      do {
        try process.fileSystem.write("x", to: "/tmp", appending: true, now: .zero)
      } catch {}
      process.schedule(after: .seconds(1)) { process.exit(1) }
    }
    var ends = 0
    container.onExit = { _ in ends += 1 }
    try container.start()
    world.run(until: .zero + .seconds(5))
    try container.start()
    world.run(until: .zero + .seconds(10))
    #expect(ends == 2)
    #expect(try container.fileSystem.read("/tmp") == "xx")
    #expect(container.log.lines.map { $0.text } == ["start 1", "halfstart 2"])
    guard case .exited(let record) = container.state else {
      Issue.record("it still runs")
      return
    }
    #expect(record.status == 1)
    #expect(record.finishedAt == .zero + .seconds(6))
  }

  @Test func aLogKeepsItsNewestLines() {
    let world = World(seed: 1)
    let log = ContainerLog(world: world)
    let line = String(repeating: "x", count: 99_999)
    for number in 1...100 { _ = log.write("\(number % 10)\(line)\n") }
    #expect(log.lines.count < 30 && log.lines.count >= 10)
    #expect(log.lines.last?.text.hasPrefix("0x") == true)
    for part in ["a", "b\nc", "\n\n", "d"] { _ = log.write(part) }
    #expect(log.lines.suffix(3).map { $0.text } == ["ab", "c", ""])
    for number in 1...30_000 { _ = log.write("\(number)\n") }
    #expect(log.lines.count >= ContainerLog.capacity)
    #expect(log.lines.count <= ContainerLog.capacity + 1000)
    #expect(log.lines.last?.text == "30000")
  }

  @Test func whoFollowsALogSeesEachLineOnceAlsoWhenOldOnesAreDropped() {
    let world = World(seed: 1)
    let log = ContainerLog(world: world)
    var seen: [String] = []
    var count = 0
    for number in 1...25_000 {
      _ = log.write("\(number)\n")
      if number % 700 == 0 {
        seen += log.lines(after: count).map { $0.text }
        count = log.count
      }
    }
    seen += log.lines(after: count).map { $0.text }
    #expect(seen == (1...25_000).map { String($0) })
    #expect(log.lines(after: 0).count == log.lines.count)
    #expect(log.lines(after: log.count).isEmpty)
  }

  @Test func argumentsAndEnvironmentAreMerged() throws {
    let world = World(seed: 1)
    let host = world.space("host", at: "10.0.0.1").host
    var seen: [String] = []
    let container = container(world, host) { process in
      seen =
        process.arguments + [
          process.environment["FROM"] ?? "", process.environment["KEY"] ?? "",
          process.environment["HOSTNAME"] ?? "",
        ]
    }
    try container.start()
    world.run(until: .zero)
    #expect(seen == ["/main", "a", "image", "given", "host"])
    let other = Container(
      world: world, name: "d", image: container.image, host: host, command: ["/main", "-x"])
    #expect(other.arguments == ["/main", "-x"])
  }

  @Test func theOtherProcessesEndWithTheMainOne() throws {
    let world = World(seed: 1)
    let host = world.space("host", at: "10.0.0.1").host
    let container = container(world, host) { _ in }
    try container.start()
    world.run(until: .zero)
    let other = try container.execute(
      ["/main"], input: TextSource(world: world), output: NullSink(), errorOutput: NullSink())
    #expect(other?.isRunning == true)
    // The first process of a container ignores SIGTERM unless it handles it.
    container.stop(grace: .seconds(30))
    world.run(until: .zero + .seconds(29))
    #expect(other?.isRunning == true)
    world.run(until: .zero + .seconds(31))
    #expect(other?.exitStatus == 137)
    let late = try container.execute(
      ["/main"], input: TextSource(world: world), output: NullSink(), errorOutput: NullSink())
    #expect(late === nil)
  }

  @Test func afterAPowerCutOnlyTheLayerIsLeft() throws {
    let world = World(seed: 1)
    let host = world.space("host", at: "10.0.0.1").host
    var ended = false
    let container = container(world, host) { _ in }
    container.onExit = { _ in ended = true }
    try container.start()
    world.run(until: .zero)
    host.crash()
    world.run(until: .zero + .seconds(60))
    #expect(!ended)
    container.noteVanished()
    #expect(!container.isRunning)
    #expect(throws: SpawnError.notFound) { try container.start() }
    host.start()
    try container.start()
    #expect(container.isRunning)
  }

  @Test(arguments: [
    ("nginx", "docker.io/library/nginx:latest", "nginx"),
    ("nginx:1.25", "docker.io/library/nginx:1.25", "nginx"),
    ("bitnami/redis:7", "docker.io/bitnami/redis:7", "bitnami/redis"),
    ("registry.k8s.io/pause:3.9", "registry.k8s.io/pause:3.9", "registry.k8s.io/pause"),
    ("localhost:5000/a/b", "localhost:5000/a/b:latest", "localhost:5000/a/b"),
    ("docker.io/library/nginx:1", "docker.io/library/nginx:1", "nginx"),
    ("nginx:1.25@sha256:abc", "docker.io/library/nginx:1.25", "nginx"),
  ]) func referencesAreTakenApart(text: String, canonical: String, familiar: String) {
    let reference = ImageReference(text)
    #expect(reference.canonical == canonical)
    #expect(reference.familiarRepository == familiar)
  }
}
