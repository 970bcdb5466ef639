import KubernetesAPI
import Simulation
import Values

/// Works out how many pods of each PodDisruptionBudget may be evicted now (N14).
final class DisruptionController: Controller {
  private var views: [String: BudgetView] = [:]
  /// The keys of the budgets of each namespace, in order.
  private var budgets: [String: [String]] = [:]

  /// How long an evicted pod may take to go before it counts again.
  static let patience = VirtualDuration.minutes(2)

  init(_ cluster: Cluster) { super.init(cluster, named: "controllermanager") }

  override func start() {
    watch(.podDisruptionBudgets) { [unowned(unsafe) self] event in
      if let budget = event.object as? PodDisruptionBudget { budgetChanged(budget, event) }
    }
    watch(.pods) { [unowned(unsafe) self] event in
      guard let keys = budgets[event.object.namespace], let pod = event.object as? Pod else {
        return
      }
      for key in keys {
        if views[key]?.take(pod, isGone: event.change == .deleted) == true { queue.add(key) }
      }
    }
  }

  private func budgetChanged(_ budget: PodDisruptionBudget, _ event: ObjectEvent) {
    let key = budget.key
    if event.change == .deleted {
      views[key] = nil
      budgets[budget.namespace]?.removeAll { $0 == key }
      if budgets[budget.namespace]?.isEmpty == true { budgets[budget.namespace] = nil }
      return
    }
    if event.old == nil { budgets[budget.namespace, default: []].append(key) }
    if (event.old as? PodDisruptionBudget)?.spec.selector != budget.spec.selector
      || views[key] == nil
    {
      let view = BudgetView(budget)
      for pod in server.list(Pod.self, namespace: budget.namespace, labels: view.selector) {
        _ = view.take(pod, isGone: false)
      }
      views[key] = view
    }
    queue.add(key)
  }

  override func reconcile(_ key: String) -> Reconciliation {
    let (namespace, name) = Controller.parts(of: key)
    guard let view = views[key],
      let budget = server.get(PodDisruptionBudget.self, namespace: namespace, name: name)
    else { return .done }
    if view.count == 0 { recorder.normal(budget, "NoPods", "No matching pods found") }
    var status = budget.status
    let next = forgetDisruptions(of: budget, view, &status)
    let disrupted = status.disruptedPods.entries.filter { view.isHealthy($0.key) }.count
    let healthy = view.healthy - disrupted
    let (expected, desired) = demand(budget, view)
    status.observedGeneration = budget.metadata.generation
    status.currentHealthy = Int32(clamping: healthy)
    status.desiredHealthy = Int32(clamping: desired)
    status.expectedPods = Int32(clamping: expected)
    status.disruptionsAllowed = expected > 0 ? Int32(clamping: max(0, healthy - desired)) : 0
    status.noteAllowance(generation: budget.metadata.generation, now: world.now)
    if status != budget.status {
      let changed = budget.copy()
      changed.status = status
      changed.metadata.resourceVersion = ""
      do throws(APIError) { try client.updateStatus(changed) } catch { return .failed }
    }
    return next.map { .again(after: $0 - world.now) } ?? .done
  }

  /// How many pods there should be, and how many of them have to be healthy.
  private func demand(
    _ budget: PodDisruptionBudget, _ view: BudgetView
  ) -> (expected: Int, desired: Int) {
    if let allowed = budget.spec.maxUnavailable {
      let expected = size(of: budget, view)
      let away = Int(allowed.scaled(of: Int32(clamping: expected), roundingUp: true))
      return (expected, max(0, expected - away))
    }
    guard let wanted = budget.spec.minAvailable else { return (view.count, 0) }
    if case .integer(let number) = wanted { return (view.count, Int(number)) }
    let expected = size(of: budget, view)
    return (expected, Int(wanted.scaled(of: Int32(clamping: expected), roundingUp: true)))
  }

  /// The size of all that the pods belong to: what is wanted, not what is there.
  private func size(of budget: PodDisruptionBudget, _ view: BudgetView) -> Int {
    var deployments: Set<String> = []
    var total = 0
    var hasUnmanaged = false
    for owner in view.owners.keys {
      switch owner.kind {
      case "StatefulSet":
        let set = server.get(StatefulSet.self, namespace: budget.namespace, name: owner.name)
        total += set?.replicas ?? 0
      case "ReplicaSet":
        let set = server.get(ReplicaSet.self, namespace: budget.namespace, name: owner.name)
        if let deployment = set?.controller, deployment.kind == "Deployment" {
          deployments.insert(deployment.name)
        } else {
          total += set?.replicas ?? 0
        }
      default: hasUnmanaged = true
      }
    }
    for name in deployments {
      let deployment = server.get(Deployment.self, namespace: budget.namespace, name: name)
      total += Int(deployment?.spec.replicas ?? 0)
    }
    if hasUnmanaged { warnOfUnmanaged(budget) }
    return total
  }

  private func warnOfUnmanaged(_ budget: PodDisruptionBudget) {
    let labels = (budget.spec.selector?.matchLabels ?? StringMap()).entries
      .map { "\($0.key): \($0.value)," }.joined()
    recorder.warning(
      budget, "UnmanagedPods",
      "Pods selected by this PodDisruptionBudget (selector: &LabelSelector{MatchLabels:"
        + "map[string]string{\(labels)},MatchExpressions:[]LabelSelectorRequirement{},}) were found"
        + " to be unmanaged. As a result, the status of the PDB cannot be calculated correctly,"
        + " which may result in undefined behavior. To account for these pods please set"
        + " \".spec.minAvailable\" field of the PDB to an integer value.")
  }

  /// Forgets evictions that are over: the pod is going or gone, or it did not go in two minutes.
  /// Gives the time of the next one that could be.
  private func forgetDisruptions(
    of budget: PodDisruptionBudget, _ view: BudgetView, _ status: inout PodDisruptionBudgetStatus
  ) -> VirtualTime? {
    var next: VirtualTime?
    for entry in budget.status.disruptedPods {
      let pod = server.get(Pod.self, namespace: budget.namespace, name: entry.key)
      guard let pod, !pod.isBeingDeleted, view.has(pod.name) else {
        status.disruptedPods[entry.key] = nil
        continue
      }
      let end = entry.value + DisruptionController.patience
      if end <= world.now {
        status.disruptedPods[entry.key] = nil
        recorder.warning(
          pod, "NotDeleted",
          "Pod was expected by PDB \(budget.key) to be deleted but it wasn't")
      } else {
        next = min(next ?? end, end)
      }
    }
    return next
  }
}
