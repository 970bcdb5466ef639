import KubernetesAPI
import Simulation

/// What the controller knows of one ReplicaSet's pods, counted change by change.
final class ReplicaSetView {
  private(set) var pods: [String: Pod] = [:]
  /// Pods that are active (D3), by what the status counts of them.
  private(set) var active = 0
  private(set) var ready = 0
  private(set) var fullyLabelled = 0
  private(set) var available = 0
  /// Pods that carry the set's mark but not its labels any more.
  private(set) var strays: Set<String> = []
  /// Pods without an owner that have the set's labels.
  var adoptable: Set<String> = []
  private let selector: Selector
  private let templateLabels: Selector
  private(set) var minReady: VirtualDuration
  /// Ready pods that are not available yet, in the order of the time at which they are.
  private var maturing: [(time: VirtualTime, name: String)] = []

  init(_ set: ReplicaSet) {
    selector = Selector(set.spec.selector)
    templateLabels = Selector(labels: set.spec.template.metadata.labels)
    minReady = .seconds(Int64(set.spec.minReadySeconds))
  }

  func matches(_ pod: Pod) -> Bool { selector.matches(pod.metadata.labels) }

  /// Takes over a changed `minReadySeconds`; counts anew then.
  func take(_ set: ReplicaSet, now: VirtualTime) {
    let minReady = VirtualDuration.seconds(Int64(set.spec.minReadySeconds))
    guard minReady != self.minReady else { return }
    self.minReady = minReady
    available = 0
    maturing = []
    for name in pods.keys.sorted() { countAvailability(of: pods[name]!, by: 1, now: now) }
  }

  /// Takes over a pod as it is now; nil when it is gone.
  func put(_ pod: Pod?, named name: String, now: VirtualTime) {
    if let old = pods[name] { count(old, by: -1, now: now) }
    pods[name] = pod
    guard let pod else {
      strays.remove(name)
      return
    }
    count(pod, by: 1, now: now)
    if matches(pod) { strays.remove(name) } else { strays.insert(name) }
  }

  private func count(_ pod: Pod, by change: Int, now: VirtualTime) {
    guard pod.isActive, matches(pod) else { return }
    active += change
    if templateLabels.matches(pod.metadata.labels) { fullyLabelled += change }
    guard pod.isReady else { return }
    ready += change
    countAvailability(of: pod, by: change, now: now)
  }

  private func countAvailability(of pod: Pod, by change: Int, now: VirtualTime) {
    guard pod.isActive, let since = pod.readySince, matches(pod) else { return }
    let time = since + minReady
    let index =
      maturing.isEmpty ? nil : maturing.firstIndex { $0.name == pod.name && $0.time == time }
    if let index {
      if change < 0 { maturing.remove(at: index) }
    } else if change < 0 || minReady == .zero || time <= now {
      available += change
    } else {
      let index = maturing.firstIndex { $0.time > time } ?? maturing.count
      maturing.insert((time, pod.name), at: index)
    }
  }

  /// Counts pods that have been Ready long enough by now; gives the time of the next one.
  func mature(now: VirtualTime) -> VirtualTime? {
    while let first = maturing.first, first.time <= now {
      maturing.removeFirst()
      available += 1
    }
    return maturing.first?.time
  }
}
