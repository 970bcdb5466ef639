import KubernetesAPI
import Simulation
import Testing

@testable import KubernetesCluster

/// Which pods go first. Restates `TestSortingActivePods` and `TestSortingActivePodsWithRanks`
/// (controller_utils_test.go): each pair differs in one thing, all that comes before it equal.
@Suite struct DeletionOrderTests {
  static let now = VirtualTime.zero + .seconds(100_000)

  /// What is told apart about a pod.
  struct Candidate: Sendable {
    var node = "node-1"
    var phase = "Running"
    var isReady = true
    var cost: Int?
    var readyFor: Int64 = 1000
    var restarts: Int32 = 0
    var age: Int64 = 5000
    var uid = "m"

    var pod: Pod {
      let pod = Pod()
      pod.metadata.name = uid
      pod.metadata.uid = uid
      pod.metadata.creationTimestamp = now - .seconds(age)
      pod.spec.nodeName = node
      pod.status.phase = phase
      var condition = PodCondition()
      condition.type = "Ready"
      condition.status = isReady ? "True" : "False"
      condition.lastTransitionTime = now - .seconds(readyFor)
      pod.status.conditions = [condition]
      if let cost {
        pod.metadata.annotations["controller.kubernetes.io/pod-deletion-cost"] = String(cost)
      }
      var status = ContainerStatus()
      status.restartCount = restarts
      pod.status.containerStatuses = [status]
      return pod
    }
  }

  private func goesFirst(_ first: Candidate, before second: Candidate) -> Bool {
    let order = DeletionOrder(
      now: DeletionOrderTests.now, neighbours: ["node-1": 1, "node-2": 2, "node-3": 2])
    let both = (order.precedes(first.pod, second.pod), order.precedes(second.pod, first.pod))
    #expect(both.0 != both.1, "one of two goes first")
    return both.0
  }

  @Test(
    "D5: each criterion decides when all before it are equal",
    arguments: [
      // Without a node before with one, even Running and Ready.
      (Candidate(node: ""), Candidate(phase: "Pending", isReady: false)),
      (Candidate(phase: "Pending", isReady: false), Candidate(phase: "Unknown", isReady: false)),
      (Candidate(phase: "Unknown", isReady: false), Candidate(isReady: false)),
      (Candidate(isReady: false, cost: 100), Candidate(cost: -100)),
      (Candidate(cost: -100), Candidate(node: "node-2")),
      (Candidate(), Candidate(node: "node-2", cost: 1)),
      // The more crowded node, before the time of readiness.
      (Candidate(node: "node-2"), Candidate(readyFor: 1)),
      (Candidate(readyFor: 10), Candidate(restarts: 9)),
      (Candidate(readyFor: 1, uid: "z"), Candidate(readyFor: 3, uid: "a")),
      (Candidate(restarts: 9), Candidate(age: 10)),
      (Candidate(age: 10, uid: "z"), Candidate(uid: "a")),
      (Candidate(uid: "a"), Candidate(uid: "b")),
    ])
  func criteria(_ first: Candidate, _ second: Candidate) {
    #expect(goesFirst(first, before: second))
  }

  @Test("D5: times of the same power of two count as equal, and then chance decides, not restarts")
  func timesInOneClass() {
    // 600 s and 1000 s lie between 2^39 and 2^40 nanoseconds, 1000 s and 1200 s do not.
    #expect(goesFirst(Candidate(readyFor: 1000, uid: "a"), before: Candidate(readyFor: 600)))
    #expect(
      goesFirst(
        Candidate(readyFor: 1000, uid: "a"), before: Candidate(readyFor: 600, restarts: 9)))
    #expect(goesFirst(Candidate(readyFor: 1000), before: Candidate(readyFor: 1200, uid: "a")))
    // Ready at the same moment is something else: then restarts decide.
    #expect(goesFirst(Candidate(restarts: 9), before: Candidate(uid: "a")))
    #expect(goesFirst(Candidate(age: 1000, uid: "a"), before: Candidate(age: 600)))
  }
}
