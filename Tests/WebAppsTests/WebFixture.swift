import OrderedCollections
import Sessions
import Simulation
import Testing
import Values

@testable import WebApps

/// Machines with web servers in containers, and a laptop at which commands are typed.
final class WebFixture {
  let session: Session
  private(set) var machines: OrderedDictionary<String, Machine> = [:]

  final class Machine {
    let host: Host
    let volume: Disk
    var container: Container?

    init(host: Host, volume: Disk) {
      self.host = host
      self.volume = volume
    }
  }

  init(seed: UInt64 = 1, _ servers: String...) throws {
    session = Session(
      configuration: SessionConfiguration(seed: seed), plugins: [WebAppsPlugin.plugin],
      yamlReader: NoYAML())
    for name in servers { try start(name, "shop:1.0") }
    if !servers.isEmpty { wait(milliseconds: 10) }
  }

  var world: World { session.world }

  func wait(_ seconds: Int64) { world.run(until: world.now + .seconds(seconds)) }
  func wait(milliseconds: Int64) { world.run(until: world.now + .milliseconds(milliseconds)) }

  /// Adds a machine; every machine and the laptop know the names of all.
  @discardableResult
  func machine(_ name: String) -> Machine {
    if let known = machines[name] { return known }
    let host = Host(name: name)
    world.network.assign("10.0.0.\(machines.count + 1)", to: host)
    let machine = Machine(host: host, volume: Disk(name: name + " data", location: host))
    machines[name] = machine
    let entries = machines.values.map {
      ResolverConfiguration.HostsEntry(address: $0.host.address, names: [$0.host.name])
    }
    for host in machines.values.map({ $0.host }) + [session.registrations.laptop.host] {
      host.resolver.hosts = entries
    }
    if !names.groups.isEmpty { host.resolver.nameServers = ["10.0.99.1"] }
    return machine
  }

  /// Lets a name stand for several machines, as a headless Service does.
  func publish(_ group: String, _ members: String...) {
    names.groups[group] = members.map { machine($0).host.address }
    machine("nameserver")
    let all = machines.values.map { $0.host } + [session.registrations.laptop.host]
    for host in all { host.resolver.nameServers = ["10.0.99.1"] }
    world.network.serveNames(at: "10.0.99.1", by: names, on: machine("nameserver").host)
  }

  private let names = GroupNames()

  /// Starts a container on a machine, with what its volume has.
  func start(
    _ name: String, _ image: String, _ environment: OrderedDictionary<String, String> = [:],
    arguments: [String]? = nil, files: [String: String] = [:], volumePath: String = "/data"
  ) throws {
    let machine = machine(name)
    guard case .pulled(let pulled) = world.images.pull(image) else { throw NotFound() }
    let container = Container(
      world: world, name: name, image: pulled, host: machine.host, arguments: arguments,
      environment: environment)
    try container.fileSystem.mount(machine.volume, at: volumePath)
    for (path, text) in files.sorted(by: { $0.key < $1.key }) {
      let folder = path.split(separator: "/").dropLast().joined(separator: "/")
      try container.fileSystem.makeDirectory("/" + folder, withParents: true, now: world.now)
      try container.fileSystem.write(text, to: path, now: world.now)
    }
    try container.start()
    machine.container = container
  }

  struct NotFound: Error {}

  /// Kills a server, as `kill -9` does.
  func kill(_ name: String) {
    machines[name]?.container?.send(.kill)
    wait(milliseconds: 10)
  }

  func stop(_ name: String, grace: Int64 = 30) {
    machines[name]?.container?.stop(grace: .seconds(grace))
  }

  /// Starts the same container again: its memory is new.
  func restart(_ name: String) throws {
    kill(name)
    try machines[name]?.container?.start()
    wait(milliseconds: 10)
  }

  /// Types a command at the laptop; what it prints, and its status where that is not 0.
  @discardableResult
  func run(_ command: String) -> String {
    let step = session.run(command)
    return step.output + (step.exitStatus == 0 ? "" : "[\(step.exitStatus)]\n")
  }

  /// What `redis-cli` prints on a terminal.
  func redis(_ command: String) -> String { run("TERM=xterm redis-cli -h redis \(command)") }

  func log(_ name: String) -> [String] {
    machines[name]?.container?.log.lines.map { $0.text } ?? []
  }

  /// How the container of a machine ended.
  func exit(_ name: String) -> Container.ExitRecord? {
    guard case .exited(let record)? = machines[name]?.container?.state else { return nil }
    return record
  }
}

/// A name server that knows groups of machines.
final class GroupNames: NameServer {
  var groups: [String: [String]] = [:]

  func records(for name: String, _ type: RecordType, from host: Host) -> [DNSRecord] {
    (groups[name] ?? []).map { DNSRecord(name: name, .address($0)) }
  }
}

/// These tests read no YAML.
final class NoYAML: YAMLReader {
  func documents(in text: String) -> Result<[YAMLDocument], YAMLError> { .success([]) }
}
