import Simulation
import Testing

@Suite struct ProcessTests {
  @Test func aProcessStartsLaterAndReportsItsStatus() throws {
    let world = World(seed: 1)
    let space = world.space(
      "host", at: "10.0.0.1",
      programs: [("three", { process in process.schedule(after: .seconds(1)) { process.exit(3) } })]
    )
    let process = try space.start("three")
    var status: Int32?
    process.whenExited { status = $0.exitStatus }
    #expect(process.isRunning)
    world.run(until: .zero + .seconds(2))
    #expect(status == 3)
    #expect(space.processes.isEmpty)
  }

  @Test func aProgramHandlesSignalsOnceItHasBegun() throws {
    let world = World(seed: 1)
    var handled: [Signal] = []
    let space = world.space(
      "host", at: "10.0.0.1", programs: [("careful", { _ in }), ("other", { _ in })]
    ) { signal, _ in
      handled.append(signal)
      return true
    }
    let early = try space.start("careful")
    early.send(.terminate)
    #expect(early.endedBy == .terminate)
    let late = try space.start("careful")
    world.run(until: .zero + .seconds(1))
    late.send(.terminate)
    #expect(late.isRunning)
    #expect(handled == [.terminate])
    // What a process becomes has to begin, too.
    let other = try space.start("other")
    world.run(until: .zero + .seconds(2))
    try space.replace(
      other,
      by: Launch(
        arguments: ["careful"], input: TextSource(world: world), output: NullSink(),
        errorOutput: NullSink()))
    other.send(.interrupt)
    #expect(other.endedBy == .interrupt)
    #expect(handled == [.terminate])
  }

  @Test func commandsThatCannotStartSayWhy() throws {
    let world = World(seed: 1)
    let space = world.space("host", at: "10.0.0.1")
    try space.fileSystem.write("x", to: "/plain", now: .zero)
    #expect(throws: SpawnError.notFound) { try space.start("nosuch") }
    #expect(throws: SpawnError.notFound) { try space.start("") }
    #expect(throws: SpawnError.notFound) { try space.start("/no/such") }
    #expect(throws: SpawnError.permissionDenied) { try space.start("/plain") }
    #expect(throws: SpawnError.isADirectory) { try space.start("/bin") }
  }

  @Test func aProgramTakesOnlySoManyArguments() throws {
    let world = World(seed: 1)
    let space = world.space("host", at: "10.0.0.1", programs: [("run", { $0.exit(0) })])
    func start(_ arguments: [String], _ variable: String = "") throws {
      _ = try space.spawn(
        Launch(
          arguments: ["run"] + arguments, environment: ["V": variable],
          input: TextSource(world: world), output: NullSink(), errorOutput: NullSink()))
    }
    let long = String(repeating: "x", count: 131_071)
    try start([long], String(repeating: "x", count: 131_069))
    #expect(throws: SpawnError.argumentsTooLong) { try start([long + "x"]) }
    #expect(throws: SpawnError.argumentsTooLong) { try start([], long) }
    #expect(throws: SpawnError.argumentsTooLong) { try start(Array(repeating: long, count: 16)) }
  }

  @Test func whatIsReadToItsEndIsOneText() throws {
    let world = World(seed: 1)
    var seen = ""
    let space = world.space(
      "host", at: "10.0.0.1",
      programs: [
        (
          "reader",
          { process in
            process.readAll {
              seen = $0
              process.exit(0)
            }
          }
        )
      ])
    let pipe = Pipe(world: world)
    pipe.open()
    _ = try space.spawn(
      Launch(
        arguments: ["reader"], input: pipe, output: NullSink(), errorOutput: NullSink()))
    for part in ["one ", "two ", "three"] {
      world.run(until: world.now + .seconds(1))
      _ = pipe.write(part)
    }
    pipe.close()
    world.run(until: world.now + .seconds(1))
    #expect(seen == "one two three")
    #expect(world.work >= Int64(World.processCost + seen.utf8.count))
  }

