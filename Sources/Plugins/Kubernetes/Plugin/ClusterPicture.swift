import KubernetesAPI
import KubernetesCluster
import OrderedCollections
import Scenes
import Simulation

/// The cluster as boxes and links: nodes with their pods, claims and volumes, Services and
/// controllers.
///
/// A picture of very many pods shows counts in the nodes instead.
struct ClusterPicture {
  private let cluster: Cluster
  private let server: APIServer
  private let pods: [Pod]
  private var boxes: [SceneBox] = []
  private var links: [SceneLink] = []
  /// The names that the cluster's DNS has for single pods, by the keys of the pods.
  private var names: [String: [String]] = [:]

  /// Above this number pods are counted and not drawn.
  static let podLimit = 60
  /// Above this number only nodes with trouble are drawn.
  static let nodeLimit = 12

  init(_ cluster: Cluster) {
    self.cluster = cluster
    server = cluster.server
    pods = cluster.server.list(Pod.self).filter { $0.namespace != "kube-system" }
  }

  mutating func add(to scene: inout Scene) {
    addControllers()
    addServices()
    addNodes()
    if pods.count <= ClusterPicture.podLimit {
      for pod in pods { add(pod) }
      addMissingPods()
      addStorage()
    }
    scene.title = "The cluster"
    scene.boxes += boxes
    scene.links += links
  }

  // MARK: Nodes

  private mutating func addNodes() {
    let nodes = server.list(Node.self)
    let isCrowded = nodes.count > ClusterPicture.nodeLimit
    var hidden = 0
    var counts: [String: (all: Int, ready: Int)] = [:]
    if isCrowded || pods.count > ClusterPicture.podLimit {
      for pod in pods {
        let known = counts[pod.spec.nodeName] ?? (0, 0)
        counts[pod.spec.nodeName] = (known.all + 1, known.ready + (pod.isReady ? 1 : 0))
      }
    }
    for node in nodes.sorted(by: ClusterPicture.isBefore) {
      let badges = badges(of: node)
      let isWell = badges.first?.state == .good
      if isCrowded, isWell, counts[node.name] == nil || pods.count > ClusterPicture.podLimit {
        hidden += 1
        continue
      }
      var box = SceneBox(
        id: "node/" + node.name, kind: .node, label: node.name, badges: badges,
        machine: cluster.node(named: node.name)?.host.nameAndAddress ?? "")
      if pods.count > ClusterPicture.podLimit, let count = counts[node.name] {
        box.details = ["\(count.all) pods, \(count.ready) ready"]
      }
      boxes.append(box)
    }
    if hidden > 0 {
      var box = SceneBox(
        id: "nodes", kind: .node, label: "\(hidden) nodes",
        badges: [SceneBadge("Ready", .good)])
      if pods.count > ClusterPicture.podLimit {
        let ready = pods.reduce(0) { $0 + ($1.isReady ? 1 : 0) }
        box.details = ["\(pods.count) pods, \(ready) ready"]
      }
      boxes.append(box)
    }
  }

  /// node-2 comes before node-10.
  private static func isBefore(_ left: Node, _ right: Node) -> Bool {
    let leftCount = left.name.utf8.count
    let rightCount = right.name.utf8.count
    if leftCount != rightCount { return leftCount < rightCount }
    return left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
  }

  private func badges(of node: Node) -> [SceneBadge] {
    var badges: [SceneBadge] = []
    let isReady = node.status.conditions.contains { $0.type == "Ready" && $0.status == "True" }
    if let machine = cluster.node(named: node.name), !machine.host.isUp {
      badges.append(SceneBadge("no power", .bad))
      badges.append(SceneBadge(isReady ? "Ready, as far as is known" : "NotReady", .plain))
    } else {
      badges.append(SceneBadge(isReady ? "Ready" : "NotReady", isReady ? .good : .bad))
    }
    if node.spec.unschedulable { badges.append(SceneBadge("SchedulingDisabled", .waiting)) }
    return badges
  }

  // MARK: Pods

  private func podID(_ key: String) -> String { "pod/" + key }

  private func label(_ object: KubernetesObject) -> String {
    object.namespace == "default" ? object.name : object.key
  }

  private mutating func add(_ pod: Pod) {
    let summary = PodSummary(pod)
    var box = SceneBox(
      id: podID(pod.key), kind: .pod, label: label(pod), sublabel: pod.status.podIP,
      badges: [SceneBadge(summary.status, ClusterPicture.state(of: pod, summary))],
      born: pod.metadata.creationTimestamp?.milliseconds)
    box.badges.append(SceneBadge("\(summary.ready)/\(summary.total)"))
    box.details += (names[pod.key] ?? []).map { "DNS: " + $0 }
    if summary.restarts > 0 { box.details.append("restarts: \(summary.restarts)") }
    if !pod.status.podIP.isEmpty, !pod.spec.hostNetwork {
      let hostname = pod.spec.hostname.isEmpty ? pod.name : pod.spec.hostname
      box.machine = hostname + " " + pod.status.podIP
    }
    if !pod.spec.nodeName.isEmpty { box.parent = "node/" + pod.spec.nodeName }
    if let wait = cluster.world.trace.waits["pod/" + pod.key] { box.cause = wait.reason }
    boxes.append(box)
  }

