import KubernetesAPI
import Simulation

/// How many pods a Deployment may have of each ReplicaSet (D7, D8, D10). All of it is a function
/// of the numbers that go in.
package struct DeploymentArithmetic {
  /// What is wanted in all.
  var replicas: Int
  /// How many more there may be during a rollout, and how many fewer available.
  package var maxSurge: Int
  var maxUnavailable: Int

  /// The numbers of one ReplicaSet.
  struct SetNumbers {
    /// What is wanted of it, and what its status reports as available.
    var replicas: Int
    var available: Int
    /// The number that was wanted in all when it was last scaled, surge included.
    var maxReplicas: Int?
  }

  init(replicas: Int, maxSurge: Int, maxUnavailable: Int) {
    self.replicas = replicas
    self.maxSurge = maxSurge
    self.maxUnavailable = maxUnavailable
  }

  /// The limits of a Deployment: surge is rounded up, unavailable down; when both come to
  /// nothing, one may be unavailable (D7).
  package init(_ deployment: Deployment) {
    let wanted = deployment.spec.replicas ?? 1
    replicas = Int(wanted)
    maxSurge = 0
    maxUnavailable = 0
    guard deployment.spec.strategy.type != "Recreate" else { return }
    let rolling = deployment.spec.strategy.rollingUpdate
    let quarter = IntOrString.string("25%")
    let surge = (rolling?.maxSurge ?? quarter).scaled(of: wanted, roundingUp: true)
    let unavailable = (rolling?.maxUnavailable ?? quarter).scaled(of: wanted, roundingUp: false)
    // Both together stay within 32 bits, the width of a number of replicas.
    maxSurge = Int(min(surge, Int32.max - max(wanted, 0)))
    maxUnavailable = surge == 0 && unavailable == 0 ? 1 : Int(unavailable)
    if maxUnavailable > replicas { maxUnavailable = replicas }
  }

  var minAvailable: Int { replicas - maxUnavailable }

  /// How large the new ReplicaSet may be, given what all have together (D8).
  func newSize(new: Int, total: Int) -> Int {
    if new >= replicas { return replicas }
    let limit = replicas + maxSurge
    if total >= limit { return new }
    return new + min(limit - total, replicas - new)
  }

  /// The sizes of the old ReplicaSets, oldest first, after what may go has gone (D8).
  struct OldSizes: Equatable {
    /// After the pods that are not available have gone.
    var cleaned: [Int]
    /// After as many of the others have gone as the new pods allow.
    var final: [Int]
  }

  /// What becomes of the old ReplicaSets, given oldest first; nil as long as one of them reports
  /// more available pods than are wanted of it, for then its report is out of date.
  func oldSizes(_ old: [SetNumbers], new: SetNumbers) -> OldSizes? {
    var sizes = old.map { $0.replicas }
    let total = sizes.reduce(0, +) + new.replicas
    let budget = total - minAvailable - (new.replicas - new.available)
    guard sizes.contains(where: { $0 > 0 }), budget > 0 else {
      return OldSizes(cleaned: sizes, final: sizes)
    }
    var cleaned = 0
    for index in sizes.indices where cleaned < budget {
      let missing = sizes[index] - old[index].available
      guard sizes[index] > 0, missing != 0 else { continue }
      guard missing > 0 else { return nil }
      let count = min(budget - cleaned, missing)
      sizes[index] -= count
      cleaned += count
    }
    var result = OldSizes(cleaned: sizes, final: sizes)
    var rest = old.reduce(0) { $0 + $1.available } + new.available - minAvailable
    for index in sizes.indices where rest > 0 {
      let count = min(sizes[index], rest)
      result.final[index] -= count
      rest -= count
    }
    return result
  }

  /// The sizes after the Deployment was scaled in the middle of a rollout: each set grows or
  /// shrinks by its share, what is left over goes to the first (D10).
  ///
  /// The sets come largest first; equal ones newest first when growing, oldest first when
  /// shrinking.
  func proportionalSizes(_ sets: [SetNumbers], reported: Int) -> [Int] {
    let total = sets.reduce(0) { $0 + $1.replicas }
    let allowed = replicas > 0 ? replicas + maxSurge : 0
    let change = allowed - total
    guard change != 0 else { return sets.map { $0.replicas } }
    var sizes: [Int] = []
    var added = 0
    for set in sets {
      let share = self.share(of: set, change: change, added: added, reported: reported)
      sizes.append(set.replicas + share)
      added += share
    }
    if !sizes.isEmpty { sizes[0] = max(0, sizes[0] + change - added) }
    return sizes
  }

  private func share(of set: SetNumbers, change: Int, added: Int, reported: Int) -> Int {
    guard set.replicas != 0, change != added else { return 0 }
    let left = change - added
    if replicas == 0 { return max(-set.replicas, left) }
    let before = set.maxReplicas ?? reported
    guard before > 0 else { return 0 }
    // Rounded to the nearest whole number.
    let size =
      (2 * Int64(set.replicas) * Int64(replicas + maxSurge) + Int64(before)) / (2 * Int64(before))
    let fraction = Int(bounding: size) - set.replicas
    return change > 0 ? min(fraction, left) : max(fraction, left)
  }
}
