import KubernetesAPI
import Simulation

extension PodWorker {
  /// Stops the containers: hooks, then the stop signal, then SIGKILL when the grace is over (N6).
  func end(grace: Int64) {
    turn()
    kubelet.stopWaiting(self)
    world.trace.stopWaiting(subject)
    stage = .ending
    for record in records {
      record.stopProbes()
      record.obstacle = nil
    }
    let running = records.filter { $0.isRunning }
    guard !running.isEmpty else {
      noteExceededDeadline()
      if !isObjectGone { report() }
      later(kubelet.notice(usual: KubeletTimings.removal)) { $0.finishEnding() }
      return
    }
    let deadline = max(VirtualDuration.seconds(grace), KubeletTimings.leastGrace)
    killing = later(deadline) { $0.killAll() }
    for record in running where !record.isSidecar { begin(toEnd: record) }
    for record in running where record.isSidecar { begin(toEnd: record) }
  }

  /// Makes the time that is left shorter.
  func shorten(grace: Int64) {
    guard stage == .ending, let planned = killing else { return }
    let left = max(.seconds(grace), KubeletTimings.leastGrace)
    // An eviction may have planned an end that comes sooner.
    guard kubelet.world.now + left < planned.time else { return }
    planned.cancel()
    killing = later(left) { $0.killAll() }
  }

  /// All containers begin to end at the same time: with their hooks.
  private func begin(toEnd record: ContainerRecord) {
    guard let container = record.instance else { return }
    note(record, "Killing", "Stopping container \(record.spec.name)")
    record.ending = .hook
    guard let hook = record.spec.lifecycle?.preStop else {
      record.ending = .turn
      later(KubeletTimings.stop) { $0.signalWhoseTurnItIs() }
      return
    }
    run(hook, record, container) { worker, problem in
      guard record.ending == .hook else { return }
      if problem != nil { worker.warn(record, "FailedPreStopHook", "PreStopHook failed") }
      record.ending = .turn
      worker.signalWhoseTurnItIs()
    }
  }

  /// Sends the stop signal to those that are through with their hooks and need not wait: sidecars
  /// end after the others, the last one first.
  private func signalWhoseTurnItIs() {
    for record in mainRecords where record.isRunning && record.ending == .turn { signal(record) }
    guard !mainRecords.contains(where: { $0.isRunning }) else { return }
    for record in initRecords.reversed() where record.isRunning {
      if record.ending == .turn { signal(record) }
      if record.isSidecar { return }
    }
  }

  private func signal(_ record: ContainerRecord) {
    guard let container = record.instance else { return }
    record.ending = .signalled(world.now)
    container.send(container.image.stopSignal)
  }

  /// The grace is over. Who heard the stop signal two seconds ago is killed; the others hear it now
  /// at the latest, and have two seconds.
  private func killAll() {
    var next: VirtualTime?
    for record in records where record.isRunning {
      if case .signalled = record.ending {} else { signal(record) }
      guard case .signalled(let time) = record.ending else { continue }
      let end = time + KubeletTimings.leastGrace
      if end <= world.now {
        record.instance?.send(.kill)
      } else {
        next = min(next ?? end, end)
      }
    }
    if let next { killing = later(next - world.now) { $0.killAll() } }
  }

  /// Goes on when one more container has ended.
  func continueEnding() {
    guard killing != nil else { return }
    guard records.contains(where: { $0.isRunning }) else {
      killing?.cancel()
      killing = nil
      noteExceededDeadline()
      if !isObjectGone { report() }
      later(kubelet.notice(usual: KubeletTimings.removal)) { $0.finishEnding() }
      return
    }
    signalWhoseTurnItIs()
  }

  private func finishEnding() {
    stage = .ended
    tearDown()
    if isObjectGone {
      discard()
    } else {
      noteExceededDeadline()
      report()
      if pod.isBeingDeleted { remove() }
    }
  }

  /// Ends a pod that was marked for deletion while the node was down.
  func endAfterLoss() {
    turn()
    stage = .ending
    address = ""
    for record in records { record.forgetInstances() }
    report()
    later(.milliseconds(10)) { $0.finishEnding() }
  }

  /// Confirms that nothing runs any more: the object goes.
  func remove() {
    guard kubelet.isConnected else {
      kubelet.isBehind = true
      return
    }
    do throws(APIError) {
      try kubelet.client.delete(pod, options: DeleteOptions(gracePeriodSeconds: 0, uid: uid))
    } catch {
      // It is gone already, or another object has its name.
      discard()
    }
  }
}
