import KubernetesAPI
import KubernetesCluster
import Simulation

/// Whether everything is as it is wanted, now that the faults are over.
///
/// What Kubernetes itself leaves stuck is no failure, but it has to be exactly that: a set whose
/// next step, by the rules, waits for a pod whose own template is broken, as after a broken
/// rollout whose template has been repaired (S25).
final class Convergence {
  private let referee: Referee
  private var server: APIServer { referee.cluster.server }
  private var now: VirtualTime { referee.cluster.world.now }
  private let order: OrdinalOrder
  private let endpoints: EndpointContents

  init(_ referee: Referee) {
    self.referee = referee
    order = OrdinalOrder(referee)
    endpoints = EndpointContents(referee)
  }

  /// The first thing that is not as it should be; nil when all is well.
  func problem() -> String? {
    nodeProblem() ?? setProblem() ?? deploymentProblem() ?? podProblem()
      ?? endpoints.incompleteness() ?? storageProblem() ?? processProblem() ?? waitProblem()
  }

  private func nodeProblem() -> String? {
    for node in referee.cluster.nodes {
      guard let object = server.get(Node.self, name: node.name) else {
        return "\(node.name) is not registered"
      }
      if !object.isReady { return "\(node.name) is not Ready" }
      if let taint = object.spec.taints.first { return "\(node.name) has the taint \(taint.key)" }
    }
    return nil
  }

  // MARK: StatefulSets

  private func setProblem() -> String? {
    for set in server.list(StatefulSet.self) {
      if set.isBeingDeleted {
        let pods = server.dependents(ofOwner: set.metadata.uid).compactMap { $0 as? Pod }
        if pods.contains(where: { isDeadlocked($0) }) { continue }
        return "\(set.name) is still being deleted"
      }
      guard let rules = order.rules(set.namespace, set.name, set.metadata.uid) else { continue }
      if let problem = problem(of: rules) { return problem }
    }
    return nil
  }

  private func problem(of rules: OrdinalRules) -> String? {
    let set = rules.set
    var answer = rules.answer()
    // A claim that somebody deleted while its pod hangs stays until the pod is deleted by hand.
    let isHeldUp = OrdinalOrder.excuse(&answer, rules) { ordinal, isThere in
      isThere ? order.isHeldUp(ordinal, set, isThere: true) : isNameKept(ordinal, of: set)
    }
    if !answer.steps.isEmpty { return "\(set.name) still has to \(OrdinalOrder.text(answer))" }
    for ordinal in answer.blockers {
      guard let pod = rules.pods[ordinal], Convergence.isBroken(pod) else {
        return "\(set.name) waits for \(set.name)-\(ordinal), which is not broken by its template"
      }
    }
    let pods = rules.pods.values
    let status = set.status
    let counts: [(String, Int32, Int)] = [
      ("replicas", status.replicas, pods.count),
      ("readyReplicas", status.readyReplicas, pods.filter { $0.isRunningAndReady }.count),
      ("availableReplicas", status.availableReplicas, pods.filter { rules.isAvailable($0) }.count),
      (
        "updatedReplicas", status.updatedReplicas,
        pods.filter {
          !$0.isBeingDeleted
            && $0.metadata.labels["controller-revision-hash"] == rules.updateRevision
        }.count
      ),
    ]
    for (name, reported, counted) in counts where Int(reported) != counted {
      // Of two wishes to look again the queue keeps the earlier one, as the real one does: a look
      // that fails puts off the one that would have seen a pod become available.
      if isHeldUp, name == "availableReplicas", Int(reported) < counted { continue }
      return "the status of \(set.name) says \(name) \(reported); there are \(counted)"
    }
    if status.updateRevision != rules.updateRevision {
      return "the status of \(set.name) says updateRevision \(status.updateRevision); it is"
        + " \(rules.updateRevision)"
    }
    if status.observedGeneration != set.metadata.generation {
      return "\(set.name) has not observed its generation"
    }
    if isHeldUp { return nil }
    if answer.blockers.isEmpty, set.spec.updateStrategy.type == "RollingUpdate",
      set.spec.updateStrategy.rollingUpdate?.partition ?? 0 == 0,
      status.currentRevision != status.updateRevision
    {
      return "\(set.name) is updated, but its currentRevision is still \(status.currentRevision)"
    }
    return answer.blockers.isEmpty ? ownershipProblem(rules) : nil
  }

