import KubernetesAPI
import KubernetesCluster
import Simulation

/// Deployments keep within their surge and their unavailability (D7), Recreate waits for the last
/// old pod (D11), and a ReplicaSet has its number of active pods (D3).
///
/// What a Deployment controls is the sizes of its ReplicaSets, so that is what is bounded. Pods
/// that become unavailable by themselves are no fault of it.
final class DeploymentBounds: Rule {
  /// When the number that a Deployment wants last changed, by uid.
  private var scaled: [String: VirtualTime] = [:]
  /// When pods last were available, by uid.
  private var lastAvailable: [String: VirtualTime] = [:]
  /// When the readiness of a set's pods last changed, by the set's uid.
  private var readinessChanges: [String: VirtualTime] = [:]
  private var changes: [String: VirtualTime] = [:]
  private var looks: [String: ScheduledEvent] = [:]

  static let delay = VirtualDuration.seconds(1)
  /// A pod that failed within this time may still be counted on by the controllers.
  static let notice = VirtualDuration.milliseconds(50)

  override func changed(_ event: ObjectEvent, by actor: String) {
    if let deployment = event.object as? Deployment {
      if (event.old as? Deployment)?.spec.replicas != deployment.spec.replicas {
        scaled[deployment.metadata.uid] = now
      }
    } else if let set = event.object as? ReplicaSet {
      note(set.metadata.uid, set.key)
      if event.change != .deleted { setChanged(set, old: event.old as? ReplicaSet, actor) }
    } else if let pod = event.object as? Pod {
      podChanged(pod, event, actor)
    }
  }

  private func owner(of set: ReplicaSet) -> Deployment? {
    guard let owner = set.controller, owner.kind == "Deployment" else { return nil }
    let found = server.get(Deployment.self, namespace: set.namespace, name: owner.name)
    return found?.metadata.uid == owner.uid ? found : nil
  }

  private func sets(of deployment: Deployment) -> [ReplicaSet] {
    server.dependents(ofOwner: deployment.metadata.uid).compactMap { $0 as? ReplicaSet }
  }

  private func pods(of set: ReplicaSet) -> [Pod] {
    server.dependents(ofOwner: set.metadata.uid).compactMap { $0 as? Pod }
  }

  // MARK: Sizes

  private func setChanged(_ set: ReplicaSet, old: ReplicaSet?, _ actor: String) {
    let size = set.spec.replicas ?? 1
    let before = old?.spec.replicas ?? 0
    guard actor == "deployment-controller", size != before, let deployment = owner(of: set),
      scaled[deployment.metadata.uid] != now
    else { return }
    let sets = sets(of: deployment)
    if deployment.spec.strategy.type == "Recreate" {
      if size > before { judgeRecreation(set, size, sets) }
    } else if size > before {
      judgeSurge(set, size, sets, deployment)
    } else {
      judgeAvailability(set, before, sets, deployment)
    }
  }

  private func judgeRecreation(_ set: ReplicaSet, _ size: Int32, _ sets: [ReplicaSet]) {
    for other in sets where other.metadata.uid != set.metadata.uid {
      if let pod = pods(of: other).first(where: { !$0.isFinished }) {
        referee.fail(
          .bounds, "\(set.name) was scaled up to \(size) while \(pod.name) was still there")
      }
    }
  }

  private func judgeSurge(
    _ set: ReplicaSet, _ size: Int32, _ sets: [ReplicaSet], _ deployment: Deployment
  ) {
    let limits = DeploymentLimits(deployment)
    let total = sets.reduce(Int32(0)) { $0 + ($1.spec.replicas ?? 1) }
    guard total > limits.most else { return }
    let sizes = sets.map { "\($0.name): \($0.spec.replicas ?? 1)" }
    referee.fail(
      .bounds,
      "\(set.name) was scaled up to \(size), so that \(deployment.name) wants \(total) pods; at"
        + " most \(limits.most) are allowed (\(sizes.joined(separator: ", ")))")
  }

  // MARK: Availability

