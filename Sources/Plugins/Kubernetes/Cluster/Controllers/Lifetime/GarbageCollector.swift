import KubernetesAPI
import Simulation
import Values

/// Deletes what belonged to objects that are gone (S22, S23), in the background, before the owner
/// in the foreground, or not at all when it is to be orphaned.
final class GarbageCollector: Controller {
  private var typesByKind: [String: ResourceType] = [:]

  init(_ cluster: Cluster) { super.init(cluster, named: "garbage-collector") }

  override func start() {
    for type in server.resourceTypes {
      typesByKind[type.apiVersion + "/" + type.kind] = type
      if type === ResourceType.events || type === ResourceType.leases { continue }
      watch(type) { [unowned(unsafe) self] event in changed(event) }
    }
  }

  private func changed(_ event: ObjectEvent) {
    let object = event.object
    if event.change == .deleted {
      for dependent in server.dependents(ofOwner: object.metadata.uid) { enqueue(dependent) }
      // An owner that waits in the foreground may be the last one's.
      for owner in object.metadata.ownerReferences where owner.blockOwnerDeletion == true {
        if let owner = find(owner, from: object), isWaitingForDependents(owner) { enqueue(owner) }
      }
      return
    }
    if object.isBeingDeleted {
      if isWaitingForDependents(object) || object.metadata.finalizers.contains("orphan") {
        enqueue(object)
      }
    }
    let owners = object.metadata.ownerReferences
    guard !owners.isEmpty, event.old?.metadata.ownerReferences != owners else { return }
    for owner in owners where find(owner, from: object) == nil {
      enqueue(object)
      return
    }
  }

  private func enqueue(_ object: KubernetesObject) {
    queue.add(object.resourceType.qualifiedPlural + "|" + object.key)
  }

  private func isWaitingForDependents(_ object: KubernetesObject) -> Bool {
    object.isBeingDeleted && object.metadata.finalizers.contains("foregroundDeletion")
  }

  /// The object that a reference means, if it is still the same one.
  private func find(
    _ owner: OwnerReference, from object: KubernetesObject
  ) -> KubernetesObject? {
    guard let type = typesByKind[owner.apiVersion + "/" + owner.kind] else { return nil }
    let found = server.object(type, namespace: object.namespace, name: owner.name)
    return found?.metadata.uid == owner.uid ? found : nil
  }

  // MARK: Reconciling

  override func reconcile(_ key: String) -> Reconciliation {
    guard let bar = key.firstIndex(of: "|"),
      let type = server.resourceTypes.first(where: { $0.qualifiedPlural == key[..<bar] })
    else { return .done }
    let (namespace, name) = Controller.parts(of: String(key[key.index(after: bar)...]))
    guard let object = server.object(type, namespace: namespace, name: name) else { return .done }
    do throws(APIError) {
      if object.isBeingDeleted, object.metadata.finalizers.contains("orphan") {
        try orphanDependents(of: object)
      } else if isWaitingForDependents(object) {
        try deleteDependents(of: object)
      } else if !object.isBeingDeleted {
        try review(object)
      }
      return .done
    } catch {
      return error.reason == .notFound ? .done : .failed
    }
  }

  private func orphanDependents(of owner: KubernetesObject) throws(APIError) {
    for dependent in server.dependents(ofOwner: owner.metadata.uid) {
      let freed = dependent.copy()
      freed.metadata.ownerReferences.removeAll { $0.uid == owner.metadata.uid }
      try client.update(any: freed)
    }
    try removeFinalizer("orphan", from: owner)
  }

  private func deleteDependents(of owner: KubernetesObject) throws(APIError) {
    var isBlocked = false
    for dependent in server.dependents(ofOwner: owner.metadata.uid) {
      let blocks = dependent.metadata.ownerReferences.contains {
        $0.uid == owner.metadata.uid && $0.blockOwnerDeletion == true
      }
      if blocks { isBlocked = true }
      if !dependent.isBeingDeleted { enqueue(dependent) }
    }
    if !isBlocked { try removeFinalizer("foregroundDeletion", from: owner) }
  }

  private func removeFinalizer(
    _ finalizer: String, from object: KubernetesObject
  ) throws(APIError) {
    guard
      let present = server.object(
        object.resourceType, namespace: object.namespace, name: object.name)
    else { return }
    let changed = present.copy()
    changed.metadata.finalizers.removeAll { $0 == finalizer }
    try client.update(any: changed)
  }

  /// Deletes an object whose owners are all gone or going; one with an owner left loses only the
  /// references to the others.
  private func review(_ object: KubernetesObject) throws(APIError) {
    var left: [OwnerReference] = []
    var isOwnerWaiting = false
    for reference in object.metadata.ownerReferences {
      guard let owner = find(reference, from: object) else { continue }
      if isWaitingForDependents(owner) { isOwnerWaiting = true } else { left.append(reference) }
    }
    if !left.isEmpty {
      guard left.count < object.metadata.ownerReferences.count else { return }
      let changed = object.copy()
      changed.metadata.ownerReferences = left
      try client.update(any: changed)
      return
    }
    guard !object.metadata.ownerReferences.isEmpty else { return }
    let hasDependents = !server.dependents(ofOwner: object.metadata.uid).isEmpty
    var options = DeleteOptions()
    options.propagation = isOwnerWaiting && hasDependents ? .foreground : .background
    try client.delete(object, options: options)
  }
}
