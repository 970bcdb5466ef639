import KubernetesAPI
import Simulation

/// What the controller knows of one StatefulSet and its pods, kept up to date change by change.
///
/// Every question that a decision asks is answered without a walk over the pods: which is the
/// lowest place that is not settled, which the highest outdated one, what the status says.
package final class StatefulSetView {
  /// Which pods are the set's, by their labels; no change of a set changes it.
  let selector: Selector
  private(set) var start: Int32
  private(set) var replicas: Int
  private(set) var minReady: VirtualDuration
  private(set) var updateRevision = ""
  private(set) var pods: [Int32: Pod] = [:]

  /// Places with a pod that is Running, Ready, available and not going (S4, S6).
  private(set) var settled = OrdinalSet()
  /// Places with a pod. What has none costs nothing, however many are wanted.
  private(set) var present = OrdinalSet()
  /// Places with a pod that has ended or is not as the set wants it.
  private(set) var needsWork = OrdinalSet()
  /// Places with a pod that is going, or not Running and Ready.
  private(set) var unhealthy = OrdinalSet()
  /// Places with a pod that is not of the update revision and not going.
  private(set) var outdated = OrdinalSet()
  /// Places whose pod or claims have to be compared with what the set wants.
  private var unchecked = OrdinalSet()
  /// Ordinals of pods outside the range, ascending (S7, S20).
  private(set) var condemned: [Int32] = []
  /// How many of those are not going yet.
  private(set) var idleCondemned = 0
  /// Pods that carry the set's mark but not its labels any more (S24).
  private(set) var strays: [Int32] = []
  private(set) var tally = Tally()
  /// Pods that are Ready and become available as time goes by.
  private var maturing = Maturing()
  /// Ordinals outside the range whose claims have to be compared with the retention policy.
  private(set) var unretained: Set<Int32> = []

  // What the controller remembers between two looks.
  var generation: Int64 = -1
  var revisions: [ControllerRevision] = []
  var areRevisionsStale = true
  var wait: (subject: String, reason: String)?
  var adoptable: Set<String> = []

  /// What the status reports (S15).
  struct Tally {
    var created = 0
    var ready = 0
    var available = 0
    /// Pods that are not going, by revision.
    var byRevision: [String: Int] = [:]
  }

  init(_ set: StatefulSet) {
    selector = Selector(set.spec.selector)
    start = set.startOrdinal
    replicas = StatefulSetView.size(of: set)
    minReady = .seconds(Int64(set.spec.minReadySeconds))
  }

  /// How many places there are: as many as are wanted, as long as there are numbers for them.
  private static func size(of set: StatefulSet) -> Int {
    Int(min(Int64(set.replicas), Int64(Int32.max) - Int64(set.startOrdinal)))
  }

  func place(of ordinal: Int32) -> Int? {
    let place = Int64(ordinal) - Int64(start)
    return place >= 0 && place < Int64(replicas) ? Int(place) : nil
  }

  func ordinal(at place: Int) -> Int32 { Int32(clamping: Int64(start) + Int64(place)) }
  func pod(at place: Int) -> Pod? { pods[ordinal(at: place)] }

  /// The highest place, from `start` on, whose pod is missing or not healthy.
  func lastTrouble(from start: Int) -> Int? {
    let missing = present.lastGap(from: start, below: replicas)
    let troubled = unhealthy.last(from: start, below: replicas)
    guard let missing, let troubled else { return missing ?? troubled }
    return max(missing, troubled)
  }

  // MARK: Changes

  /// Takes over what the set wants now. Walks over all pods if the range changed.
  func take(_ set: StatefulSet, now: VirtualTime) {
    let minReady = VirtualDuration.seconds(Int64(set.spec.minReadySeconds))
    let size = StatefulSetView.size(of: set)
    if start == set.startOrdinal, replicas == size, minReady == self.minReady { return }
    start = set.startOrdinal
    replicas = size
    self.minReady = minReady
    rebuild(now: now)
  }

  func setUpdateRevision(_ name: String, now: VirtualTime) {
    guard name != updateRevision else { return }
    updateRevision = name
    for ordinal in pods.keys { refresh(ordinal, now: now) }
  }

  /// Takes over a pod as it is now; nil when it is gone.
  func put(_ pod: Pod?, at ordinal: Int32, isMatching: Bool, now: VirtualTime) {
    let old = pods[ordinal]
    if let old, let pod, isMatching, strays.isEmpty, StatefulSetView.isSame(old, pod) {
      pods[ordinal] = pod
      return
    }
    let place = place(of: ordinal)
    if let old {
      count(old, by: -1, now: now, at: ordinal)
      if place == nil, !old.isBeingDeleted { idleCondemned -= 1 }
    }
    if !strays.isEmpty { strays.removeAll { $0 == ordinal } }
    pods[ordinal] = pod
    if let pod {
      if !isMatching { strays.append(ordinal) }
      count(pod, by: 1, now: now, at: ordinal)
      if place == nil, !pod.isBeingDeleted { idleCondemned += 1 }
    }
    guard let place else {
      if old == nil, pod != nil { insertCondemned(ordinal) }
      if old != nil, pod == nil { removeCondemned(ordinal) }
      return
    }
    if let pod {
      let isSame =
        old?.metadata.uid == pod.metadata.uid && old?.metadata.labels == pod.metadata.labels
      if !isSame { unchecked.set(place, true) }
    } else {
      unchecked.set(place, false)
    }
    refresh(ordinal, now: now)
  }

  /// Whether a change of a pod is one that no decision and no status depends on.
  private static func isSame(_ old: Pod, _ new: Pod) -> Bool {
    old.metadata.labels == new.metadata.labels && old.metadata.uid == new.metadata.uid
      && old.isBeingDeleted == new.isBeingDeleted && old.status.phase == new.status.phase
      && old.readySince == new.readySince
  }

  /// Asks for a comparison of the pod at an ordinal, or of all, with what the set wants.
  func markUnchecked(_ ordinal: Int32? = nil, now: VirtualTime) {
    guard let ordinal else {
      for ordinal in pods.keys { markUnchecked(ordinal, now: now) }
      return
    }
    guard pods[ordinal] != nil else { return }
    guard let place = place(of: ordinal) else {
      unretained.insert(ordinal)
      return
    }
    unchecked.set(place, true)
    refresh(ordinal, now: now)
  }

  /// Notes that the pod at a place is as the set wants it.
  func markChecked(_ place: Int, now: VirtualTime) {
    unchecked.set(place, false)
    refresh(ordinal(at: place), now: now)
  }

  /// Notes that the claims of an ordinal outside the range are as the retention policy wants.
  func markRetained(_ ordinal: Int32) { unretained.remove(ordinal) }

  func isUnchecked(_ place: Int) -> Bool { unchecked.contains(place) }

  // MARK: Time

  /// Counts pods that have been Ready long enough by now; gives the time of the next one.
  func mature(now: VirtualTime) -> VirtualTime? {
    while let ordinal = maturing.takeNext(by: now) {
      tally.available += 1
      refresh(ordinal, now: now)
    }
    return maturing.next()
  }

  func isAvailable(_ pod: Pod, now: VirtualTime) -> Bool {
    guard pod.isRunningAndReady else { return false }
    guard minReady > .zero, let since = pod.readySince else { return true }
    return since + minReady <= now
  }

  // MARK: Bookkeeping

  private func count(_ pod: Pod, by change: Int, now: VirtualTime, at ordinal: Int32) {
    tally.created += change
    if !pod.isBeingDeleted {
      let revision = pod.metadata.labels[StatefulSetNaming.revisionLabel] ?? ""
      let count = (tally.byRevision[revision] ?? 0) + change
      tally.byRevision[revision] = count == 0 ? nil : count
    }
    guard pod.isRunningAndReady else { return }
    tally.ready += change
    guard minReady > .zero, let since = pod.readySince else {
      tally.available += change
      return
    }
    // Availability comes by itself as time goes by: what waits for it is in `maturing`.
    let time = since + minReady
    if change < 0 {
      if !maturing.remove(ordinal, at: time) { tally.available -= 1 }
    } else if time <= now {
      tally.available += 1
    } else {
      maturing.insert(ordinal, at: time)
    }
  }

  /// Puts the place of an ordinal into the sets that it belongs to now.
  private func refresh(_ ordinal: Int32, now: VirtualTime) {
    guard let place = place(of: ordinal) else { return }
    guard let pod = pods[ordinal] else {
      present.set(place, false)
      settled.set(place, false)
      needsWork.set(place, false)
      unhealthy.set(place, false)
      outdated.set(place, false)
      return
    }
    let isHealthy = pod.isRunningAndReady && !pod.isBeingDeleted
    let isUnchecked = unchecked.contains(place)
    present.set(place, true)
    settled.set(place, isHealthy && !isUnchecked && isAvailable(pod, now: now))
    needsWork.set(place, isUnchecked || (pod.isFinished && !pod.isBeingDeleted))
    unhealthy.set(place, !isHealthy)
    let revision = pod.metadata.labels[StatefulSetNaming.revisionLabel] ?? ""
    outdated.set(place, revision != updateRevision && !pod.isBeingDeleted)
  }

  private func rebuild(now: VirtualTime) {
    present = OrdinalSet()
    settled = OrdinalSet()
    needsWork = OrdinalSet()
    unhealthy = OrdinalSet()
    outdated = OrdinalSet()
    unchecked = OrdinalSet()
    tally = Tally()
    maturing = Maturing()
    condemned = []
    unretained = []
    idleCondemned = 0
    for ordinal in pods.keys.sorted() {
      let pod = pods[ordinal]!
      count(pod, by: 1, now: now, at: ordinal)
      if place(of: ordinal) == nil {
        condemned.append(ordinal)
        unretained.insert(ordinal)
        if !pod.isBeingDeleted { idleCondemned += 1 }
      } else {
        unchecked.set(place(of: ordinal)!, true)
        refresh(ordinal, now: now)
      }
    }
  }

  private func condemnedIndex(of ordinal: Int32) -> Int {
    var low = 0
    var high = condemned.count
    while low < high {
      let middle = (low + high) / 2
      if condemned[middle] < ordinal { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func insertCondemned(_ ordinal: Int32) {
    unretained.insert(ordinal)
    condemned.insert(ordinal, at: condemnedIndex(of: ordinal))
  }

  private func removeCondemned(_ ordinal: Int32) {
    unretained.remove(ordinal)
    let index = condemnedIndex(of: ordinal)
    guard index < condemned.count, condemned[index] == ordinal else { return }
    condemned.remove(at: index)
  }
}