  /// What is given up may be available only as far as enough is left. A ReplicaSet is taken to
  /// keep those that are available; which ones it deletes is its own affair.
  private func judgeAvailability(
    _ set: ReplicaSet, _ before: Int32, _ sets: [ReplicaSet], _ deployment: Deployment
  ) {
    guard hasWorked(for: DeploymentBounds.delay),
      scaled[deployment.metadata.uid].map({ $0 + DeploymentBounds.delay <= now }) ?? true
    else { return }
    var left = 0
    var had = 0
    for other in sets {
      let pods = pods(of: other)
      let size = Int(other.spec.replicas ?? 1)
      let sizeBefore = other.metadata.uid == set.metadata.uid ? Int(before) : size
      // What has just failed may be counted or not.
      left += min(pods.filter { counts($0, deployment) }.count, size)
      had += min(pods.filter { isAvailable($0, deployment) }.count, sizeBefore)
    }
    let least = min(had, Int(DeploymentLimits(deployment).least))
    if left < least {
      referee.fail(
        .bounds,
        "\(set.name) was scaled down from \(before) to \(set.spec.replicas ?? 1), which leaves"
          + " \(left) available pods of \(deployment.name); at least \(least) have to be there")
    }
  }

  private func isAvailable(_ pod: Pod, _ deployment: Deployment) -> Bool {
    guard pod.isActive, pod.isRunningAndReady, let since = pod.readySince else { return false }
    return since + .seconds(Int64(deployment.spec.minReadySeconds)) <= now
  }

  /// Whether a pod is available, or was until just now.
  private func counts(_ pod: Pod, _ deployment: Deployment) -> Bool {
    if isAvailable(pod, deployment) { return true }
    guard let last = lastAvailable[pod.metadata.uid] else { return false }
    return last + DeploymentBounds.notice >= now
  }

  // MARK: Victims

  private func podChanged(_ pod: Pod, _ event: ObjectEvent, _ actor: String) {
    guard let owner = pod.controller ?? event.old?.controller, owner.kind == "ReplicaSet" else {
      return
    }
    note(owner.uid, pod.namespace + "/" + owner.name)
    guard let old = event.old as? Pod else { return }
    if old.isReady != pod.isReady { readinessChanges[owner.uid] = now }
    if old.isRunningAndReady, old.isActive { lastAvailable[pod.metadata.uid] = now }
    guard actor == "replicaset-controller", old.isActive, old.isReady, pod.isBeingDeleted,
      readinessChanges[owner.uid] != now,
      let set = server.get(ReplicaSet.self, namespace: pod.namespace, name: owner.name),
      let worse = pods(of: set).first(where: { $0.isActive && !$0.isReady })
    else { return }
    referee.fail(
      .bounds, "\(pod.name) was deleted, which is ready, and \(worse.name) was not (D5)")
  }

  // MARK: Numbers

  private func note(_ uid: String, _ key: String) {
    changes[uid] = now
    if let planned = looks[uid], !planned.isCancelled { return }
    look(uid, key, at: now + DeploymentBounds.delay)
  }

  private func look(_ uid: String, _ key: String, at time: VirtualTime) {
    looks[uid] = world.schedule(at: time) { [unowned(unsafe) self] in
      looks[uid] = nil
      let quiet = (changes[uid] ?? now) + DeploymentBounds.delay
      if quiet > now {
        look(uid, key, at: quiet)
      } else if hasWorked(for: DeploymentBounds.delay) {
        review(uid, key)
      } else {
        look(uid, key, at: now + .seconds(5))
      }
    }
  }

  private func review(_ uid: String, _ key: String) {
    let (namespace, name) = Referee.parts(of: key)
    guard let set = server.get(ReplicaSet.self, namespace: namespace, name: name),
      set.metadata.uid == uid, !set.isBeingDeleted
    else { return }
    let active = pods(of: set).filter { $0.isActive }.count
    if active != Int(set.spec.replicas ?? 1) {
      referee.fail(
        .progress,
        "nothing has changed for a second, but \(set.name) has \(active) active pods and wants"
          + " \(set.spec.replicas ?? 1)")
    }
  }
}
