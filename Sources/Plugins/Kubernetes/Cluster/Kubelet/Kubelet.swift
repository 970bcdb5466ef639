import KubernetesAPI
public import Simulation

/// The agent of a node: it runs the pods that are bound to the node and says how they are.
///
/// It talks to the cluster through the API server only. While that cannot be reached it goes on
/// with what it knows, and catches up afterwards. What runs goes with the node's power; when
/// that is back, the kubelet starts the pods again that are still bound to the node.
public final class Kubelet: ClusterPart {
  /// The machine that it is the agent of.
  public let node: ClusterNode
  /// The disk of the node: images, the folders of `hostPath` and local volumes.
  public let disk: Disk
  /// The files of the node as its own processes see them.
  let files: FileSystem
  let client: Client
  let recorder: EventRecorder
  let images: ImageStore
  let services: ServiceDirectory
  /// The ports of the node that lead to containers.
  let hostPorts = HostPorts()
  /// The name in the trace: `kubelet node-1`.
  let actor: String
  /// Whether machines outside the cluster may open connections to pods: they may not.
  let admission: (Host) -> Bool
  /// The process on the node that probes containers.
  private(set) var process: Process?
  private(set) var workers: [String: PodWorker] = [:]
  /// Whether something could not be written, or news were missed.
  var isBehind = false
  var lastReport: VirtualTime?
  /// Whether the node took no new pods when the kubelet last told so.
  var saidUnschedulable = false
  /// Whether the node was made known since this kubelet started: it is done once (N9).
  var isRegistered = false
  /// Pods that wait for a volume to come to the node, by the volume's name.
  private var waiting: [String: [PodWorker]] = [:]
  private var addressesTaken: Int64 = 0
  /// How often the machine lost its power.
  private(set) var powerLosses: UInt64 = 0
  private var accessDisks: [String: Disk] = [:]
  private var watch: Watch?

  init(
    _ cluster: Cluster, node: ClusterNode, services: ServiceDirectory,
    admission: @escaping (Host) -> Bool
  ) {
    self.node = node
    self.services = services
    self.admission = admission
    actor = "kubelet " + node.name
    client = Client(cluster, actor: actor)
    recorder = EventRecorder(cluster.events, component: "kubelet", host: node.name)
    disk = Disk(name: node.name, location: node.host, tree: Kubelet.nodeFiles)
    files = FileSystem(root: disk)
    images = ImageStore(
      world: cluster.world, pullDuration: cluster.configuration.timings.pulling)
    super.init(cluster)
    node.host.onCrash = { [unowned(unsafe) self] in losePower() }
    node.host.onStart = { [unowned(unsafe) self] in startUp() }
  }

  var world: World { cluster.world }
  var server: APIServer { cluster.server }

  /// Whether the API server can be reached from here now.
  var isConnected: Bool { world.network.canReach(node.host, cluster.controlPlane) }

  private static var nodeFiles: FileTree {
    var root = Directory()
    for name in ["data", "etc", "mnt", "opt", "srv", "tmp", "var"] {
      root[name] = .directory(Directory())
    }
    return FileTree(root: root)
  }

  // MARK: Life

  public override func start() {
    startProcess()
    register()
    cluster.storage.onAttachmentChange(of: node.name) { [unowned(unsafe) self] volume in
      attachmentChanged(of: volume)
    }
    watch = server.watch(
      ObjectSelection(.pods, nodeName: node.name), sendsPresentObjects: true
    ) { [unowned(unsafe) self] event in receive(event) }
  }

  private func startProcess() {
    let space = ProcessSpace(world: world, host: node.host, fileSystem: files)
    let nothing = NullSink()
    process = space.start(
      KubeletProgram(),
      Launch(
        arguments: ["kubelet"], input: TextSource(world: world), output: nothing,
        errorOutput: nothing))
  }

  /// The node's power is gone, and with it everything that ran.
  private func losePower() {
    process = nil
    powerLosses += 1
    images.interrupt()
    isBehind = true
    for worker in sortedWorkers {
      stopWaiting(worker)
      worker.noteLoss()
    }
  }

  /// The node has power again.
  private func startUp() {
    cluster.events.forget(host: node.name)
    startProcess()
    isRegistered = false
    register()
    world.schedule(after: KubeletTimings.startUp) { [self] in
      guard node.host.isUp else { return }
      catchUp()
    }
  }

