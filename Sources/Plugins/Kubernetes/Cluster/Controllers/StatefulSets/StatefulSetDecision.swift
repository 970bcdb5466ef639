import KubernetesAPI
import Simulation

/// What is to be done about a StatefulSet now, and what holds back the rest (S3).
package struct StatefulSetDecision: Equatable {
  /// One thing to do, at a place or for an ordinal.
  enum Action: Equatable {
    /// Make the missing pod of a place, and its claims before that.
    case create(place: Int)
    /// Delete a pod that has ended, so that it can be made again (S21).
    case replaceFinished(place: Int)
    /// Compare the pod and its claims with what the set wants, and mend them.
    case conform(place: Int)
    /// Delete a pod outside the range (S7).
    case scaleDown(ordinal: Int32)
    /// Delete a pod of an old revision (S10).
    case update(place: Int)

    /// The place of what is done to bring a pod there; nothing for what comes after that.
    var place: Int? {
      switch self {
      case .create(let place), .replaceFinished(let place), .conform(let place): return place
      case .scaleDown, .update: return nil
      }
    }
  }

  /// Why something that is wanted does not happen yet.
  struct Hold: Equatable {
    /// The ordinal that waits.
    var waiting: Int32
    /// The ordinal that it waits for, and what is wrong with that.
    var blocker: Int32
    var reason: String
  }

  var actions: [Action] = []
  var hold: Hold?

  /// So many things are decided in one look; the next look decides the rest.
  static let limit = 10_000
}

extension StatefulSetDecision {
  /// Decides. Scaling comes before updating (S3); OrderedReady does one thing at a time (S4),
  /// Parallel everything at once (S5), but updates one at a time too.
  package init(_ view: StatefulSetView, _ set: StatefulSet, now: VirtualTime) {
    let isDone =
      set.isParallel ? decideParallel(view) : decideOrdered(view, now: now)
    guard isDone, let lowest = set.lowestUpdatedPlace else { return }
    decideUpdate(view, from: lowest, now: now)
  }

  /// Whether nothing is left to scale, so that an update may go on.
  private mutating func decideOrdered(_ view: StatefulSetView, now: VirtualTime) -> Bool {
    var place = 0
    while let next = view.settled.firstGap(from: place, below: view.replicas) {
      guard let pod = view.pod(at: next) else {
        actions.append(.create(place: next))
        holdNextMissing(view, after: next, blocker: next, reason: "is not Ready")
        return false
      }
      if pod.isFinished, !pod.isBeingDeleted {
        actions.append(.replaceFinished(place: next))
        return false
      }
      let isHealthy = !pod.isBeingDeleted && view.isAvailable(pod, now: now)
      if view.isUnchecked(next), isHealthy || pod.status.phase == "Pending" {
        actions.append(.conform(place: next))
      }
      if !isHealthy {
        let reason = StatefulSetDecision.trouble(pod, isMaturing: pod.isRunningAndReady)
        if !holdNextMissing(view, after: next, blocker: next, reason: reason) {
          if let victim = view.condemned.last {
            hold = Hold(waiting: victim, blocker: view.ordinal(at: next), reason: reason)
          } else if let outdated = view.outdated.last(below: view.replicas) {
            hold = Hold(
              waiting: view.ordinal(at: outdated), blocker: view.ordinal(at: next), reason: reason)
          }
        }
        return false
      }
      place = next + 1
    }
    guard let victim = view.condemned.last, let pod = view.pods[victim] else { return true }
    if pod.isBeingDeleted {
      if view.condemned.count > 1 {
        hold = Hold(
          waiting: view.condemned[view.condemned.count - 2], blocker: victim,
          reason: "is still terminating")
      }
      return false
    }
    if !view.isAvailable(pod, now: now) {
      let blocker = view.lowestTroubledCondemned
      if blocker != victim {
        let waitsFor = view.pods[blocker ?? victim] ?? pod
        hold = Hold(
          waiting: victim, blocker: blocker ?? victim,
          reason: StatefulSetDecision.trouble(waitsFor, isMaturing: blocker == nil))
        return false
      }
    }
    actions.append(.scaleDown(ordinal: victim))
    return false
  }

  private mutating func decideParallel(_ view: StatefulSetView) -> Bool {
    var gap = view.present.firstGap(from: 0, below: view.replicas)
    var work = view.needsWork.first(from: 0)
    while actions.count < StatefulSetDecision.limit {
      let place = min(gap ?? view.replicas, work ?? view.replicas)
      guard place < view.replicas else { break }
      if place == gap {
        actions.append(.create(place: place))
        gap = view.present.firstGap(from: place + 1, below: view.replicas)
        continue
      }
      if let pod = view.pod(at: place) {
        actions.append(
          pod.isFinished && !pod.isBeingDeleted
            ? .replaceFinished(place: place) : .conform(place: place))
      }
      work = view.needsWork.first(from: place + 1)
    }
    if view.idleCondemned > 0 {
      for ordinal in view.condemned.reversed() where view.pods[ordinal]?.isBeingDeleted == false {
        actions.append(.scaleDown(ordinal: ordinal))
      }
    }
    return true
  }

  private mutating func decideUpdate(_ view: StatefulSetView, from lowest: Int, now: VirtualTime) {
    guard let outdated = view.outdated.last(from: lowest, below: view.replicas) else { return }
    if let troubled = view.lastTrouble(from: outdated + 1) {
      hold = Hold(
        waiting: view.ordinal(at: outdated), blocker: view.ordinal(at: troubled),
        reason: view.pod(at: troubled).map { StatefulSetDecision.trouble($0, isMaturing: false) }
          ?? "is not there")
      return
    }
    actions.append(.update(place: outdated))
    if let next = view.outdated.last(from: lowest, below: outdated) {
      hold = Hold(
        waiting: view.ordinal(at: next), blocker: view.ordinal(at: outdated),
        reason: "is being updated")
    }
  }

  /// Notes what the lowest missing pod above a place waits for; false when none is missing.
  @discardableResult
  private mutating func holdNextMissing(
    _ view: StatefulSetView, after place: Int, blocker: Int, reason: String
  ) -> Bool {
    guard let missing = view.present.firstGap(from: place + 1, below: view.replicas) else {
      return false
    }
    hold = Hold(
      waiting: view.ordinal(at: missing), blocker: view.ordinal(at: blocker), reason: reason)
    return true
  }

  static func trouble(_ pod: Pod, isMaturing: Bool) -> String {
    if pod.isBeingDeleted { return "is still terminating" }
    return isMaturing ? "has not been Ready for minReadySeconds yet" : "is not Ready"
  }
}

extension StatefulSetView {
  /// The lowest ordinal outside the range whose pod is not Running and Ready, or is going.
  var lowestTroubledCondemned: Int32? {
    condemned.first { ordinal in
      guard let pod = pods[ordinal] else { return false }
      return pod.isBeingDeleted || !pod.isRunningAndReady
    }
  }
}
