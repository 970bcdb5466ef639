import KubernetesAPI
import Simulation
import Testing

@testable import KubernetesCluster

/// The tables of the real Deployment controller's unit tests, restated on our arithmetic.
@Suite struct DeploymentTableTests {
  typealias Numbers = DeploymentArithmetic.SetNumbers

  private static func arithmetic(
    _ replicas: Int, surge: Int = 0, unavailable: Int = 0
  ) -> DeploymentArithmetic {
    DeploymentArithmetic(replicas: replicas, maxSurge: surge, maxUnavailable: unavailable)
  }

  /// Restates `TestDeploymentController_reconcileNewReplicaSet` (rolling_test.go) and
  /// `TestNewRSNewReplicas` (deployment_util_test.go).
  @Test(
    "D8: the new ReplicaSet grows by what the surge leaves",
    arguments: [
      // wanted, surge, old, new, new afterwards
      (10, 0, 10, 0, 0), (10, 2, 10, 0, 2), (10, 2, 5, 0, 7), (10, 2, 10, 2, 2), (10, 2, 2, 11, 10),
      (6, 10, 0, 2, 6), (1, 1, 5, 5, 1),
    ])
  func sizeOfTheNewSet(_ wanted: Int, _ surge: Int, _ old: Int, _ new: Int, _ expected: Int) {
    let arithmetic = DeploymentTableTests.arithmetic(wanted, surge: surge)
    #expect(arithmetic.newSize(new: new, total: old + new) == expected)
  }

  /// Restates `TestDeploymentController_reconcileOldReplicaSets`,
  /// `TestDeploymentController_cleanupUnhealthyReplicas` and
  /// `TestDeploymentController_scaleDownOldReplicaSetsForRollingUpdate` (rolling_test.go).
  @Test(
    "D8: old pods go as far as availability allows, unhealthy ones first",
    arguments: [
      // unavailable allowed, old, of these ready, new, of these ready, cleaned, final
      (0, 10, 10, 1, 1, 10, 9), (2, 10, 10, 0, 0, 10, 8),
      (2, 10, 8, 0, 0, 8, 8), (2, 10, 9, 0, 0, 9, 8), (2, 8, 8, 2, 0, 8, 8),
      (2, 0, 0, 10, 10, 0, 0), (2, 10, 1, 0, 0, 8, 8), (0, 10, 10, 0, 0, 10, 10),
    ])
  func sizeOfAnOldSet(
    _ unavailable: Int, _ old: Int, _ oldReady: Int, _ new: Int, _ newReady: Int, _ cleaned: Int,
    _ final: Int
  ) {
    let sizes = DeploymentTableTests.arithmetic(10, unavailable: unavailable).oldSizes(
      [Numbers(replicas: old, available: oldReady)],
      new: Numbers(replicas: new, available: newReady))
    #expect(sizes == DeploymentArithmetic.OldSizes(cleaned: [cleaned], final: [final]))
  }

  @Test("D8: of several old ReplicaSets the oldest shrinks first")
  func oldestShrinksFirst() {
    let sizes = DeploymentTableTests.arithmetic(10, surge: 2, unavailable: 2).oldSizes(
      [Numbers(replicas: 2, available: 2), Numbers(replicas: 6, available: 5)],
      new: Numbers(replicas: 4, available: 4))
    #expect(sizes == DeploymentArithmetic.OldSizes(cleaned: [2, 5], final: [0, 4]))
  }

  @Test("D8: an old ReplicaSet whose status is behind keeps its pods")
  func noSizeFromAnOldStatus() {
    let sizes = DeploymentTableTests.arithmetic(5, surge: 5, unavailable: 1).oldSizes(
      [Numbers(replicas: 2, available: 4)], new: Numbers(replicas: 5, available: 3))
    #expect(sizes == nil)
  }

