import OrderedCollections
import Sessions
import Simulation
import Testing
import Values

@testable import Databases

/// Machines with MySQL servers in containers, and a laptop at which commands are typed.
final class DatabaseFixture {
  let session: Session
  private(set) var machines: [String: Machine] = [:]

  final class Machine {
    let host: Host
    let volume: Disk
    var container: Container?

    init(host: Host, volume: Disk) {
      self.host = host
      self.volume = volume
    }
  }

  init(seed: UInt64 = 1) {
    session = Session(
      configuration: SessionConfiguration(seed: seed), plugins: [DatabasesPlugin.plugin],
      yamlReader: NoYAML())
  }

  var world: World { session.world }

  func wait(_ seconds: Int64) { world.run(until: world.now + .seconds(seconds)) }
  func wait(milliseconds: Int64) { world.run(until: world.now + .milliseconds(milliseconds)) }

  /// Adds a machine; `capacity` limits its volume.
  @discardableResult
  func machine(_ name: String, capacity: Int64? = nil) -> Machine {
    if let known = machines[name] { return known }
    let host = Host(name: name)
    let address = "10.0.0.\(machines.count + 1)"
    world.network.assign(address, to: host)
    let machine = Machine(
      host: host, volume: Disk(name: name + " data", capacity: capacity, location: host))
    machines[name] = machine
    var entries = machines.values.map {
      ResolverConfiguration.HostsEntry(address: $0.host.address, names: [$0.host.name])
    }
    entries.sort { $0.address < $1.address }
    for host in machines.values.map({ $0.host }) + [session.registrations.laptop.host] {
      host.resolver.hosts = entries
    }
    return machine
  }

  /// Starts a server on a machine, with the data that its volume has.
  func start(
    _ name: String, image: String = "mysql:8.0", arguments: [String] = [],
    environment: OrderedDictionary<String, String> = [
      "MYSQL_ALLOW_EMPTY_PASSWORD": "1", "MYSQL_INITDB_SKIP_TZINFO": "1",
    ],
    files: [String: String] = [:], waits: Bool = true,
    expectsStart: Bool = true
  ) throws {
    let machine = machine(name)
    guard case .pulled(let pulled) = world.images.pull(image) else { throw NotFound() }
    let container = Container(
      world: world, name: name, image: pulled, host: machine.host,
      arguments: ["mysqld"] + arguments, environment: environment)
    try container.fileSystem.mount(machine.volume, at: "/var/lib/mysql")
    for (path, text) in files.sorted(by: { $0.key < $1.key }) {
      try container.fileSystem.write(text, to: path, now: world.now)
    }
    try container.start()
    machine.container = container
    if waits {
      wait(15)
      if expectsStart, server(name) == nil {
        Issue.record("\(name) did not start: \(log(name).joined(separator: "\n"))")
      }
    }
  }

  struct NotFound: Error {}

  func server(_ name: String) -> MySQLServer? {
    DatabaseSystem.of(world).running.first { $0.process.host.name == name }
  }

  /// Kills the server's process, as `kill -9` does.
  func kill(_ name: String) {
    machines[name]?.container?.send(.kill)
    wait(milliseconds: 10)
  }

  func stop(_ name: String) {
    machines[name]?.container?.stop(grace: .seconds(30))
    wait(5)
  }

  /// Types a command at the laptop; what it prints, and its status where that is not 0.
  @discardableResult
  func run(_ command: String) -> String {
    let step = session.run(command)
    return step.output + (step.exitStatus == 0 ? "" : "[\(step.exitStatus)]\n")
  }

  /// Runs a statement on a server; rows as the client prints them without names.
  @discardableResult
  func sql(_ name: String, _ text: String) -> String {
    run("mysql -h \(name) -N -e \(quoted(text))")
  }

  private func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }

  /// The error log of a server.
  func log(_ name: String) -> [String] {
    machines[name]?.container?.log.lines.map { $0.text } ?? []
  }

  /// One line of SHOW REPLICA STATUS.
  func status(_ name: String, _ field: String) -> String {
    let text = run("mysql -h \(name) -e 'SHOW REPLICA STATUS\\G'")
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2, parts[0].drop(while: { $0 == " " }) == field {
        return String(parts[1].dropFirst())
      }
    }
    return "no such field"
  }
}

/// These tests read no YAML.
final class NoYAML: YAMLReader {
  func documents(in text: String) -> Result<[YAMLDocument], YAMLError> { .success([]) }
}
