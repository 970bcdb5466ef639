import KubernetesAPI
import KubernetesCluster
import Simulation

/// What the rules of StatefulSets (S3–S14) ask for in one situation, worked out plainly from the
/// objects: the controller keeps books, this looks at everything anew.
struct OrdinalRules {
  /// One thing that the controller may do.
  enum Step: Hashable {
    case create(Int32)
    case delete(Int32)
  }

  var set: StatefulSet
  /// The set's pods by ordinal.
  var pods: [Int32: Pod]
  var updateRevision: String
  var now: VirtualTime

  /// What may be done, and the ordinals of pods that hold up everything else.
  struct Answer {
    var steps: Set<Step> = []
    var blockers: [Int32] = []
  }

  var isParallel: Bool { self.set.spec.podManagementPolicy == "Parallel" }
  var start: Int32 { self.set.spec.ordinals?.start ?? 0 }
  var range: [Int32] { Array(start..<(start + (set.spec.replicas ?? 1))) }
  /// Ordinals outside the range, the highest first.
  var condemned: [Int32] { pods.keys.filter { !range.contains($0) }.sorted(by: >) }

  func isHealthy(_ pod: Pod?) -> Bool {
    guard let pod else { return false }
    return pod.isRunningAndReady && !pod.isBeingDeleted
  }

  func availableFrom(_ pod: Pod) -> VirtualTime? {
    guard pod.isRunningAndReady else { return nil }
    if set.spec.minReadySeconds == 0 { return .zero - .minutes(1000) }
    return pod.readySince.map { $0 + .seconds(Int64(set.spec.minReadySeconds)) }
  }

  func isAvailable(_ pod: Pod) -> Bool { availableFrom(pod).map { $0 <= now } ?? false }

  /// When the next pod becomes available by itself, or the last one did after `time`.
  func nextAvailability(since time: VirtualTime) -> VirtualTime? {
    pods.values.compactMap { availableFrom($0) }.filter { $0 > time }.min()
  }

  /// Until when the controller may not have looked at a pod that has become available: it looks
  /// every `minReadySeconds`.
  var unnoticedUntil: VirtualTime? {
    let seconds = Int64(set.spec.minReadySeconds)
    guard seconds > 0 else { return nil }
    return pods.values.compactMap { availableFrom($0) }.filter { $0 <= now }
      .map { $0 + .seconds(seconds + 1) }.filter { $0 > now }.max()
  }

  func answer() -> Answer {
    var answer = Answer()
    if set.isBeingDeleted { return answer }
    if isParallel {
      scaleAtOnce(&answer)
    } else if !scaleInOrder(&answer) {
      return answer
    }
    update(&answer)
    return answer
  }

  /// The same for a look that finds one pod more or less than there is now.
  func with(_ pod: Pod?, at ordinal: Int32) -> OrdinalRules {
    var copy = self
    copy.pods[ordinal] = pod
    return copy
  }

  private func scaleAtOnce(_ answer: inout Answer) {
    for ordinal in range {
      guard let pod = pods[ordinal] else {
        answer.steps.insert(.create(ordinal))
        continue
      }
      if pod.isFinished, !pod.isBeingDeleted { answer.steps.insert(.delete(ordinal)) }
    }
    for ordinal in condemned where pods[ordinal]?.isBeingDeleted == false {
      answer.steps.insert(.delete(ordinal))
    }
  }

  /// Whether nothing is left to scale.
  private func scaleInOrder(_ answer: inout Answer) -> Bool {
    for ordinal in range {
      guard let pod = pods[ordinal] else {
        answer.steps = [.create(ordinal)]
        return false
      }
      if pod.isFinished, !pod.isBeingDeleted {
        answer.steps = [.delete(ordinal)]
        return false
      }
      guard isHealthy(pod), isAvailable(pod) else {
        answer.blockers = [ordinal]
        return false
      }
    }
    guard let victim = condemned.first, let pod = pods[victim] else { return true }
    let lowestTrouble = condemned.last { !isHealthy(pods[$0]) }
    if pod.isBeingDeleted || (!isAvailable(pod) && lowestTrouble != victim) {
      answer.blockers = [victim]
    } else {
      answer.steps = [.delete(victim)]
    }
    return false
  }

  private func update(_ answer: inout Answer) {
    guard set.spec.updateStrategy.type != "OnDelete" else { return }
    let partition = set.spec.updateStrategy.rollingUpdate?.partition ?? 0
    for ordinal in range.reversed() where ordinal - start >= partition {
      let pod = pods[ordinal]
      if let pod, !pod.isBeingDeleted,
        pod.metadata.labels["controller-revision-hash"] != updateRevision
      {
        answer.steps.insert(.delete(ordinal))
        return
      }
      if !isHealthy(pod) {
        answer.blockers.append(ordinal)
        return
      }
    }
  }
}