  // MARK: Pods

  private var sortedWorkers: [PodWorker] {
    workers.values.sorted { ($0.key, $0.uid) < ($1.key, $1.uid) }
  }

  private func receive(_ event: ObjectEvent) {
    guard isConnected else {
      isBehind = true
      return
    }
    guard let pod = event.object as? Pod else { return }
    if event.change == .deleted {
      workers[pod.metadata.uid]?.objectWasRemoved()
    } else {
      take(pod)
    }
  }

  private func take(_ pod: Pod) {
    if let worker = workers[pod.metadata.uid] {
      worker.update(pod)
    } else {
      let worker = PodWorker(self, pod)
      workers[worker.uid] = worker
      worker.accept()
    }
  }

  /// Compares the pods it knows with those of the API server, after both were apart.
  func catchUp() {
    guard isConnected else { return }
    isBehind = false
    let present = server.pods(onNode: node.name)
    var uids: Set<String> = []
    for pod in present {
      uids.insert(pod.metadata.uid)
      take(pod)
    }
    for worker in sortedWorkers {
      if uids.contains(worker.uid) {
        worker.resume()
      } else {
        worker.objectWasRemoved()
      }
    }
  }

  /// How many containers run on the node now.
  public var runningContainers: Int {
    workers.values.reduce(0) { $0 + $1.records.filter { $0.isRunning }.count }
  }

  func forget(_ worker: PodWorker) { workers[worker.uid] = nil }

  /// The pod with a name that was last seen here.
  func worker(namespace: String, name: String) -> PodWorker? {
    guard let pod = server.get(Pod.self, namespace: namespace, name: name) else { return nil }
    return workers[pod.metadata.uid]
  }

  // MARK: Looking at containers

  /// How long it takes until a change of a container is noticed: `usual`, or up to the kubelet's
  /// next look at its containers where it has moments of its own.
  func notice(usual: VirtualDuration) -> VirtualDuration {
    let interval = cluster.configuration.timings.relisting.milliseconds
    guard interval > 0 else { return usual }
    let phase = Int64(world.random.pick(below: Int(interval), "moment of a kubelet", node.name))
    let since = ((world.now.milliseconds - phase) % interval + interval) % interval
    return .milliseconds(max(interval - since, 10))
  }

  // MARK: Volumes

  /// Tells a pod as soon as a volume has come to the node; nil when it waits for something else.
  func wait(_ worker: PodWorker, forVolume volume: String?) {
    guard worker.awaitedVolume != volume else { return }
    stopWaiting(worker)
    guard let volume else { return }
    worker.awaitedVolume = volume
    waiting[volume, default: []].append(worker)
  }

  func stopWaiting(_ worker: PodWorker) {
    guard let volume = worker.awaitedVolume else { return }
    worker.awaitedVolume = nil
    waiting[volume]?.removeAll { $0 === worker }
    if waiting[volume]?.isEmpty == true { waiting[volume] = nil }
  }

  private func attachmentChanged(of volume: String) {
    guard node.host.isUp else { return }
    for worker in waiting[volume] ?? [] { worker.mount() }
  }

  /// The files by which containers reach the API server, one set for each account.
  func accessFiles(of volume: Volume, _ fields: PodFields) -> Disk {
    let account = "\(fields.pod.namespace)/\(fields.pod.spec.serviceAccountName)"
    if let known = accessDisks[account] { return known }
    let disk = Disk(name: "access of \(account)", location: node.host)
    do throws(VolumeFiles.Problem) {
      let files = try VolumeFiles(server: server, fields: fields).files(of: volume)
      VolumeFiles.write(files, to: disk, now: world.now)
    } catch {
      // An account whose certificate is missing sees an empty folder.
    }
    accessDisks[account] = disk
    return disk
  }

  // MARK: Addresses

  /// The next address of the node's range; nil when all are taken.
  func takeAddress() -> String? {
    let count = node.podAddressCount
    for _ in 0..<count {
      let address = node.podAddress(at: addressesTaken % count)
      addressesTaken += 1
      if world.network.host(at: address) == nil { return address }
    }
    return nil
  }
}

/// The kubelet as a process of its node; what it does is done by ``Kubelet``.
final class KubeletProgram: Program {
  func start(_ process: Process) {}
}
