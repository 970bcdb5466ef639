import KubernetesAPI
import Simulation

extension Kubelet {
  private static let conditions: [(type: String, reason: String, message: String)] = [
    ("MemoryPressure", "KubeletHasSufficientMemory", "kubelet has sufficient memory available"),
    ("DiskPressure", "KubeletHasNoDiskPressure", "kubelet has no disk pressure"),
    ("PIDPressure", "KubeletHasSufficientPID", "kubelet has sufficient PID available"),
    ("Ready", "KubeletReady", "kubelet is posting ready status"),
  ]

  /// Makes the node known, or says that it is back.
  func register() {
    guard isConnected else {
      isBehind = true
      return
    }
    renewLease()
    let wasKnown = server.get(Node.self, name: node.name)
    do throws(APIError) {
      if wasKnown == nil { try client.create(newNode()) }
    } catch {
      isBehind = true
      return
    }
    guard let present = server.get(Node.self, name: node.name) else { return }
    isRegistered = true
    recorder.normal(present, "Starting", "Starting kubelet.")
    let pressures = ["NodeHasSufficientMemory", "NodeHasNoDiskPressure", "NodeHasSufficientPID"]
    for reason in pressures { tell(present, reason) }
    if let known = wasKnown?.status.nodeInfo.bootID, !known.isEmpty, known != bootID {
      recorder.warning(
        present, "Rebooted", "Node \(node.name) has been rebooted, boot id: \(bootID)")
    }
    for reason in pressures { tell(present, reason) }
    reportNode()
    tell(present, "NodeReady")
    saidUnschedulable = false
    tellWhetherSchedulable(present)
  }

  /// Says so when somebody cordoned the node or took that back.
  private func tellWhetherSchedulable(_ node: Node) {
    if node.spec.unschedulable == saidUnschedulable { return }
    saidUnschedulable = node.spec.unschedulable
    tell(node, saidUnschedulable ? "NodeNotSchedulable" : "NodeSchedulable")
  }

  private func tell(_ node: Node, _ reason: String) {
    recorder.normal(node, reason, "Node \(node.name) status is now: \(reason)")
  }

  private func newNode() -> Node {
    let object = Node()
    object.metadata.name = node.name
    object.metadata.labels = [
      "beta.kubernetes.io/arch": "amd64", "beta.kubernetes.io/os": "linux",
      "kubernetes.io/arch": "amd64", "kubernetes.io/hostname": node.name,
      "kubernetes.io/os": "linux",
    ]
    object.metadata.annotations = ["node.alpha.kubernetes.io/ttl": "0"]
    object.spec.podCIDR = node.podRange
    object.spec.podCIDRs = [node.podRange]
    return object
  }

  /// Writes the node's status: that it is Ready, and what it consists of.
  func reportNode() {
    guard let stored = server.get(Node.self, name: node.name) else { return }
    let now = world.now.wholeSeconds
    let object = stored.copy()
    let configuration = cluster.configuration
    let capacity: ResourceList = [
      "cpu": Quantity(configuration.processorsPerNode),
      "ephemeral-storage": Quantity("50Gi") ?? Quantity(),
      "memory": Quantity("\(configuration.memoryPerNode)Mi") ?? Quantity(),
      "pods": Quantity(configuration.podsPerNode),
    ]
    object.status.capacity = capacity
    object.status.allocatable = capacity
    object.status.conditions = Kubelet.conditions.map { known in
      var condition = NodeCondition()
      condition.type = known.type
      condition.status = known.type == "Ready" ? "True" : "False"
      condition.reason = known.reason
      condition.message = known.message
      condition.lastHeartbeatTime = now
      let before = stored.status.conditions.first { $0.type == known.type }
      condition.lastTransitionTime =
        before?.status == condition.status ? before?.lastTransitionTime : now
      return condition
    }
    object.status.addresses = [
      address("InternalIP", node.host.address), address("Hostname", node.name),
    ]
    object.status.nodeInfo = systemInfo
    do throws(APIError) {
      try client.updateStatus(object)
      lastReport = world.now
    } catch {
      isBehind = true
    }
  }

  private func address(_ type: String, _ value: String) -> NodeAddress {
    var address = NodeAddress()
    address.type = type
    address.address = value
    return address
  }

  /// What the system of the machine calls itself since it started: each start has its own.
  private var bootID: String { world.random.uuid("boot", node.name, powerLosses) }

  private var systemInfo: NodeSystemInfo {
    var info = NodeSystemInfo()
    let machine = world.random.uuid("machine", node.name)
    info.machineID = String(machine.filter { $0 != "-" })
    info.systemUUID = machine
    info.bootID = bootID
    info.kernelVersion = "6.1.0-37-amd64"
    info.osImage = "Debian GNU/Linux 12 (bookworm)"
    info.containerRuntimeVersion = "containerd://1.7.27"
    info.kubeletVersion = "v1.32.13"
    info.kubeProxyVersion = "v1.32.13"
    info.operatingSystem = "linux"
    info.architecture = "amd64"
    return info
  }

  // MARK: Signs of life

  /// Renews the lease, and catches up with what was missed (N9). Done every ten seconds.
  func beat() {
    guard node.host.isUp, isConnected else { return }
    // What could not be reached at the start is tried until it can.
    if !isRegistered { register() }
    renewLease()
    let stored = server.get(Node.self, name: node.name)
    let ready = stored?.status.conditions.first { $0.type == "Ready" }?.status
    let isOld = lastReport.map { world.now - $0 >= KubeletTimings.nodeReport } ?? true
    // Somebody deleted the node: a kubelet makes itself known when it starts, and not again.
    if stored == nil { return }
    world.causing(isBehind || ready == "Unknown" ? cluster.reunion() : world.trace.cause) {
      if ready != "True" || isOld {
        reportNode()
      }
      if let stored { tellWhetherSchedulable(stored) }
      if isBehind { catchUp() }
    }
  }

  private func renewLease() {
    let namespace = "kube-node-lease"
    do throws(APIError) {
      if let known = server.get(Lease.self, namespace: namespace, name: node.name) {
        let lease = known.copy()
        lease.spec.renewTime = MicroTime(world.now)
        try server.update(taking: lease)
      } else {
        let lease = Lease()
        lease.metadata.name = node.name
        lease.metadata.namespace = namespace
        lease.spec.holderIdentity = node.name
        lease.spec.leaseDurationSeconds = 40
        lease.spec.renewTime = MicroTime(world.now)
        try server.create(lease)
      }
    } catch {
      // The next one is tried in ten seconds.
    }
  }
}