  /// The claims of a set's ordinals belong to whom the policy says (S19).
  private func ownershipProblem(_ rules: OrdinalRules) -> String? {
    let set = rules.set
    let goWithSet = set.spec.persistentVolumeClaimRetentionPolicy?.whenDeleted == "Delete"
    for ordinal in rules.range {
      for template in set.spec.volumeClaimTemplates {
        let name = "\(template.metadata.name)-\(set.name)-\(ordinal)"
        guard
          let claim = server.get(
            PersistentVolumeClaim.self, namespace: set.namespace, name: name)
        else { return "the claim \(name) is missing" }
        let owners = claim.metadata.ownerReferences
        if owners.contains(where: { $0.kind == "Pod" }) {
          return "the claim \(name), which is in use, belongs to a pod"
        }
        if owners.contains(where: { $0.uid == set.metadata.uid }) != goWithSet {
          return "the claim \(name) has [\(owners.map { $0.kind }.joined())] as owners; the policy"
            + " says that it \(goWithSet ? "goes" : "stays") when \(set.name) goes"
        }
      }
    }
    return nil
  }

  /// Whether what a pod's template says can never run.
  static func isBroken(_ pod: Pod) -> Bool {
    pod.spec.containers.contains {
      $0.image.hasSuffix(Workload.badTag) || $0.command == Workload.badCommand
    }
  }

  // MARK: Deployments

  private func deploymentProblem() -> String? {
    for deployment in server.list(Deployment.self) {
      if deployment.isBeingDeleted { return "\(deployment.name) is still being deleted" }
      if let problem = problem(of: deployment) { return problem }
    }
    return nil
  }

  private func problem(of deployment: Deployment) -> String? {
    let sets = server.dependents(ofOwner: deployment.metadata.uid)
      .compactMap { $0 as? ReplicaSet }
    let wanted = deployment.spec.replicas ?? 1
    guard
      let new = sets.max(by: { DeploymentRevision.of($0) < DeploymentRevision.of($1) })
    else { return "\(deployment.name) has no ReplicaSet" }
    if DeploymentRevision.image(new) != DeploymentRevision.image(deployment) {
      return "the newest ReplicaSet of \(deployment.name) has another template"
    }
    let pods = sets.flatMap { set in
      server.dependents(ofOwner: set.metadata.uid).compactMap { $0 as? Pod }
    }
    let own = pods.filter { $0.controller?.uid == new.metadata.uid && $0.isActive }
    let status = deployment.status
    let ready = pods.filter { $0.isActive && $0.isReady }.count
    if Int(status.readyReplicas) != ready {
      return "the status of \(deployment.name) says \(status.readyReplicas) ready; there are"
        + " \(ready)"
    }
    if Int(status.updatedReplicas) != own.count {
      return "the status of \(deployment.name) says \(status.updatedReplicas) updated; there are"
        + " \(own.count)"
    }
    if own.contains(where: { Convergence.isBroken($0) }) {
      return brokenRolloutProblem(deployment, new, sets, pods)
    }
    for set in sets where set.metadata.uid != new.metadata.uid && set.spec.replicas != 0 {
      return "\(set.name), an old ReplicaSet, still wants \(set.spec.replicas ?? 1) pods"
    }
    if new.spec.replicas != wanted {
      return "\(new.name) wants \(new.spec.replicas ?? 1) pods, and \(deployment.name) \(wanted)"
    }
    return nil
  }

