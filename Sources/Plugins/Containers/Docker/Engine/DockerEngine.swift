import OrderedCollections
import Simulation

/// The engine of one host, as `dockerd` is: it makes containers, starts them again, and keeps
/// volumes, networks and images on the host's disk.
///
/// When the host loses its power, processes are gone; the engine's own knowledge is on the disk.
final class DockerEngine {
  unowned(unsafe) let system: DockerSystem
  let host: Host
  /// The files of the host.
  let files: FileSystem
  /// All containers, in the order in which they were made.
  private(set) var containers: OrderedDictionary<String, DockerContainer> = [:]
  /// The same by name, and by their places on the network.
  private var byName: [String: DockerContainer] = [:]
  private var byPlace: [ObjectIdentifier: DockerContainer] = [:]
  var volumes: OrderedDictionary<String, DockerVolume> = [:]
  /// All networks by name, in the order in which they were made.
  var networks: OrderedDictionary<String, DockerNetwork> = [:]
  var images = LocalImages()
  let publishedPorts: PublishedPorts
  /// What stands before a container's name in the trace.
  let subjects: String
  private let isAlwaysDrawn: Bool
  /// Whether the daemon runs: the host has power and has come up.
  private(set) var isReady = true
  /// The proxies of published ports run here.
  private(set) var space: ProcessSpace
  /// How many containers of a name, volumes or networks there were, for their ids.
  private var identities: [String: UInt64] = [:]
  private var lastProcessNumber = 2000
  private var bootEvent: ScheduledEvent?
  private var lossWaiters: [(process: Process, action: () -> Void)] = []
  /// At how many of them those are dropped whose process has ended.
  private var lossWaiterLimit = 64

  /// How long a host takes from its power until its daemon answers.
  static let bootTime = VirtualDuration.seconds(10)
  /// What it takes to make a container's name spaces and start its process.
  static let startTime = VirtualDuration.milliseconds(250)
  /// How long `docker stop` waits before it kills.
  static let stopGrace: Int64 = 10
  /// Ports that the engine chooses begin here.
  static let firstEphemeralPort = 32_768

  init(
    _ system: DockerSystem, host: Host, files: FileSystem, subjects: String, isAlwaysDrawn: Bool
  ) {
    self.subjects = subjects
    self.isAlwaysDrawn = isAlwaysDrawn
    self.system = system
    self.host = host
    self.files = files
    publishedPorts = PublishedPorts(host)
    space = ProcessSpace(world: system.world, host: host, fileSystem: files)
    for (name, driver, prefix) in [
      ("bridge", DockerNetwork.Driver.bridge, "172.17"), ("host", .host, ""), ("none", .null, ""),
    ] {
      networks[name] = DockerNetwork(
        name: name, id: newID("network", name), driver: driver, prefix: prefix,
        created: system.world.now)
    }
    host.translator = publishedPorts
    let crashed = host.onCrash
    let started = host.onStart
    host.onCrash = { [unowned(unsafe) self] in
      crashed?()
      losePower()
    }
    host.onStart = { [unowned(unsafe) self] in
      started?()
      boot()
    }
  }

  var world: World { system.world }
  /// Whether pictures show the host: a laptop on which nothing was done is left out.
  var isDrawn: Bool {
    isAlwaysDrawn || !containers.isEmpty || !volumes.isEmpty || networks.count > 3
  }
  /// Who it is in the trace.
  var actor: String { "dockerd \(host.name)" }

  /// 64 hexadecimal digits that belong to what is made, and to how many of the same there were.
  func newID(_ kind: String, _ identity: String) -> String {
    let key = kind + "/" + identity
    let number = identities[key, default: 0]
    identities[key] = number + 1
    var draws = world.random.draws("docker \(kind)", "\(host.name)/\(identity)", number)
    return draws.hexadecimal(64)
  }

  func nextProcessNumber() -> Int {
    lastProcessNumber += 37
    return lastProcessNumber
  }

  // MARK: Containers

  func add(_ container: DockerContainer) {
    containers[container.id] = container
    byName[container.name] = container
    byPlace[ObjectIdentifier(container.place)] = container
  }

  func drop(_ container: DockerContainer) {
    containers.removeValue(forKey: container.id)
    byName[container.name] = nil
    byPlace[ObjectIdentifier(container.place)] = nil
  }

