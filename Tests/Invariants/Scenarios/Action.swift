/// One thing that is done to a cluster, as a command of the console.
enum Action: Hashable {
  case apply(Workload)
  case scale(Workload, Int)
  case setImage(Workload, Int)
  case breakImage(Workload)
  case breakCommand(Workload)
  case mendCommand(Workload)
  case undo(Workload)
  case restart(Workload)
  case setPartition(Workload, Int)
  case pause(Workload)
  case resume(Workload)
  case deleteSet(Workload, Cascade)

  case exposeUnready(Workload, Bool)
  case setRetention(Workload, String, String)

  case deleteAll(Workload)
  case deletePod(Victim, Deletion)
  case endMain(Victim)
  case makeUnready(Victim)
  case makeReady(Workload)
  case relabel(Victim)
  case deleteStrays(Workload)
  case deleteClaim(Workload, Int)

  case cordon(Int)
  case uncordon(Int)
  case drain(Int)
  case crash(Int)
  case start(Int)
  case crashControlPlane
  case startControlPlane
  case cut([Int])
  case heal
  case taint(Int)
  case untaint(Int)
  case takeOut(Int)
  case takeBack(Int)
  case removeNode(Int)

  enum Cascade: String, Hashable {
    case background
    case foreground
    case orphan
  }

  enum Deletion: Hashable {
    case plain
    case quick
    case forced
  }

  /// A pod of a workload, counted from 0 on: its ordinal, or its place in the list.
  struct Victim: Hashable {
    var workload: Workload
    var index: Int

    /// The pod as an argument of kubectl.
    var text: String {
      if case .statefulSet(let options) = workload.kind {
        return "\(workload.name)-\(options.start + index)"
      }
      return "$(kubectl get pods -l app=\(workload.name) -o name | head -n \(index + 1) "
        + "| tail -n 1 | cut -d / -f 2)"
    }
  }
}

extension Action {
  /// The command that does it.
  var command: String {
    switch self {
    case .apply(let workload): "kubectl apply -f \(workload.file)"
    case .scale(let workload, let count):
      "kubectl scale \(workload.target) --replicas=\(count)"
    case .setImage(let workload, let number):
      "kubectl set image \(workload.target) app=\(workload.image(number))"
    case .breakImage(let workload):
      "kubectl set image \(workload.target) app=\(workload.repository):\(Workload.badTag)"
    case .breakCommand(let workload):
      Action.patchContainer(workload, #""command":["sh","-c","exit 1"]"#)
    case .mendCommand(let workload): Action.patchContainer(workload, #""command":null"#)
    case .undo(let workload): "kubectl rollout undo \(workload.target)"
    case .restart(let workload): "kubectl rollout restart \(workload.target)"
    case .setPartition(let workload, let place):
      "kubectl patch \(workload.target) -p "
        + "'{\"spec\":{\"updateStrategy\":{\"rollingUpdate\":{\"partition\":\(place)}}}}'"
    case .pause(let workload): "kubectl rollout pause \(workload.target)"
    case .resume(let workload): "kubectl rollout resume \(workload.target)"
    case .deleteSet(let workload, let cascade):
      "kubectl delete \(workload.target) --cascade=\(cascade.rawValue) --wait=false"
    case .exposeUnready(let workload, let isWanted):
      "kubectl patch service \(workload.name) -p "
        + "'{\"spec\":{\"publishNotReadyAddresses\":\(isWanted)}}'"
    case .setRetention(let workload, let whenScaled, let whenDeleted):
      "kubectl patch \(workload.target) -p '{\"spec\":{\"persistentVolumeClaimRetentionPolicy\":"
        + "{\"whenScaled\":\"\(whenScaled)\",\"whenDeleted\":\"\(whenDeleted)\"}}}'"
    case .deleteAll(let workload): "kubectl delete pods -l app=\(workload.name) --wait=false"
    case .deletePod(let victim, .plain): "kubectl delete pod \(victim.text) --wait=false"
    case .deletePod(let victim, .quick):
      "kubectl delete pod \(victim.text) --grace-period=1 --wait=false"
    case .deletePod(let victim, .forced):
      "kubectl delete pod \(victim.text) --force --grace-period=0 --wait=false"
    case .endMain(let victim): "kubectl exec \(victim.text) -- sh -c 'kill -QUIT 1'"
    case .makeUnready(let victim): "kubectl exec \(victim.text) -- touch /tmp/unready"
    case .makeReady(let workload):
      "for pod in $(kubectl get pods -l app=\(workload.name) -o name); do "
        + "kubectl exec $pod -- rm -f /tmp/unready; done"
    case .relabel(let victim): "kubectl label pod \(victim.text) app=lost --overwrite"
    case .deleteStrays: "kubectl delete pods -l app=lost --wait=false"
    case .deleteClaim(let workload, let index):
      "kubectl delete pvc data-\(Victim(workload: workload, index: index).text) --wait=false"
    case .cordon(let node): "kubectl cordon node-\(node)"
    case .uncordon(let node): "kubectl uncordon node-\(node)"
    case .drain(let node):
      "kubectl drain node-\(node) --ignore-daemonsets --delete-emptydir-data --force --timeout=20s"
    case .crash(let node): "sim crash node-\(node)"
    case .start(let node): "sim start node-\(node)"
    case .crashControlPlane: "sim crash control-plane"
    case .startControlPlane: "sim start control-plane"
    case .cut(let nodes):
      "sim partition \(nodes.map { "node-\($0)" }.joined(separator: " ")) / control-plane"
    case .heal: "sim heal"
    case .taint(let node): "kubectl taint nodes node-\(node) repair=soon:NoExecute"
    case .untaint(let node): "kubectl taint nodes node-\(node) repair=soon:NoExecute-"
    case .takeOut(let node):
      "kubectl taint nodes node-\(node) node.kubernetes.io/out-of-service=nodeshutdown:NoExecute"
    case .takeBack(let node):
      "kubectl taint nodes node-\(node) node.kubernetes.io/out-of-service=nodeshutdown:NoExecute-"
    case .removeNode(let node): "kubectl delete node node-\(node) --wait=false"
    }
  }

  private static func patchContainer(_ workload: Workload, _ change: String) -> String {
    "kubectl patch \(workload.target) -p "
      + "'{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"app\",\(change)}]}}}}'"
  }
}
