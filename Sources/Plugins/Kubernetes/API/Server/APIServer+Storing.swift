import Values

extension APIServer {
  /// Puts an object into the store under a new version and announces it.
  func store(_ object: KubernetesObject, old: KubernetesObject?) {
    resourceVersion += 1
    object.metadata.resourceVersion = String(resourceVersion)
    tables[object.resourceType]!.put(object)
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

  func index(_ object: KubernetesObject, old: KubernetesObject?) {
    let before = old?.metadata.ownerReferences ?? []
    let after = object.metadata.ownerReferences
    for owner in before where !after.contains(where: { $0.uid == owner.uid }) {
      owners.remove(object, from: owner.uid)
    }
    for owner in after { owners.put(object, in: owner.uid) }
    if let pod = object as? Pod {
      if let before = old as? Pod, before.spec.nodeName != pod.spec.nodeName {
        podsByNode.remove(pod, from: before.spec.nodeName)
      }
      if !pod.spec.nodeName.isEmpty { podsByNode.put(pod, in: pod.spec.nodeName) }
    }
  }
}
