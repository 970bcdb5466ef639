import KubernetesAPI
import Simulation
import Values

/// Which pods go first when there are too many (D5).
struct DeletionOrder {
  let now: VirtualTime
  /// How many active pods of the same owner are on the pod's node, by node.
  let neighbours: [String: Int]

  /// The `count` pods that go, in the order in which they go.
  func victims(_ count: Int, of pods: [Pod]) -> [Pod] {
    guard count < pods.count else { return pods.sorted { precedes($0, $1) } }
    return Array(pods.sorted { precedes($0, $1) }.prefix(count))
  }

  /// Whether `left` goes before `right`. The order is total: it ends with the names.
  func precedes(_ left: Pod, _ right: Pod) -> Bool {
    if left.spec.nodeName.isEmpty != right.spec.nodeName.isEmpty {
      return left.spec.nodeName.isEmpty
    }
    let phases = (DeletionOrder.rank(left.status.phase), DeletionOrder.rank(right.status.phase))
    if phases.0 != phases.1 { return phases.0 < phases.1 }
    if left.isReady != right.isReady { return !left.isReady }
    let costs = (DeletionOrder.cost(left), DeletionOrder.cost(right))
    if costs.0 != costs.1 { return costs.0 < costs.1 }
    let crowds = (neighbours[left.spec.nodeName] ?? 0, neighbours[right.spec.nodeName] ?? 0)
    if crowds.0 != crowds.1 { return crowds.0 > crowds.1 }
    if left.isReady, let first = left.readySince, let second = right.readySince, first != second {
      let ages = (ageClass(first), ageClass(second))
      return ages.0 == ages.1 ? left.metadata.uid < right.metadata.uid : ages.0 < ages.1
    }
    let restarts = (DeletionOrder.restarts(left), DeletionOrder.restarts(right))
    if restarts.0 != restarts.1 { return restarts.0 > restarts.1 }
    let ages = (
      ageClass(left.metadata.creationTimestamp ?? now),
      ageClass(right.metadata.creationTimestamp ?? now)
    )
    if ages.0 != ages.1 { return ages.0 < ages.1 }
    if left.metadata.uid != right.metadata.uid { return left.metadata.uid < right.metadata.uid }
    return left.name.precedesByBytes(right.name)
  }

  /// Times that differ by less than a factor of two count as equal, so that the pod that goes is
  /// not always the youngest. The classes are powers of two of nanoseconds, as in a real cluster.
  private func ageClass(_ time: VirtualTime) -> Int {
    let age = (now - time).milliseconds
    if age <= 0 { return -1 }
    let nanoseconds = age.multipliedReportingOverflow(by: 1_000_000)
    return nanoseconds.overflow ? 63 : 63 - nanoseconds.partialValue.leadingZeroBitCount
  }

  private static func rank(_ phase: String) -> Int {
    switch phase {
    case "Pending": return 0
    case "Unknown": return 1
    default: return 2
    }
  }

  private static func cost(_ pod: Pod) -> Int32 {
    pod.metadata.annotations["controller.kubernetes.io/pod-deletion-cost"].flatMap { Int32($0) }
      ?? 0
  }

  private static func restarts(_ pod: Pod) -> Int32 {
    pod.status.containerStatuses.reduce(0) { max($0, $1.restartCount) }
  }
}