  func setName(of container: DockerContainer, to name: String) {
    byName[container.name] = nil
    container.name = name
    byName[name] = container
  }

  /// The container with exactly that name.
  func container(named name: String) -> DockerContainer? { byName[name] }

  /// The container whose place on the network a host is.
  func container(at place: Host) -> DockerContainer? { byPlace[ObjectIdentifier(place)] }

  /// The container with a name, an id, or the only one whose id begins so.
  func container(_ name: String) throws(EngineError) -> DockerContainer {
    let plain = name.hasPrefix("/") ? String(name.dropFirst()) : name
    if let known = containers[plain] { return known }
    if let known = byName[plain] { return known }
    guard !plain.isEmpty else { throw .noContainer(name) }
    let matches = containers.values.filter { $0.id.hasPrefix(plain) }
    if matches.count > 1 {
      throw EngineError("Multiple IDs found with provided prefix: \(plain)", .notFound)
    }
    guard let only = matches.first else { throw .noContainer(name) }
    return only
  }

  func network(_ name: String) throws(EngineError) -> DockerNetwork {
    if let known = networks[name] { return known }
    let matches = networks.values.filter { !name.isEmpty && $0.id.hasPrefix(name) }
    guard matches.count == 1 else {
      throw EngineError("network \(name) not found", .notFound)
    }
    return matches[0]
  }

  /// The addresses that a name means to a container: of those on its networks with names that are
  /// called so.
  func addresses(of name: String, seenFrom place: Host) -> [String] {
    guard let asker = container(at: place) else { return [] }
    var found: [String] = []
    for network in asker.endpoints.keys where networks[network]?.hasNames == true {
      for container in containers.values where container.isRunning {
        guard let endpoint = container.endpoints[network], !endpoint.address.isEmpty else {
          continue
        }
        let names = [container.name, container.shortID] + endpoint.aliases
        let isMeant = names.contains {
          $0.lowercased() == name || $0.lowercased() + "." + network == name
        }
        if isMeant, !found.contains(endpoint.address) { found.append(endpoint.address) }
      }
    }
    return found
  }

  // MARK: Power

  /// Calls `action` once when the host loses its power, unless the process has ended by then.
  func whenLost(for process: Process, _ action: @escaping () -> Void) {
    if lossWaiters.count >= lossWaiterLimit {
      lossWaiters.removeAll { !$0.process.isRunning }
      lossWaiterLimit = max(64, 2 * lossWaiters.count)
    }
    lossWaiters.append((process, action))
  }

  private func losePower() {
    isReady = false
    publishedPorts.removeAll()
    for container in containers.values { loseProcess(of: container) }
    let waiters = lossWaiters
    lossWaiters = []
    for waiter in waiters where waiter.process.isRunning { world.soon(waiter.action) }
  }

  private func loseProcess(of container: DockerContainer) {
    container.nextStart?.cancel()
    container.nextStart = nil
    world.trace.stopWaiting(container.subject)
    container.endWaiters = []
    guard container.isRunning else { return }
    if container.place === host {
      // The host's own processes go right after this.
      world.soon { container.instance.noteVanished() }
    } else {
      container.place.crash()
      container.place.start()
      container.instance.noteVanished()
    }
    releasePlace(of: container)
    world.record(actor, container.subject, "is gone with the power of \(host.name)")
  }

  // MARK: Trace

  /// A network or volume in traces and pictures: those of several engines may share their names.
  func subject(_ kind: String, _ name: String) -> String { "\(kind)/\(host.name)/\(name)" }

  /// Records one of several acts for the same reason.
  func note(_ subject: String, _ text: String) {
    world.acting { _ = world.record(actor, subject, text) }
  }

  private func boot() {
    // Power that went and came once more puts the daemon's start off.
    bootEvent?.cancel()
    bootEvent = world.schedule(after: DockerEngine.bootTime) { [self] in
      guard host.isUp, !isReady else { return }
      isReady = true
      for container in containers.values {
        container.instance.noteFound()
        switch container.state {
        case .exited: break
        default: continue
        }
        let policy = container.settings.restart
        guard
          policy.applies(
            status: container.exitStatus, restarts: container.restartCount,
            wasStoppedByHand: container.wasStoppedByHand)
        else {
          if container.settings.removesItself { forget(container, withVolumes: true) }
          continue
        }
        startAgain(container)
      }
    }
  }
}
