public import KubernetesAPI
public import Simulation

/// A cluster: an API server, controllers, nodes, and the storage behind them.
///
/// Its parts talk to each other through the API server only. What the server announces arrives
/// at those who watch as an event of its own, at the same virtual time, traced back to the write.
/// The plugin makes the cluster, adds what runs on the nodes, and starts it.
public final class Cluster: WorldComponent {
  /// The world that it is in, whose clock and limits count.
  public let world: World
  /// How it was set up; it does not change afterwards.
  public let configuration: ClusterConfiguration
  /// The only place where its objects are.
  public let server: APIServer
  /// The machine on which the API server and the controllers run.
  public let controlPlane: Host
  /// The machines that run pods, in the order of their numbers.
  public let nodes: [ClusterNode]
  /// Where the bytes of volumes are.
  public let storage: ClusterStorage
  /// The recorder of the cluster's events.
  public let events: EventLog
  /// Who writes to the API server at this moment; commands are `kubectl`.
  public internal(set) var actor = "kubectl"
  /// Since when the control plane has had power.
  public private(set) var upSince: VirtualTime
  /// What asked for the look that a controller takes at this moment.
  var reasons = Reasons()
  private var parts: [ClusterPart] = []
  private var resumptions: [() -> Void] = []
  private var isStarted = false
  private var deliveries: [Delivery] = []
  /// The list that `deliveries` takes turns with, so that both keep their room.
  private var arriving: [Delivery] = []
  private var objectCount = 0
  private var podCount = 0

  /// Makes a cluster in a world, with its controllers, and no processes on its nodes.
  public convenience init(
    world: World, configuration: ClusterConfiguration = ClusterConfiguration()
  ) {
    self.init(world: world, configuration: configuration, controllers: ControllerChoice())
  }

  /// The same with other controllers in the places of some of the standard ones.
  package init(
    world: World, configuration: ClusterConfiguration, controllers: ControllerChoice
  ) {
    self.world = world
    self.configuration = configuration
    server = APIServer(random: world.random) { [unowned(unsafe) world] in world.now }
    server.tolerationSeconds = configuration.tolerationSeconds
    events = EventLog(server: server, world: world, timings: configuration.timings)
    controlPlane = Host(name: "control-plane")
    world.network.assign("10.0.0.10", to: controlPlane)
    var nodes: [ClusterNode] = []
    for number in stride(from: 1, through: configuration.nodeCount, by: 1) {
      let host = Host(name: configuration.nodeNamePrefix + String(number))
      host.processors = configuration.processorsPerNode
      let last = number + 10
      world.network.assign("10.0.\(last / 256).\(last % 256)", to: host)
      nodes.append(
        ClusterNode(
          name: host.name, number: number, host: host, podsPerNode: configuration.podsPerNode))
    }
    self.nodes = nodes
    upSince = world.now
    storage = ClusterStorage(attachesRemoteVolumes: configuration.attachesRemoteVolumes)
    super.init()
    server.deliver = { [unowned(unsafe) self] watches, event in deliver(event, to: watches) }
    server.didChange = { [unowned(unsafe) self] event in trace(event) }
    controlPlane.onStart = { [unowned(unsafe) self] in resume() }
    add(controllers)
  }

  /// The machine of a node; nil when there is none with this name.
  public func node(named name: String) -> ClusterNode? { nodes.first { $0.name == name } }

  /// Adds a part, which starts with the cluster, or now if that has started.
  public func add(_ part: ClusterPart) {
    parts.append(part)
    if isStarted { part.start() }
  }

  /// Makes the objects that every cluster has, and lets all parts begin to work.
  public func start() {
    guard !isStarted else { return }
    isStarted = true
    acting(as: "kubeadm") { makeFirstObjects() }
    var index = 0
    while index < parts.count {
      parts[index].start()
      index += 1
    }
  }

  /// Runs `body` with its writes recorded as those of `actor`.
  public func acting(as actor: String, _ body: () -> Void) {
    let previous = self.actor
    self.actor = actor
    body()
    self.actor = previous
  }

  /// Does `body` again and again while the control plane has power, first after `interval`.
  public func every(_ interval: VirtualDuration, _ body: @escaping () -> Void) {
    world.schedule(after: interval) { [self] in
      world.causing(nil) { if controlPlane.isUp { body() } }
      every(interval, body)
    }
  }

  // MARK: Watches

  /// A change on its way to those who watch.
  private struct Delivery {
    var watches: [Watch]
    var event: ObjectEvent
    var cause: TraceNumber?
  }

  /// Sends a change on its way: it arrives after what is already due. All changes of one moment
  /// travel as one event of the world, in their order, each with its own cause.
  private func deliver(_ event: ObjectEvent, to watches: [Watch]) {
    if deliveries.isEmpty { world.soon { [self] in arrive() } }
    deliveries.append(Delivery(watches: watches, event: event, cause: world.trace.cause))
  }

  private func arrive() {
    swap(&arriving, &deliveries)
    for delivery in arriving {
      for watch in delivery.watches {
        world.causing(delivery.cause) { watch.receive(delivery.event) }
      }
    }
    arriving.removeAll(keepingCapacity: true)
  }

  // MARK: Loss of power

  /// Lets `resumption` happen when the control plane has power again.
  func whenUp(_ resumption: @escaping () -> Void) { resumptions.append(resumption) }

  private func resume() {
    upSince = world.now
    let waiting = resumptions
    resumptions = []
    for resumption in waiting { resumption() }
  }

  // MARK: Trace

  private func trace(_ event: ObjectEvent) {
    if event.change != .modified {
      let change = event.change == .added ? 1 : -1
      objectCount += change
      if event.object is Pod { podCount += change }
      if objectCount > configuration.objectLimit || podCount > configuration.podLimit {
        world.exceed(.objects)
      }
    }
    guard let text = ChangeDescription.text(of: event) else { return }
    let subject = ChangeDescription.subject(of: event.object)
    guard let reason = decisiveReason(for: subject) else {
      world.record(actor, subject, text)
      return
    }
    let cause = world.causing(reason) { world.record(actor, subject, text) }
    world.trace.follow(cause)
  }

  /// Which of several changes led to what a controller does to something: the newest one of the
  /// same thing, else the newest. What the controller did itself is no reason if there is another.
  private func decisiveReason(for subject: String) -> TraceNumber? {
    guard let newest = reasons.newest, !reasons.earlier.isEmpty, world.trace.cause == newest else {
      return nil
    }
    let entries = (reasons.earlier + [newest]).compactMap { world.trace.entry($0) }
    let others = entries.filter { $0.actor != actor }
    return others.last { $0.subject == subject }?.number ?? others.last?.number
  }
}
