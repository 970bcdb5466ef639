import KubernetesAPI
import KubernetesCluster
import Simulation

/// A pod is bound once, to a node that exists and is open to it (N1, N14).
final class OpenNodes: Rule {
  /// When each node last changed in a way that concerns the scheduler.
  private var changes: [String: VirtualTime] = [:]

  override func changed(_ event: ObjectEvent, by actor: String) {
    if let node = event.object as? Node {
      if event.change == .deleted || (event.old as? Node)?.spec != node.spec {
        changes[node.name] = now
      }
      return
    }
    guard let pod = event.object as? Pod, event.change == .modified,
      let old = event.old as? Pod, old.spec.nodeName != pod.spec.nodeName
    else { return }
    let name = pod.spec.nodeName
    if !old.spec.nodeName.isEmpty {
      referee.fail(.scheduling, "\(pod.name) was moved from \(old.spec.nodeName) to \(name)")
    }
    // What changed while the scheduler thought, it could not know. For a volume that is made on
    // the node it waits, and looks once a second whether that has been done.
    let thought =
      pod.claimNames.isEmpty ? cluster.configuration.timings.scheduling : .seconds(2)
    if let change = changes[name], change + thought >= now { return }
    guard let node = server.get(Node.self, name: name) else {
      referee.fail(.scheduling, "\(pod.name) was bound to \(name), which does not exist")
      return
    }
    let taint = node.spec.taints.first { taint in
      taint.effect != "PreferNoSchedule"
        && !pod.spec.tolerations.contains { tolerates($0, taint) }
    }
    if node.spec.unschedulable || taint != nil {
      referee.fail(
        .scheduling,
        "\(pod.name) was bound to \(name), which is closed (\(taint?.key ?? "cordoned"))")
    }
  }

  private func tolerates(_ toleration: Toleration, _ taint: Taint) -> Bool {
    (toleration.effect.isEmpty || toleration.effect == taint.effect)
      && (toleration.key.isEmpty || toleration.key == taint.key)
      && (toleration.operator == "Exists" || toleration.value == taint.value)
  }
}
