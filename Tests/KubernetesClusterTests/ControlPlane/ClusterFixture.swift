import KubernetesAPI
import KubernetesCluster
import Simulation
import Testing
import Values

/// A cluster with fake nodes, and a record of what happened to its objects.
final class ClusterFixture {
  let world: World
  let cluster: Cluster
  let nodes: FakeNodes
  /// What happened: `+pod web-0`, `~pod web-0` (deletion began), `-pod web-0`, `ready web-0`.
  private(set) var log: [String] = []

  var server: APIServer { cluster.server }

  init(
    seed: UInt64 = 1, nodes count: Int = 3, logs: Bool = true,
    _ configure: (inout ClusterConfiguration) -> Void = { _ in }
  ) {
    world = World(seed: seed, start: .zero - .minutes(10))
    var configuration = ClusterConfiguration()
    configuration.nodeCount = count
    configure(&configuration)
    cluster = Cluster(world: world, configuration: configuration)
    nodes = FakeNodes(cluster)
    cluster.add(nodes)
    cluster.start()
    world.run(until: .zero)
    guard logs else { return }
    for type in [
      ResourceType.pods, .persistentVolumeClaims, .persistentVolumes, .replicaSets, .statefulSets,
      .controllerRevisions,
    ] {
      server.watch(ObjectSelection(type)) { [unowned self] event in note(event) }
    }
  }

  deinit { world.finish() }

  private func note(_ event: ObjectEvent) {
    let name = "\(event.object.resourceType.shortNames.first ?? "revision") \(event.object.name)"
    switch event.change {
    case .added: log.append("+" + name)
    case .deleted: log.append("-" + name)
    case .modified:
      if event.object.isBeingDeleted, event.old?.isBeingDeleted == false { log.append("~" + name) }
      if let pod = event.object as? Pod, let old = event.old as? Pod, pod.isReady != old.isReady {
        log.append((pod.isReady ? "ready " : "unready ") + pod.name)
      }
    }
  }

  /// Lets time pass.
  func run(_ duration: VirtualDuration) { world.run(until: world.now + duration) }

  func run(seconds: Int64) { run(.seconds(seconds)) }

  /// Forgets what has happened so far.
  func clearLog() { log = [] }

  /// What happened to pods.
  var podLog: [String] {
    log.filter { $0.contains("po ") || $0.hasPrefix("ready") || $0.hasPrefix("unready") }
  }

  /// What happened to the objects of a kind: `pvc`, `po`, `rs`.
  func log(of kind: String) -> [String] { log.filter { $0.dropFirst().hasPrefix(kind + " ") } }

  // MARK: Objects

  func pod(_ name: String) -> Pod? { server.get(Pod.self, namespace: "default", name: name) }

  func set(_ name: String = "web") -> StatefulSet {
    server.get(StatefulSet.self, namespace: "default", name: name)!
  }

  func deployment(_ name: String = "shop") -> Deployment {
    server.get(Deployment.self, namespace: "default", name: name)!
  }

  func claim(_ name: String) -> PersistentVolumeClaim? {
    server.get(PersistentVolumeClaim.self, namespace: "default", name: name)
  }

  /// The volume that a claim is bound to.
  func volume(of claim: String) -> PersistentVolume? {
    server.get(PersistentVolume.self, name: self.claim(claim)?.spec.volumeName ?? "")
  }

  /// The names of all pods, sorted.
  var podNames: [String] { server.list(Pod.self, namespace: "default").map { $0.name } }

  /// The sizes of a Deployment's ReplicaSets, oldest first.
  var setSizes: [Int32] {
    server.list(ReplicaSet.self, namespace: "default")
      .sorted {
        ($0.metadata.creationTimestamp ?? .zero) < ($1.metadata.creationTimestamp ?? .zero)
      }
      .map { $0.spec.replicas ?? 0 }
  }

  /// `Type Reason Message`, with the number when it happened more than once.
  func events(about name: String) -> [String] {
    server.list(Event.self).filter { $0.involvedObject.name == name }.map {
      "\($0.type) \($0.reason) \($0.message)" + ($0.count > 1 ? " (x\($0.count))" : "")
    }
  }

  // MARK: Changes

  @discardableResult
  func create<T: TypedObject>(_ object: T) -> T {
    if object.resourceType.isNamespaced, object.metadata.namespace.isEmpty {
      object.metadata.namespace = "default"
    }
    do {
      return try server.create(object)
    } catch {
      Issue.record("\(object.name) is not created: \(error)")
      return object
    }
  }

  func change<T: TypedObject>(_ type: T.Type = T.self, _ name: String, _ body: (T) -> Void) {
    let namespace = T.resource.isNamespaced ? "default" : ""
    let object = server.get(T.self, namespace: namespace, name: name)!.copy() as! T
    object.metadata.resourceVersion = ""
    body(object)
    do {
      _ = try server.update(object)
    } catch {
      Issue.record("\(name) is not changed: \(error)")
    }
  }

  func scale(_ name: String = "web", to replicas: Int32) {
    change(StatefulSet.self, name) { $0.spec.replicas = replicas }
  }

  func setImage(_ image: String, of name: String = "web") {
    change(StatefulSet.self, name) { $0.spec.template.spec.containers[0].image = image }
  }

  @discardableResult
  func delete(
    _ type: ResourceType, _ name: String, grace: Int64? = nil,
    _ propagation: DeleteOptions.Propagation? = nil
  ) -> Bool {
    let namespace = type.isNamespaced ? "default" : ""
    let options = DeleteOptions(gracePeriodSeconds: grace, propagation: propagation)
    do {
      return try server.delete(type, namespace: namespace, name: name, options: options).isGone
    } catch {
      Issue.record("\(name) is not deleted: \(error)")
      return false
    }
  }

  func deletePod(_ name: String, grace: Int64? = nil) { delete(.pods, name, grace: grace) }
}
