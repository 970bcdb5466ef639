import KubernetesAPI
import KubernetesCluster
import Simulation

/// Every change of every object of a replay, in causal order, as the recordings note it.
final class ObjectHistory {
  private(set) var entries: [RecordedOrder.Entry] = []
  private(set) var names = RandomNames()
  /// When something last changed; what nodes write about themselves does not count.
  private(set) var lastChange: VirtualTime
  private let world: World

  init(_ cluster: Cluster) {
    world = cluster.world
    lastChange = cluster.world.now
    let before = cluster.server.didChange
    cluster.server.didChange = { [unowned(unsafe) self] event in
      before(event)
      note(event)
    }
  }

  private func note(_ event: ObjectEvent) {
    let object = event.object
    let type = object.resourceType
    if let happening = object as? Event, event.change != .deleted { note(happening) }
    if type === ResourceType.leases || type === ResourceType.events
      || type === ResourceType.nodes && event.change == .modified
    {
      return
    }
    lastChange = world.now
    guard let kind = ObjectHistory.kinds[type.plural] else { return }
    let subject = kind + " " + object.metadata.name
    switch event.change {
    case .added:
      add(.created, subject, creation(of: object))
    case .deleted:
      add(.gone, subject, "")
    case .modified:
      guard let old = event.old else { return }
      for text in ObjectHistory.changes(from: old, to: object) { add(.changed, subject, text) }
    }
  }

  /// What a controller said about something, as the recordings note it.
  private func note(_ event: Event) {
    let component =
      event.source.component.isEmpty ? event.reportingComponent : event.source.component
    let count = event.count > 1 ? " (x\(event.count))" : ""
    let involved = event.involvedObject
    add(
      .event, "",
      "\(event.type) \(event.reason) \(involved.kind)/\(involved.name): \(event.message)\(count)"
        + " [\(component)]")
  }

  private func add(_ kind: RecordedOrder.Entry.Kind, _ subject: String, _ text: String) {
    entries.append(
      RecordedOrder.Entry(
        kind: kind, time: Double(world.now.milliseconds) / 1000, subject: subject, text: text))
  }

  private static let kinds = [
    "pods": "pod", "persistentvolumeclaims": "pvc", "persistentvolumes": "pv",
    "statefulsets": "sts", "deployments": "deploy", "replicasets": "rs",
    "controllerrevisions": "controllerrevision", "endpoints": "ep",
  ]

  private func creation(of object: KubernetesObject) -> String {
    let owner = object.metadata.ownerReferences.first { $0.controller == true }
    let revision = object.metadata.name.split(separator: "-").last.map(String.init) ?? ""
    if object is ControllerRevision { names.hashes.insert(revision) }
    if let hash = object.metadata.labels["pod-template-hash"] { names.hashes.insert(hash) }
    if object is Pod, let owner, owner.kind != "StatefulSet" {
      names.pods[object.metadata.name] = owner.name + "-"
    }
    return "CREATED" + (owner.map { " owner \($0.kind)/\($0.name)!" } ?? "")
  }

  private static func changes(
    from old: KubernetesObject, to object: KubernetesObject
  ) -> [String] {
    var texts: [String] = []
    if !old.isBeingDeleted, object.isBeingDeleted {
      texts.append(
        "DELETING (deletionTimestamp set, grace "
          + "\(object.metadata.deletionGracePeriodSeconds ?? 0))")
    }
    if let pod = object as? Pod, let before = old as? Pod, pod.isReady != before.isReady {
      texts.append(pod.isReady ? "READY" : "not ready")
    }
    if let set = object as? ReplicaSet, let before = old as? ReplicaSet,
      set.spec.replicas != before.spec.replicas
    {
      texts.append("spec \(before.spec.replicas ?? 1)->\(set.spec.replicas ?? 1)")
    }
    return texts
  }
}
