import KubernetesAPI
import Simulation

extension PodWorker {
  /// Looks every ten seconds whether the pod has written more than it may.
  func checkVolumesLater() {
    later(KubeletTimings.usageCheck) { worker in
      guard worker.stage == .running else { return }
      if let excess = worker.volumes.excess(worker.pod) {
        worker.evict(excess)
      } else {
        worker.checkVolumesLater()
      }
    }
  }

  /// Ends the pod because of what it did to the node. The object stays, Failed and Evicted, until
  /// somebody deletes it.
  private func evict(_ message: String) {
    kubelet.recorder.warning(pod, "Evicted", message)
    eviction = message
    end(grace: KubeletTimings.leastGrace.seconds)
  }
}