  /// A rollout to a broken template stands still: as many new pods as fit, and enough old ones.
  private func brokenRolloutProblem(
    _ deployment: Deployment, _ new: ReplicaSet, _ sets: [ReplicaSet], _ pods: [Pod]
  ) -> String? {
    let wanted = deployment.spec.replicas ?? 1
    let size = new.spec.replicas ?? 1
    let old = sets.filter { $0.metadata.uid != new.metadata.uid }
    let oldSize = old.reduce(Int32(0)) { $0 + ($1.spec.replicas ?? 1) }
    if deployment.spec.strategy.type == "Recreate" {
      return size == wanted && oldSize == 0
        ? nil : "\(new.name) wants \(size) of \(wanted) pods, old sets \(oldSize)"
    }
    let limits = DeploymentLimits(deployment)
    if size < wanted, oldSize + size < limits.most {
      return "\(new.name) could have more pods than \(size)"
    }
    let available = pods.filter { $0.isActive && $0.isReady }.count
    let oldReady = pods.filter {
      $0.isActive && $0.isReady && $0.controller?.uid != new.metadata.uid
    }.count
    if oldReady > 0, available > Int(limits.least) {
      // More than have to be available; old ones may go, as far as the new ones are there.
      let budget = oldSize + size - limits.least - (size - Int32(available - oldReady))
      if budget > 0 { return "\(deployment.name) could give up \(budget) old pods" }
    }
    return nil
  }

  // MARK: Pods

  private func podProblem() -> String? {
    for pod in server.list(Pod.self) {
      if pod.isBeingDeleted {
        if isDeadlocked(pod) { continue }
        return "\(pod.name) is still terminating"
      }
      for owner in pod.metadata.ownerReferences where !exists(owner, pod.namespace) {
        return "\(pod.name) is still there without its owner \(owner.name)"
      }
      if pod.isFinished {
        guard pod.controller?.kind == "ReplicaSet" else {
          return "\(pod.name) is \(pod.status.phase)"
        }
        continue
      }
      if !pod.isRunningAndReady, !Convergence.isBroken(pod) { return "\(pod.name) is not Ready" }
    }
    for set in server.list(ReplicaSet.self) {
      for owner in set.metadata.ownerReferences where !exists(owner, set.namespace) {
        return "\(set.name) is still there without its owner \(owner.name)"
      }
      let active = server.dependents(ofOwner: set.metadata.uid)
        .compactMap { $0 as? Pod }.filter { $0.isActive }
      if active.count != Int(set.spec.replicas ?? 1) {
        return "\(set.name) has \(active.count) pods and wants \(set.spec.replicas ?? 1)"
      }
      if Int(set.status.readyReplicas) != active.filter({ $0.isReady }).count {
        return "the status of \(set.name) says \(set.status.readyReplicas) ready"
      }
    }
    return nil
  }

  /// Whether a pod that is deleted in the foreground waits for its claim, which waits for it. With
  /// the policy to delete claims when scaled, Kubernetes gets into this by itself.
  private func isDeadlocked(_ pod: Pod) -> Bool {
    guard pod.isBeingDeleted, pod.metadata.finalizers.contains("foregroundDeletion") else {
      return false
    }
    return server.dependents(ofOwner: pod.metadata.uid).contains { dependent in
      guard let claim = dependent as? PersistentVolumeClaim, claim.isBeingDeleted else {
        return false
      }
      return pod.claimNames.contains(claim.name)
        && claim.metadata.finalizers.contains("kubernetes.io/pvc-protection")
    }
  }

  /// Whether a pod of an earlier set, which will never go, has the name of one that is wanted.
  private func isNameKept(_ ordinal: Int32, of set: StatefulSet) -> Bool {
    let pod = server.get(Pod.self, namespace: set.namespace, name: "\(set.name)-\(ordinal)")
    return pod.map { isDeadlocked($0) } ?? false
  }

  private func exists(_ owner: OwnerReference, _ namespace: String) -> Bool {
    guard let type = server.resourceTypes.first(where: { $0.kind == owner.kind }) else {
      return false
    }
    return server.object(type, namespace: namespace, name: owner.name)?.metadata.uid == owner.uid
  }

  // MARK: Storage