  @Test func aScriptIsGivenToItsInterpreter() throws {
    let world = World(seed: 1)
    var seen: [String] = []
    let space = world.space(
      "host", at: "10.0.0.1",
      programs: [
        (
          "sh",
          { process in
            seen = process.arguments
            process.exit(0)
          }
        )
      ])
    let script = File(contents: "#!/bin/sh -e\nexit\n", isExecutable: true)
    try space.fileSystem.put(.file(script), at: "/run")
    _ = try space.start("/run", "now")
    world.run(until: .zero)
    #expect(seen == ["/bin/sh", "-e", "/run", "now"])
    let own = File(contents: "#!/loop\n", isExecutable: true)
    try space.fileSystem.put(.file(own), at: "/loop")
    #expect(throws: SpawnError.tooManyInterpreters) { try space.start("/loop") }
  }

  @Test func timersPortsAndConnectionsGoWithTheProcess() throws {
    let world = World(seed: 1)
    var rang = false
    let space = world.space(
      "host", at: "10.0.0.1",
      programs: [
        (
          "serve",
          { process in
            _ = process.listen(on: 80) { _ in }
            process.schedule(after: .seconds(5)) { rang = true }
          }
        )
      ])
    let process = try space.start("serve")
    world.run(until: .zero)
    #expect(space.host.isListening(on: 80))
    process.send(.terminate)
    world.run(until: .zero + .seconds(10))
    #expect(process.exitStatus == 143)
    #expect(process.endedBy == .terminate)
    #expect(!space.host.isListening(on: 80))
    #expect(!rang)
  }

  @Test func aSignalCanBeHandledButNotTheLastOne() throws {
    let world = World(seed: 1)
    let space = world.space("host", at: "10.0.0.1")
    world.programs.register("stubborn") {
      TestProgram({ _ in }, onSignal: { _, _ in true })
    }
    try space.fileSystem.put(
      .file(File(isExecutable: true, program: "stubborn")), at: "/bin/stubborn")
    let process = try space.start("stubborn")
    world.run(until: .zero)
    process.send(.terminate)
    #expect(process.isRunning)
    process.send(.kill)
    #expect(process.exitStatus == 137)
  }

  @Test func aWriterWithoutAReaderGetsSIGPIPE() throws {
    let world = World(seed: 1)
    let space = world.space(
      "host", at: "10.0.0.1",
      programs: [
        (
          "yes",
          { process in
            process.write("y\n")
            process.schedule(after: .seconds(1)) { process.write("y\n") }
          }
        ),
        ("head", { process in process.readLine { _ in process.exit(0) } }),
      ])
    let pipe = Pipe(world: world)
    let writer = try space.start("yes", output: pipe)
    let reader = try space.spawn(
      Launch(arguments: ["head"], input: pipe, output: NullSink(), errorOutput: NullSink()))
    world.run(until: .zero + .seconds(3))
    #expect(reader.exitStatus == 0)
    #expect(writer.exitStatus == 141)
  }

  @Test func readersGetWholeLinesAndTheEnd() throws {
    let world = World(seed: 1)
    var lines: [String?] = []
    func read(_ process: Process) {
      process.readLine { line in
        lines.append(line)
        if line == nil { process.exit(0) } else { read(process) }
      }
    }
    let space = world.space(
      "host", at: "10.0.0.1",
      programs: [
        (
          "write",
          { process in
            process.write("on")
            process.schedule(after: .seconds(1)) {
              process.write("e\ntwo")
              process.exit(0)
            }
          }
        ),
        ("read", { process in read(process) }),
      ])
    let pipe = Pipe(world: world)
    _ = try space.start("write", output: pipe)
    _ = try space.spawn(
      Launch(arguments: ["read"], input: pipe, output: NullSink(), errorOutput: NullSink()))
    world.run(until: .zero + .seconds(3))
    #expect(lines == ["one\n", "two", nil])
  }
}
