import KubernetesAPI
import OrderedCollections
import Simulation

/// The pods of a Job, sorted by what became of them.
final class JobPods {
  /// Neither ended nor being deleted.
  var active: [Pod] = []
  /// Being deleted and not ended yet.
  private(set) var terminating = 0
  /// Ended, and not counted before.
  private(set) var newlySucceeded: [Pod] = []
  private(set) var newlyFailed: [Pod] = []
  /// How often containers of the active pods were started again.
  private(set) var restarts: Int32 = 0
  private var lastFailure: VirtualTime?

  init(of job: Job, _ pods: OrderedDictionary<String, Pod>) {
    for pod in pods.values {
      let isUncounted = pod.metadata.finalizers.contains(JobController.finalizer)
      switch pod.status.phase {
      case "Succeeded": if isUncounted { newlySucceeded.append(pod) }
      case "Failed":
        if isUncounted { newlyFailed.append(pod) }
        note(failureOf: pod)
      default:
        if pod.isBeingDeleted { terminating += 1 } else { active.append(pod) }
      }
    }
    for pod in active {
      for status in pod.status.initContainerStatuses + pod.status.containerStatuses {
        restarts += status.restartCount
      }
    }
  }

  private func note(failureOf pod: Pod) {
    var time = pod.metadata.deletionTimestamp
    for status in pod.status.containerStatuses {
      if let end = status.state.terminated?.finishedAt { time = max(time ?? end, end) }
    }
    guard let time = time ?? pod.metadata.creationTimestamp else { return }
    lastFailure = max(lastFailure ?? time, time)
  }

  /// When the next pod may be made after so many have failed: 10 s after the last failure, then
  /// twice as long each time, up to ten minutes.
  func retryTime(failed: Int) -> VirtualTime? {
    guard failed > 0, let lastFailure else { return nil }
    var pause = JobController.firstBackOff
    for _ in stride(from: 1, to: min(failed, 10), by: 1) { pause = pause * 2 }
    return lastFailure
      + (JobController.longestBackOff < pause ? JobController.longestBackOff : pause)
  }
}