  /// Restates `TestResolveFenceposts`, `TestMaxUnavailable` (deployment_util_test.go).
  @Test(
    "D7: surge is rounded up, unavailability down, and one of them is not nothing",
    arguments: [
      ("0%", "0%", 0, 0, 0), ("39%", "39%", 10, 4, 3), ("0%", "0%", 10, 0, 1),
      ("55%", "0", 10, 6, 0),
      ("0", "10", 3, 0, 3), ("0%", "30%", 10, 0, 3), ("1", "5", 10, 1, 5), ("1%", "1%", 1, 1, 0),
    ] as [(String, String, Int32, Int, Int)])
  func fenceposts(
    _ surge: String, _ unavailable: String, _ wanted: Int32, _ maxSurge: Int, _ maxUnavailable: Int
  ) {
    func amount(_ text: String) -> IntOrString {
      Int32(text).map { .integer($0) } ?? .string(text)
    }
    let deployment = Samples.deployment(replicas: wanted)
    var rolling = RollingUpdateDeployment()
    rolling.maxSurge = amount(surge)
    rolling.maxUnavailable = amount(unavailable)
    deployment.spec.strategy.rollingUpdate = rolling
    let arithmetic = DeploymentArithmetic(deployment)
    #expect(arithmetic.maxSurge == maxSurge)
    #expect(arithmetic.maxUnavailable == maxUnavailable)
  }

  /// One case of `TestScale` (sync_test.go).
  struct Scaling: CustomTestStringConvertible {
    var testDescription: String
    var from: Int
    var surgeBefore = 0
    var to: Int
    var surge = 0
    /// Newest first, before and after.
    var before: [Int]
    var after: [Int]

    init(
      _ name: String, _ from: Int, _ to: Int, _ before: [Int], _ after: [Int],
      surge: (Int, Int) = (0, 0)
    ) {
      testDescription = name
      self.from = from
      self.to = to
      self.before = before
      self.after = after
      surgeBefore = surge.0
      self.surge = surge.1
    }
  }

  static let scalings = [
    Scaling("proportional scaling: 5 -> 10", 5, 10, [2, 3], [4, 6]),
    Scaling("proportional scaling: 5 -> 3", 5, 3, [2, 3], [1, 2]),
    Scaling("proportional scaling: 9 -> 4", 9, 4, [8, 1], [4, 0]),
    Scaling("proportional scaling: 7 -> 10", 7, 10, [2, 3, 2], [3, 4, 3]),
    Scaling("proportional scaling: 13 -> 8", 13, 8, [2, 8, 3], [1, 5, 2]),
    Scaling("leftover distribution: 3 -> 4", 3, 4, [1, 1, 1], [2, 1, 1]),
    Scaling("leftover distribution: 3 -> 2", 3, 2, [1, 1, 1], [1, 1, 0]),
    Scaling("proportional scaling (no new rs): 4 -> 5", 4, 5, [2, 2], [3, 2]),
    Scaling("proportional scaling: 6 -> 0", 6, 0, [3, 2, 1], [0, 0, 0]),
    Scaling("deployment with surge pods", 10, 20, [6, 6], [11, 11], surge: (2, 2)),
    Scaling("change both surge and size", 10, 50, [5, 8], [22, 34], surge: (3, 6)),
    Scaling("change both size and template", 10, 14, [7, 3], [10, 4]),
  ]

  /// Restates `TestScale` (sync_test.go), with the names of its cases.
  @Test("D10: scaling in the middle of a rollout is shared out", arguments: scalings)
  func scaling(_ scaling: Scaling) {
    let arithmetic = DeploymentTableTests.arithmetic(scaling.to, surge: scaling.surge)
    let isGrowing = scaling.to + scaling.surge > scaling.before.reduce(0, +)
    // Largest first; equal ones newest first when growing, oldest first when shrinking.
    let order = scaling.before.indices.sorted { left, right in
      let sizes = (scaling.before[left], scaling.before[right])
      if sizes.0 != sizes.1 { return sizes.0 > sizes.1 }
      return (left < right) == isGrowing
    }
    let sizes = arithmetic.proportionalSizes(
      order.map {
        Numbers(
          replicas: scaling.before[$0], available: 0,
          maxReplicas: scaling.from + scaling.surgeBefore)
      }, reported: scaling.from)
    var after = scaling.before
    for (index, size) in zip(order, sizes) { after[index] = size }
    #expect(after == scaling.after)
  }
}
