import KubernetesAPI
import KubernetesCluster
import Simulation

/// At most one pod of a name runs, anywhere (S26).
///
/// Running is what processes do. The exception is what Kubernetes itself warns of: a pod whose
/// object was removed without its kubelet's word, by a person with `--force`, or by the collector
/// because the node is gone or has been declared out of service.
final class AtMostOne: Rule {
  /// The uids of pods whose objects were removed by force.
  private var forced: Set<String> = []

  override func changed(_ event: ObjectEvent, by actor: String) {
    guard event.change == .deleted, let pod = event.object as? Pod, !pod.spec.nodeName.isEmpty
    else { return }
    let uid = pod.metadata.uid
    if mayRemoveByForce(pod, actor) {
      forced.insert(uid)
    } else if let sandbox = referee.sandboxes.values.first(where: { $0.place.uid == uid }) {
      referee.fail(
        .atMostOne,
        "\(actor) removed the object of \(pod.name) while it ran on \(sandbox.place.node)")
    }
  }

  private func mayRemoveByForce(_ pod: Pod, _ actor: String) -> Bool {
    if actor == "kubectl" { return true }
    guard actor == "pod-garbage-collector" else { return false }
    guard let node = server.get(Node.self, name: pod.spec.nodeName) else { return true }
    return !node.isReady
      && node.spec.taints.contains { $0.key == "node.kubernetes.io/out-of-service" }
  }

  override func began(_ process: Process, in sandbox: Sandbox) {
    guard sandbox.processes == 1 else { return }
    let place = sandbox.place
    let same = referee.sandboxes.values.filter {
      $0.place.key == place.key && $0.host.isUp && !forced.contains($0.place.uid)
    }
    if same.count > 1 {
      let nodes = same.ordered.map { "\($0.place.node) (uid \($0.place.uid.prefix(8)))" }
      referee.fail(
        .atMostOne, "\(place.key) runs \(same.count) times: on \(nodes.joined(separator: " and "))")
    }
    guard !forced.contains(place.uid) else { return }
    let (namespace, name) = Referee.parts(of: place.key)
    let pod = server.get(Pod.self, namespace: namespace, name: name)
    if pod?.metadata.uid != place.uid || pod?.spec.nodeName != place.node {
      referee.fail(
        .atMostOne,
        "\(place.key) (uid \(place.uid.prefix(8))) runs on \(place.node), but the API server has"
          + " no such pod there")
    }
  }
}

extension Referee {
  /// The namespace and name in a key.
  static func parts(of key: String) -> (namespace: String, name: String) {
    guard let slash = key.firstIndex(of: "/") else { return ("", key) }
    return (String(key[..<slash]), String(key[key.index(after: slash)...]))
  }
}
