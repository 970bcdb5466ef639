import KubernetesAPI
import Simulation

extension PodWorker {
  /// The node lost its power: what ran is gone, without a word.
  func noteLoss() {
    turn()
    wasInterrupted = true
    if let host, host !== kubelet.node.host { host.crash() }
    for record in records { record.noteLost(now: world.now) }
    volumes.forgetMemory(pod)
    switch stage {
    case .accepted, .mounting, .running: stage = .accepted
    case .ending, .ended: break
    }
  }

  /// Goes on after the kubelet and the API server were apart, or after a loss of power.
  func resume() {
    let wasInterrupted = wasInterrupted
    self.wasInterrupted = false
    if wasInterrupted { for record in records { record.noteFound(now: world.now) } }
    switch stage {
    case .accepted where wasInterrupted: restartAfterLoss()
    case .accepted, .mounting: break
    case .running: report()
    case .ending where wasInterrupted:
      if pod.isBeingDeleted {
        endAfterLoss()
      } else {
        stage = .ended
        tearDown()
        report()
      }
    case .ending: break
    case .ended:
      if pod.isBeingDeleted { remove() } else { report() }
    }
  }

  /// Starts a pod again whose node lost its power: a new place on the network, all containers.
  private func restartAfterLoss() {
    let hadSandbox = host != nil
    tearDown()
    if pod.isBeingDeleted {
      endAfterLoss()
      return
    }
    if isPastDeadline {
      exceedDeadline()
      return
    }
    for record in initRecords { record.end = nil }
    isInitialized = false
    if hadSandbox {
      kubelet.recorder.normal(
        pod, "SandboxChanged", "Pod sandbox changed, it will be killed and re-created.")
    }
    if startTime == nil { startTime = world.now.wholeSeconds }
    stage = .mounting
    keepDeadline()
    mount()
  }
}
