import KubernetesAPI

/// What a change of an object means, in the words of the trace.
enum ChangeDescription {
  /// `pod/default/web-0`, `node/node-1`.
  static func subject(of object: KubernetesObject) -> String {
    object.resourceType.singular + "/" + object.key
  }

  /// A short sentence, or nil for what explains nothing: leases, events, counters.
  static func text(of event: ObjectEvent) -> String? {
    let type = event.object.resourceType
    if type === ResourceType.events || type === ResourceType.leases
      || type === ResourceType.endpointSlices
    {
      return nil
    }
    guard let old = event.old, event.change != .added else { return "created" }
    if event.change == .deleted { return "gone" }
    let object = event.object
    if !old.isBeingDeleted, object.isBeingDeleted { return "marked for deletion" }
    if let pod = object as? Pod, let old = old as? Pod { return text(pod, old) }
    if let claim = object as? PersistentVolumeClaim, let old = old as? PersistentVolumeClaim {
      return claim.status.phase == old.status.phase ? nil : "is \(claim.status.phase)"
    }
    if let volume = object as? PersistentVolume, let old = old as? PersistentVolume {
      return volume.status.phase == old.status.phase ? nil : "is \(volume.status.phase)"
    }
    if let node = object as? Node, let old = old as? Node { return text(node, old) }
    if let endpoints = object as? Endpoints {
      let ready = endpoints.subsets.reduce(0) { $0 + $1.addresses.count }
      return "has \(ready) ready addresses"
    }
    return workloadText(object, old)
  }

  private static func text(_ pod: Pod, _ old: Pod) -> String? {
    if pod.spec.nodeName != old.spec.nodeName { return "assigned to \(pod.spec.nodeName)" }
    if pod.isReady != old.isReady { return pod.isReady ? "is Ready" : "is not Ready" }
    if pod.status.phase != old.status.phase { return "is \(pod.status.phase)" }
    if pod.metadata.labels != old.metadata.labels { return "has other labels" }
    return nil
  }

  private static func text(_ node: Node, _ old: Node) -> String? {
    let status = node.status.conditions.first { $0.type == "Ready" }?.status
    let before = old.status.conditions.first { $0.type == "Ready" }?.status
    if status != before {
      return status == "True" ? "is Ready" : "is not Ready (\(status ?? "no status"))"
    }
    if node.spec.unschedulable != old.spec.unschedulable {
      return node.spec.unschedulable ? "closed for new pods" : "open for new pods"
    }
    if node.spec.taints.count != old.spec.taints.count {
      let taints = node.spec.taints.map { "\($0.key):\($0.effect)" }
      return taints.isEmpty ? "has no taints" : "has the taints " + taints.joined(separator: ", ")
    }
    return nil
  }

  private static func workloadText(_ object: KubernetesObject, _ old: KubernetesObject) -> String? {
    if let set = object as? StatefulSet, let old = old as? StatefulSet {
      return text(
        replicas: (set.spec.replicas, old.spec.replicas),
        isSameTemplate: set.metadata.generation == old.metadata.generation
          || set.spec.template == old.spec.template)
    }
    if let set = object as? ReplicaSet, let old = old as? ReplicaSet {
      return text(replicas: (set.spec.replicas, old.spec.replicas), isSameTemplate: true)
    }
    if let deployment = object as? Deployment, let old = old as? Deployment {
      return text(
        replicas: (deployment.spec.replicas, old.spec.replicas),
        isSameTemplate: deployment.metadata.generation == old.metadata.generation
          || deployment.spec.template == old.spec.template)
    }
    return nil
  }

  private static func text(
    replicas: (new: Int32?, old: Int32?), isSameTemplate: Bool
  ) -> String? {
    if !isSameTemplate { return "has a new template" }
    if replicas.new != replicas.old {
      return "scaled from \(replicas.old ?? 1) to \(replicas.new ?? 1)"
    }
    return nil
  }
}
