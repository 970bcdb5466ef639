import KubernetesAPI

/// What the controller knows of the pods of one PodDisruptionBudget, counted change by change.
final class BudgetView {
  let selector: Selector
  private var members: [String: Member] = [:]
  /// Pods that are Ready and not being deleted.
  private(set) var healthy = 0
  /// Whose pods they are, and how many.
  private(set) var owners: [Owner: Int] = [:]

  private struct Member {
    var isHealthy: Bool
    var owner: Owner
  }

  /// The object whose size counts for a pod.
  struct Owner: Hashable {
    /// `ReplicaSet`, `StatefulSet`; empty for a pod that belongs to nobody.
    var kind: String
    var name: String
  }

  init(_ budget: PodDisruptionBudget) { selector = Selector(budget.spec.selector) }

  var count: Int { members.count }

  /// Whether the pod is one of those that the budget speaks of.
  func has(_ pod: String) -> Bool { members[pod] != nil }

  func isHealthy(_ pod: String) -> Bool { members[pod]?.isHealthy ?? false }

  /// Takes over a pod as it is now, or its end. Whether that concerns the budget.
  func take(_ pod: Pod, isGone: Bool) -> Bool {
    let before = members.removeValue(forKey: pod.name)
    if let before { count(before, by: -1) }
    guard !isGone, selector.matches(pod.metadata.labels) else { return before != nil }
    let owner = Owner(kind: pod.controller?.kind ?? "", name: pod.controller?.name ?? "")
    let member = Member(isHealthy: pod.isReady && !pod.isBeingDeleted, owner: owner)
    members[pod.name] = member
    count(member, by: 1)
    return true
  }

  private func count(_ member: Member, by change: Int) {
    if member.isHealthy { healthy += change }
    let number = (owners[member.owner] ?? 0) + change
    owners[member.owner] = number == 0 ? nil : number
  }
}
