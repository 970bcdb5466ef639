import Simulation
import Values

extension APIServer {
  /// The classes that every cluster has. Their names are the only ones: the kind PriorityClass is
  /// not simulated.
  static let priorities: [String: Int32] = [
    "system-cluster-critical": 2_000_000_000, "system-node-critical": 2_000_001_000,
  ]
  /// That of every class, and of pods without one.
  static let preemptionPolicy = "PreemptLowerPriority"

  /// Refuses a pod whose class does not exist, or that says what only a class may say.
  func checkPriority(of pod: Pod) throws(APIError) {
    let name = pod.spec.priorityClassName
    let known = APIServer.priorities[name]
    if known == nil, !name.isEmpty {
      throw forbidden(pod, "no PriorityClass with name \(name) was found")
    }
    let priority = known ?? 0
    let source = "priority admission controller computed"
    let end = "from the given PriorityClass name"
    if let given = pod.spec.priority, given != priority {
      throw forbidden(
        pod,
        "the integer value of priority (\(given)) must not be provided in pod spec; \(source)"
          + " \(priority) \(end)")
    }
    if let given = pod.spec.preemptionPolicy, given != APIServer.preemptionPolicy {
      throw forbidden(
        pod,
        "the string value of PreemptionPolicy (\(given)) must not be provided in pod spec;"
          + " \(source) \(APIServer.preemptionPolicy) \(end)")
    }
  }

  /// Refuses a pod that names a class of runtimes, for there are none.
  func checkRuntime(of pod: Pod) throws(APIError) {
    if let name = pod.spec.kept.values["runtimeClassName"]?.string {
      throw forbidden(
        pod, "pod rejected: RuntimeClass \(APIError.Cause.quoted(name)) not found")
    }
    if pod.spec.kept.values["overhead"] != nil {
      throw forbidden(
        pod,
        "pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead")
    }
  }

  private func forbidden(_ pod: Pod, _ reason: String) -> APIError {
    APIError.forbidden(.pods, APIServer.knownName(of: pod), reason)
  }

  /// Says of a new pod that the scheduler is not asked yet.
  func noteSchedulingGates(of pod: Pod) {
    var condition = PodCondition()
    condition.type = "PodScheduled"
    condition.status = "False"
    condition.reason = "SchedulingGated"
    condition.message = "Scheduling is blocked due to non-empty scheduling gates"
    condition.lastTransitionTime = now().wholeSeconds
    pod.status.conditions.append(condition)
  }
}
