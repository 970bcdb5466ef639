public import Simulation

/// Keys that a controller has to look at, each once however often it was added.
///
/// A key waits a short time before it is handed out, so that a burst of changes becomes one
/// look. What is done in a look is traced back to one of the changes that asked for it; see
/// ``Cluster/reasons``.
public final class WorkQueue {
  private unowned(unsafe) let cluster: Cluster
  private let latency: VirtualDuration
  private let process: (String) -> Reconciliation
  /// The keys that wait, and why.
  private var waiting: [String: Reasons] = [:]
  /// The same keys in the order of their times, which is the order in which they came.
  private var line = Queue<(time: VirtualTime, key: String)>()
  private var isScheduled = false
  private var delayed: [String: ScheduledEvent] = [:]
  private var failures: [String: Int] = [:]

  init(
    _ cluster: Cluster, latency: VirtualDuration, process: @escaping (String) -> Reconciliation
  ) {
    self.cluster = cluster
    self.latency = latency
    self.process = process
  }

  /// Asks for a look at a key, soon.
  public func add(_ key: String) {
    let world = cluster.world
    guard WorkQueue.note(world.trace.cause, in: &waiting[key]) else { return }
    line.append((world.now + latency, key))
    scheduleNext()
  }

  /// Adds a cause to the reasons of a key; true when there were none, not even unknown ones.
  private static func note(_ cause: TraceNumber?, in reasons: inout Reasons?) -> Bool {
    if reasons != nil {
      reasons?.add(cause)
      return false
    }
    reasons = Reasons(newest: cause)
    return true
  }

  private func scheduleNext() {
    guard !isScheduled, let next = line.first else { return }
    isScheduled = true
    cluster.world.schedule(at: next.time) { [self] in handOutDue() }
  }

  /// Asks for a look at a key after some time. Of several such wishes the earliest counts.
  public func add(_ key: String, after delay: VirtualDuration) {
    let world = cluster.world
    if let known = delayed[key], !known.isCancelled {
      if known.time <= world.now + delay { return }
      known.cancel()
    }
    delayed[key] = world.schedule(after: delay) { [self] in
      delayed[key] = nil
      add(key)
    }
  }

  private func handOutDue() {
    while let first = line.first, first.time <= cluster.world.now {
      _ = line.popFirst()
      handOut(first.key)
    }
    isScheduled = false
    scheduleNext()
  }

  private func handOut(_ key: String) {
    guard let reasons = waiting.removeValue(forKey: key) else { return }
    guard cluster.controlPlane.isUp else {
      cluster.whenUp { [self] in add(key) }
      return
    }
    var result = Reconciliation.done
    cluster.reasons = reasons
    cluster.world.causing(reasons.newest) { result = process(key) }
    cluster.reasons = Reasons()
    switch result {
    case .done:
      if !failures.isEmpty { failures[key] = nil }
    case .again(let delay):
      failures[key] = nil
      add(key, after: delay)
    case .failed:
      let count = failures[key, default: 0]
      failures[key] = count + 1
      add(key, after: cluster.configuration.timings.retry * (Int64(1) << Int64(min(count, 17))))
    }
  }
}

/// The changes that asked for a look, without repetition.
struct Reasons {
  private(set) var newest: TraceNumber?
  /// Those before it, the newest last; of many only these.
  private(set) var earlier: [TraceNumber] = []

  private static let limit = 31

  init(newest: TraceNumber? = nil) { self.newest = newest }

  /// Adds a change; nil, which is one that nobody noted, adds nothing.
  mutating func add(_ cause: TraceNumber?) {
    guard let cause, cause != newest else { return }
    if let newest { earlier.append(newest) }
    if earlier.count > 2 * Reasons.limit { earlier.removeFirst(Reasons.limit) }
    newest = cause
  }
}

/// How a look at a key ended.
public enum Reconciliation {
  /// Nothing is left to do until something changes.
  case done
  /// Look again after some time, even if nothing changes.
  case again(after: VirtualDuration)
  /// Something was refused: try again, ever later.
  case failed
}
