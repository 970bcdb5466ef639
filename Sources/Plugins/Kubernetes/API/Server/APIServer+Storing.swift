import Values

extension APIServer {
  /// Puts an object into the store under a new version and announces it.
  ///
  /// - Parameter note: who gets the fields that changed.
  func store(
    _ object: KubernetesObject, old: KubernetesObject?, _ note: FieldNote = .unnoted
  ) {
    resourceVersion += 1
    object.metadata.resourceVersion = String(resourceVersion)
    object.settle(inPlaceOf: old)
    if APIServer.hasManagers(object.resourceType) { object.fieldLog = log(of: note, over: old) }
    tables[object.resourceType]!.put(object, isNew: old == nil)
    index(object, old: old)
    announce(
      ObjectEvent(
        old == nil ? .added : .modified, object, old: old, resourceVersion: resourceVersion))
  }

  /// Takes an object out of the store and announces its last state.
  func discard(_ object: KubernetesObject) {
    resourceVersion += 1
    let last = object.copy()
    last.metadata.resourceVersion = String(resourceVersion)
    tables[object.resourceType]!.remove(object)
    for owner in object.metadata.ownerReferences { owners.remove(object, from: owner.uid) }
    if let pod = object as? Pod { podsByNode.remove(pod, from: pod.spec.nodeName) }
    if let service = object as? Service { clusterAddresses.release(service) }
    announce(ObjectEvent(.deleted, last, old: object, resourceVersion: resourceVersion))
  }

  /// Whether it is noted who manages fields of a kind: nobody asks for those of what only programs
  /// write, every few seconds.
  static func hasManagers(_ type: ResourceType) -> Bool {
    type !== ResourceType.events && type !== ResourceType.leases
  }

  func index(_ object: KubernetesObject, old: KubernetesObject?) {
    let before = old?.metadata.ownerReferences ?? []
    let after = object.metadata.ownerReferences
    if before != after {
      for owner in before { owners.remove(object, from: owner.uid) }
      for owner in after { owners.put(object, in: owner.uid) }
    }
    guard let pod = object as? Pod else { return }
    let nodeBefore = (old as? Pod)?.spec.nodeName ?? ""
    let node = pod.spec.nodeName
    if node != nodeBefore {
      if !nodeBefore.isEmpty { podsByNode.remove(pod, from: nodeBefore) }
      if !node.isEmpty { podsByNode.put(pod, in: node) }
    }
  }
}
