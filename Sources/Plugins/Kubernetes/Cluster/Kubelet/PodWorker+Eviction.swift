import KubernetesAPI
import Simulation

extension PodWorker {
  /// Why a kubelet ended a pod that nobody deleted.
  struct Eviction {
    /// `Evicted`.
    var reason: String
    var message: String

    /// The pod was active for longer than it may.
    static let deadline = Eviction(
      reason: "DeadlineExceeded",
      message: "Pod was active on the node longer than the specified deadline")
  }

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
    eviction = Eviction(reason: "Evicted", message: message)
    end(grace: KubeletTimings.leastGrace.seconds)
  }

  // MARK: Deadlines

  /// Whether the pod has been active for as long as it may. That counts from the start in its
  /// status: also while images are pulled, and while the node has no power.
  var isPastDeadline: Bool {
    guard let end = deadlineTime else { return false }
    return end <= world.now
  }

  private var deadlineTime: VirtualTime? {
    guard let seconds = pod.spec.activeDeadlineSeconds, let startTime else { return nil }
    return startTime + .seconds(seconds)
  }

  /// Ends the pod when it has been active for as long as it may, as its object says now.
  func keepDeadline() {
    deadline?.cancel()
    deadline = nil
    guard let end = deadlineTime else { return }
    deadline = later(max(.zero, end - world.now)) { $0.exceedDeadline() }
  }

  /// Ends the pod with its own grace. The object stays, Failed, until somebody deletes it.
  func exceedDeadline() {
    // What has ended by itself has its phase.
    guard stage != .ending, stage != .ended else { return }
    eviction = .deadline
    // The look that finds it says so, and the end of the pod begins with another one.
    noteExceededDeadline()
    noteExceededDeadline()
    end(grace: pod.spec.terminationGracePeriodSeconds ?? 30)
  }

  /// A kubelet says it with each status that it makes of the pod from then on.
  func noteExceededDeadline() {
    guard eviction?.reason == Eviction.deadline.reason, !isObjectGone else { return }
    kubelet.recorder.normal(pod, Eviction.deadline.reason, Eviction.deadline.message)
  }
}