  private func storageProblem() -> String? {
    let pods = server.list(Pod.self)
    for claim in server.list(PersistentVolumeClaim.self) {
      let users = pods.filter { $0.claimNames.contains(claim.name) }
      if claim.isBeingDeleted, users.isEmpty {
        return "the claim \(claim.name) is still being deleted"
      }
      for owner in claim.metadata.ownerReferences where !exists(owner, claim.namespace) {
        return "the claim \(claim.name) is still there without its owner \(owner.name)"
      }
      let isAwaited = users.contains { !$0.spec.nodeName.isEmpty }
      guard claim.status.phase == "Bound" else {
        if claim.spec.storageClassName == "standard" || isAwaited {
          return "the claim \(claim.name) is \(claim.status.phase)"
        }
        continue
      }
      guard let volume = server.get(PersistentVolume.self, name: claim.spec.volumeName),
        volume.spec.claimRef?.uid == claim.metadata.uid, volume.status.phase == "Bound"
      else { return "the claim \(claim.name) is Bound, but not to \(claim.spec.volumeName)" }
    }
    for volume in server.list(PersistentVolume.self) {
      let claim = volume.spec.claimRef.flatMap {
        server.get(PersistentVolumeClaim.self, namespace: $0.namespace, name: $0.name)
      }
      guard let claim, claim.metadata.uid == volume.spec.claimRef?.uid else {
        return "the volume \(volume.name) is still there without its claim"
      }
      guard referee.cluster.storage.needsAttachment(volume) else { continue }
      let wanted = Set(
        pods.filter { pod in
          pod.claimNames.contains(claim.name) && !pod.spec.nodeName.isEmpty && !pod.isFinished
        }.map { $0.spec.nodeName })
      let present = Set(referee.cluster.storage.nodes(of: volume.name))
      if wanted != present {
        return
          "the volume \(volume.name) is attached to [\(present.sorted().joined(separator: ", "))];"
          + " pods on [\(wanted.sorted().joined(separator: ", "))] use it"
      }
    }
    return nil
  }

  // MARK: What runs, and what is said

  private func processProblem() -> String? {
    var running: [String: Sandbox] = [:]
    for sandbox in referee.sandboxes.values.ordered where sandbox.host.isUp {
      let (namespace, name) = Referee.parts(of: sandbox.place.key)
      let pod = server.get(Pod.self, namespace: namespace, name: name)
      if pod?.metadata.uid != sandbox.place.uid {
        return "\(sandbox.place.key) still runs on \(sandbox.place.node) without an object"
      }
      running[sandbox.place.uid] = sandbox
    }
    for pod in server.list(Pod.self) where pod.isRunningAndReady {
      guard let sandbox = running[pod.metadata.uid] else {
        return "\(pod.name) is said to be Ready, but nothing of it runs"
      }
      if !sandbox.host.addresses.contains(pod.status.podIP) {
        return "\(pod.name) says it is at \(pod.status.podIP); it is at \(sandbox.host.address)"
      }
    }
    return nil
  }

  /// What is said to wait has to be something that is not there yet, or not Ready.
  private func waitProblem() -> String? {
    for wait in referee.cluster.world.trace.waits.values {
      let parts = wait.subject.split(separator: "/")
      guard parts.count == 3, parts[0] == "pod" else { continue }
      let pod = server.get(Pod.self, namespace: String(parts[1]), name: String(parts[2]))
      guard let pod else {
        let set = parts[2].split(separator: "-").dropLast().joined(separator: "-")
        if server.get(StatefulSet.self, namespace: String(parts[1]), name: set) == nil {
          return "\(wait.subject) is said to wait (\(wait.reason)), but nobody wants it"
        }
        continue
      }
      let isOutdated = pod.controller?.kind == "StatefulSet" && wait.actor == OrdinalOrder.name
      if pod.isRunningAndReady, !isOutdated {
        return "\(pod.name) is Ready, but it is said to wait: \(wait.reason)"
      }
    }
    return nil
  }
}

/// The revision of a ReplicaSet among those of its Deployment.
enum DeploymentRevision {
  static func of(_ set: ReplicaSet) -> Int {
    Int(set.metadata.annotations["deployment.kubernetes.io/revision"] ?? "") ?? 0
  }

  /// What tells templates apart here.
  static func image(_ set: ReplicaSet) -> String { text(set.spec.template) }
  static func image(_ deployment: Deployment) -> String { text(deployment.spec.template) }

  private static func text(_ template: PodTemplateSpec) -> String {
    let containers = template.spec.containers.map {
      "\($0.image) \($0.command.joined(separator: " "))"
    }
    return containers.joined()
      + (template.metadata.annotations["kubectl.kubernetes.io/restartedAt"] ?? "")
  }
}
