import Simulation

extension APIServer {
  /// Deletes a pod unless a PodDisruptionBudget needs it (TooManyRequests then, 429).
  public func evict(
    namespace: String, pod name: String, options: DeleteOptions = DeleteOptions()
  ) throws(APIError) {
    guard let pod = get(Pod.self, namespace: namespace, name: name) else {
      throw APIError.notFound(.pods, name)
    }
    let isDone = pod.status.phase == "Succeeded" || pod.status.phase == "Failed"
    if !isDone, !pod.isBeingDeleted, pod.status.phase != "Pending" {
      let budgets = list(PodDisruptionBudget.self, namespace: namespace).filter {
        Selector($0.spec.selector).matches(pod.metadata.labels)
      }
      if budgets.count > 1 {
        throw APIError(
          .internalError,
          "This pod has more than one PodDisruptionBudget, which the eviction subresource does not"
            + " support.")
      }
      if let budget = budgets.first { try spend(budget, on: pod, options) }
    }
    if !options.isDryRun { try markEvicted(pod) }
    try delete(.pods, namespace: namespace, name: name, options: options)
  }

  /// Takes an eviction out of a budget, or refuses it.
  private func spend(
    _ budget: PodDisruptionBudget, on pod: Pod, _ options: DeleteOptions
  ) throws(APIError) {
    let status = budget.status
    // A pod that is not Ready takes nothing away, as long as enough others are healthy.
    let isReady = pod.status.conditions.contains { $0.type == "Ready" && $0.status == "True" }
    if !isReady {
      if budget.spec.unhealthyPodEvictionPolicy == "AlwaysAllow" { return }
      if status.currentHealthy >= status.desiredHealthy, status.desiredHealthy > 0 { return }
    }
    if status.observedGeneration < budget.metadata.generation {
      throw refusal(
        "The disruption budget \(budget.name) is still being processed by the server.")
    }
    if status.disruptionsAllowed <= 0 {
      throw refusal(
        "The disruption budget \(budget.name) needs \(status.desiredHealthy) healthy pods and has"
          + " \(status.currentHealthy) currently")
    }
    guard !options.isDryRun else { return }
    let changed = budget.copy()
    changed.status.disruptionsAllowed -= 1
    changed.status.disruptedPods[pod.name] = now().wholeSeconds
    if changed.status.disruptionsAllowed == 0 {
      changed.status.noteAllowance(generation: budget.metadata.generation, now: now())
    }
    try updateStatus(changed)
  }

  private func refusal(_ cause: String) -> APIError {
    var error = APIError.tooManyRequests(
      "Cannot evict pod as it would violate the pod's disruption budget.")
    error.causes = [APIError.Cause(reason: "DisruptionBudget", field: "", message: cause)]
    return error
  }

  /// Notes in the pod who ended it.
  private func markEvicted(_ pod: Pod) throws(APIError) {
    var condition = PodCondition()
    condition.type = "DisruptionTarget"
    condition.status = "True"
    condition.reason = "EvictionByEvictionAPI"
    condition.message = "Eviction API: evicting"
    condition.lastTransitionTime = now().wholeSeconds
    let marked = pod.copy()
    marked.status.conditions.removeAll { $0.type == condition.type }
    marked.status.conditions.append(condition)
    try updateStatus(marked)
  }
}