  private static func state(of pod: Pod, _ summary: PodSummary) -> SceneState {
    if pod.isBeingDeleted { return .ending }
    switch pod.status.phase {
    case "Succeeded": return .good
    case "Failed": return .bad
    default: break
    }
    switch summary.status {
    case "Running": return pod.isReady ? .good : .waiting
    case "Pending", "ContainerCreating", "PodInitializing": return .waiting
    default:
      return summary.status.hasPrefix("Init:") && !summary.status.includes("Err")
        && !summary.status.includes("Back") ? .waiting : .bad
    }
  }

  /// Pods that are not there yet, and what for.
  private mutating func addMissingPods() {
    for wait in cluster.world.trace.waits.values where wait.subject.hasPrefix("pod/") {
      let key = String(wait.subject.dropFirst(4))
      guard !boxes.contains(where: { $0.id == podID(key) }) else { continue }
      let label = key.hasPrefix("default/") ? String(key.dropFirst(8)) : key
      boxes.append(
        SceneBox(
          id: podID(key), kind: .pod, label: label,
          badges: [SceneBadge("not there yet", .waiting)], cause: wait.reason))
    }
  }

  // MARK: Storage

  private mutating func addStorage() {
    for volume in server.list(PersistentVolume.self) {
      let id = "persistentvolume/" + volume.name
      let phase = volume.isBeingDeleted ? "Terminating" : volume.status.phase
      var box = SceneBox(
        id: id, kind: .volume, label: ClusterPicture.short(volume.name),
        sublabel: volume.spec.capacity["storage"]?.text ?? "",
        badges: [SceneBadge(phase, phase == "Bound" || phase == "Available" ? .good : .waiting)])
      if case .disk(let disk) = cluster.storage.backing(of: volume), let place = disk.location {
        box.parent = "node/" + place.name
      }
      boxes.append(box)
      for node in cluster.storage.nodes(of: volume.name) {
        links.append(SceneLink(from: id, to: "node/" + node, kind: .attached))
      }
    }
    for claim in server.list(PersistentVolumeClaim.self) {
      let id = "persistentvolumeclaim/" + claim.key
      let phase = claim.isBeingDeleted ? "Terminating" : claim.status.phase
      var box = SceneBox(
        id: id, kind: .claim, label: label(claim),
        badges: [
          SceneBadge(
            phase, claim.isBeingDeleted ? .ending : phase == "Bound" ? .good : .waiting)
        ])
      if let wait = cluster.world.trace.waits[id] {
        box.cause = wait.reason
      }
      boxes.append(box)
      if !claim.spec.volumeName.isEmpty {
        links.append(
          SceneLink(from: id, to: "persistentvolume/" + claim.spec.volumeName, kind: .binds))
      }
    }
    for pod in pods {
      for name in pod.claimNames {
        links.append(
          SceneLink(
            from: podID(pod.key), to: "persistentvolumeclaim/\(pod.namespace)/\(name)",
            kind: .mounts))
      }
    }
  }

  /// `pvc-0fe2ab17-…` with its first six digits only, which fit into a box.
  private static func short(_ name: String) -> String {
    name.hasPrefix("pvc-") && name.utf8.count > 13 ? String(name.prefix(10)) + "…" : name
  }

  // MARK: Services and controllers

  private mutating func addServices() {
    for service in server.list(Service.self)
    where service.key != "default/kubernetes" && service.namespace != "kube-system" {
      let id = "service/" + service.key
      let address = service.spec.clusterIP
      boxes.append(
        SceneBox(
          id: id, kind: .service, label: label(service),
          sublabel: address == "None" ? "headless" : address))
      guard pods.count <= ClusterPicture.podLimit,
        let endpoints = server.get(
          Endpoints.self, namespace: service.namespace, name: service.name)
      else { continue }
      for subset in endpoints.subsets {
        for address in subset.addresses {
          guard let target = address.targetRef, target.kind == "Pod" else { continue }
          if service.spec.clusterIP == "None", !address.hostname.isEmpty {
            // As a program in the same namespace says it; the rest is the same for all.
            names["\(target.namespace)/\(target.name)", default: []]
              .append(address.hostname + "." + service.name)
          }
          links.append(
            SceneLink(
              from: id, to: podID("\(target.namespace)/\(target.name)"), kind: .routes))
        }
      }
    }
  }

  private mutating func addControllers() {
    for set in server.list(StatefulSet.self) {
      add(set, "StatefulSet", set.status.readyReplicas, set.spec.replicas ?? 1)
    }
    for deployment in server.list(Deployment.self) {
      add(
        deployment, "Deployment", deployment.status.readyReplicas,
        deployment.spec.replicas ?? 1)
    }
    for set in server.list(ReplicaSet.self)
    where set.controller == nil {
      add(set, "ReplicaSet", set.status.readyReplicas, set.spec.replicas ?? 1)
    }
  }

  private mutating func add(
    _ object: KubernetesObject, _ kind: String, _ ready: Int32, _ wanted: Int32
  ) {
    var state = SceneState.good
    if object.isBeingDeleted {
      state = .ending
    } else if ready != wanted {
      state = .waiting
    }
    boxes.append(
      SceneBox(
        id: "\(kind.lowercased())/\(object.key)", kind: .controller, label: label(object),
        sublabel: kind, badges: [SceneBadge("\(ready)/\(wanted)", state)]))
  }
}
