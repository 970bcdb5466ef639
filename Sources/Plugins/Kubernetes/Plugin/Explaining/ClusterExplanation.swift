import KubernetesAPI
import KubernetesCluster
import OrderedCollections
import Simulation

/// Says in a sentence why something in the cluster is as it is, or is not there.
///
/// What a controller noted as waiting comes first: nobody knows better. Else the sentence is made of
/// the object, of those that it depends on, and of the trace.
struct ClusterExplanation {
  let cluster: Cluster

  init(_ cluster: Cluster) { self.cluster = cluster }

  var server: APIServer { cluster.server }
  var trace: Trace { cluster.world.trace }

  /// A sentence about `pod/web-2`, `sts/web`, `pvc/shop/data-db-0`; nil for what is no kind of
  /// this cluster. Without a namespace the default one is meant.
  func text(about subject: String) -> String? {
    let parts = subject.split(separator: "/", omittingEmptySubsequences: false).map { String($0) }
    guard parts.count == 2 || parts.count == 3, !parts.contains(""),
      let type = type(named: parts[0])
    else { return nil }
    let namespace = !type.isNamespaced ? "" : parts.count == 3 ? parts[1] : "default"
    return text(about: type, namespace, parts[parts.count - 1])
  }

  private func type(named name: String) -> ResourceType? {
    let plain = name.split(separator: ".").first.map { $0.lowercased() } ?? ""
    return server.resourceTypes.first {
      $0.singular == plain || $0.plural == plain || $0.shortNames.contains(plain)
    }
  }

  private func text(about type: ResourceType, _ namespace: String, _ name: String) -> String {
    let key = namespace.isEmpty ? name : namespace + "/" + name
    let subject = type.singular + "/" + key
    let object = server.object(type, namespace: namespace, name: name)
    if let wait = trace.waits[subject], object != nil || isExpected(type, namespace, name) {
      let more = (object as? Deployment).flatMap { unreadyPod(of: $0) } ?? ""
      return "\(name) waits: \(wait.reason) (\(wait.actor), since \(wait.since.calendar.clock))"
        + more
    }
    if let object { return "\(name) \(state(of: object))\(latest(subject))" }
    if let reason = absence(of: type, namespace, name) { return reason }
    if let last = trace.last(about: subject) {
      return "\(name) \(last.text) (\(last.actor), at \(last.time.calendar.clock))"
    }
    return "there is no \(type.kind) \(name)"
      + (namespace.isEmpty ? "" : " in the namespace \(namespace)")
  }

  private func latest(_ subject: String) -> String {
    guard let last = trace.last(about: subject) else { return "" }
    return "; last: \(last.text) (\(last.actor), at \(last.time.calendar.clock))"
  }

  /// What holds an object back, as a clause for another sentence: `web-1 is ErrImagePull …`.
  func clause(about object: KubernetesObject) -> String {
    let subject = object.resourceType.singular + "/" + object.key
    if let wait = trace.waits[subject] { return "\(object.name) waits: \(wait.reason)" }
    return "\(object.name) \(state(of: object))"
  }

  private func state(of object: KubernetesObject) -> String {
    if object.isBeingDeleted { return deletion(of: object) }
    if let pod = object as? Pod { return state(of: pod) }
    if let node = object as? Node { return state(of: node) }
    if let set = object as? StatefulSet { return state(of: set) }
    if let deployment = object as? Deployment { return state(of: deployment) }
    if let set = object as? ReplicaSet { return state(of: set) }
    if let job = object as? Job { return state(of: job) }
    if let claim = object as? PersistentVolumeClaim { return state(of: claim) }
    if let volume = object as? PersistentVolume { return state(of: volume) }
    if let service = object as? Service { return state(of: service) }
    return "is there"
  }

  private func deletion(of object: KubernetesObject) -> String {
    if let pod = object as? Pod { return deletion(of: pod) }
    let finalizers = object.metadata.finalizers
    if finalizers.contains("foregroundDeletion") {
      let rest = server.dependents(ofOwner: object.metadata.uid).map { $0.name }
      if !rest.isEmpty {
        return "is being deleted, but only after what it owns: " + ClusterExplanation.list(rest)
      }
    }
    if finalizers.isEmpty { return "is being deleted" }
    return "is being deleted and kept by \(finalizers.joined(separator: ", "))"
  }

  /// A message that stands inside a sentence.
  static func bare(_ message: String) -> String {
    message.hasSuffix(".") ? String(message.dropLast()) : message
  }

  /// `a, b and 3 more`
  static func list(_ names: [String]) -> String {
    let shown = names.prefix(3).joined(separator: ", ")
    return names.count > 3 ? "\(shown) and \(names.count - 3) more" : shown
  }

  /// The message of the newest warning about an object, for one of these reasons.
  func warning(about object: KubernetesObject, _ reasons: String...) -> String? {
    var newest: Event?
    for event in server.list(Event.self, namespace: object.namespace)
    where event.involvedObject.uid == object.metadata.uid && reasons.contains(event.reason) {
      if let known = newest, (event.lastTimestamp ?? .zero) < (known.lastTimestamp ?? .zero) {
        continue
      }
      newest = event
    }
    return newest?.message
  }
}
