public import KubernetesAPI
public import Simulation

/// Everything that runs on the nodes: kubelets, the rules of Services, the name server.
///
/// Made before the cluster starts:
///
///     let cluster = Cluster(world: world)
///     let agents = NodeAgents(cluster)
///     cluster.start()
public final class NodeAgents: PodRuntime {
  /// The cluster that they belong to.
  public let cluster: Cluster
  /// The kubelets, in the order of the nodes.
  public let kubelets: [Kubelet]
  /// What is known about Services and who stands behind them.
  let services: ServiceDirectory
  /// The name server of the cluster.
  let names: ClusterNames
  private let byName: [String: Kubelet]

  /// Adds kubelets, proxies and the name server to a cluster that has not started.
  public init(_ cluster: Cluster) {
    self.cluster = cluster
    let services = ServiceDirectory(cluster)
    self.services = services
    cluster.add(services)
    let machines = NodeMachines(cluster)
    let admission: (Host) -> Bool = { machines.contains($0.hardware) }
    var kubelets: [Kubelet] = []
    var byName: [String: Kubelet] = [:]
    for node in cluster.nodes {
      let kubelet = Kubelet(cluster, node: node, services: services, admission: admission)
      kubelets.append(kubelet)
      byName[node.name] = kubelet
      cluster.add(kubelet)
      node.host.translator = ServiceProxy(
        services, node: node.name, address: node.host.address, hostPorts: kubelet.hostPorts,
        random: cluster.world.random
      ) { [unowned(unsafe) cluster] in cluster.world.now }
    }
    self.kubelets = kubelets
    self.byName = byName
    names = ClusterNames(services) { [unowned(unsafe) cluster] in cluster.world.now }
    cluster.world.network.serveNames(
      at: PodFiles.nameServer, by: names, on: cluster.controlPlane)
    cluster.every(cluster.configuration.timings.leaseInterval) { [unowned(unsafe) self] in
      for kubelet in self.kubelets { kubelet.beat() }
    }
  }

  /// The pod whose place on the network a host is, as the kubelet of its node knows it.
  public func pod(at host: Host) -> PodPlace? {
    guard let machine = host.machine, let kubelet = byName[machine.name] else { return nil }
    for worker in kubelet.workers.values where worker.host === host {
      return PodPlace(key: worker.key, uid: worker.uid, node: machine.name)
    }
    return nil
  }

  /// The kubelet of a node.
  public func kubelet(of node: String) -> Kubelet? { byName[node] }

  public func container(
    namespace: String, pod: String, container: String, previous: Bool
  ) -> PodRuntimeAnswer {
    guard let object = cluster.server.get(Pod.self, namespace: namespace, name: pod),
      let kubelet = byName[object.spec.nodeName]
    else { return .notCreated }
    guard cluster.world.network.canReach(cluster.controlPlane, kubelet.node.host) else {
      return .unreachable(node: kubelet.node.name, address: kubelet.node.host.address)
    }
    guard let worker = kubelet.workers[object.metadata.uid],
      let record = worker.records.first(where: { $0.spec.name == container }),
      let instance = previous ? record.previous : record.instance
    else { return .notCreated }
    return .container(instance)
  }
}

/// The machines of a cluster: those that know the way to pods.
final class NodeMachines {
  private var machines: Set<ObjectIdentifier> = []

  init(_ cluster: Cluster) {
    for node in cluster.nodes { machines.insert(ObjectIdentifier(node.host)) }
    machines.insert(ObjectIdentifier(cluster.controlPlane))
  }

  func contains(_ machine: Host) -> Bool { machines.contains(ObjectIdentifier(machine)) }
}
