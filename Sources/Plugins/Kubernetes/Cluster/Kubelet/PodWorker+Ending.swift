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
      if !isObjectGone { report() }
      later(kubelet.notice(usual: KubeletTimings.removal)) { $0.finishEnding() }
      return
    }
    // A second is always given.
    let deadline = VirtualDuration.seconds(max(grace, 1))
    killing = later(deadline) { $0.killAll() }
    for record in running where !record.isSidecar { stop(record, deadline) }
    if !running.contains(where: { !$0.isSidecar }) { stopSidecar() }
  }

  /// Makes the time that is left shorter.
  func shorten(grace: Int64) {
    guard stage == .ending, killing != nil else { return }
    killing?.cancel()
    killing = later(.seconds(max(grace, 1))) { $0.killAll() }
  }

  private func killAll() {
    for record in records where record.isRunning { record.instance?.send(.kill) }
  }

  private func stop(_ record: ContainerRecord, _ deadline: VirtualDuration) {
    guard let container = record.instance else { return }
    note(record, "Killing", "Stopping container \(record.spec.name)")
    guard let hook = record.spec.lifecycle?.preStop else {
      later(KubeletTimings.stop) { _ in container.send(container.image.stopSignal) }
      return
    }
    run(hook, record, container) { worker, problem in
      if problem != nil { worker.warn(record, "FailedPreStopHook", "PreStopHook failed") }
      container.send(container.image.stopSignal)
    }
  }

  /// Sidecars end after the others, the last one first.
  private func stopSidecar() {
    guard let record = initRecords.last(where: { $0.isSidecar && $0.isRunning }) else { return }
    stop(record, .zero)
  }

  /// Goes on when one more container has ended.
  func continueEnding() {
    guard killing != nil else { return }
    let running = records.filter { $0.isRunning }
    if running.isEmpty {
      killing?.cancel()
      killing = nil
      if !isObjectGone { report() }
      later(kubelet.notice(usual: KubeletTimings.removal)) { $0.finishEnding() }
    } else if !running.contains(where: { !$0.isSidecar }) {
      stopSidecar()
    }
  }

  private func finishEnding() {
    stage = .ended
    tearDown()
    if isObjectGone {
      discard()
    } else {
      report()
      remove()
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
