import HeapModule

/// What will happen in a world, in the order (time, number of scheduling).
///
/// The order is total: two events of the same time run in the order in which they were
/// scheduled, so a run is the same in every process.
struct EventQueue {
  private var heap = Heap<Entry>()
  private var scheduled: Int64 = 0

  private struct Entry: Comparable {
    var time: VirtualTime
    var number: Int64
    var event: ScheduledEvent

    static func < (left: Entry, right: Entry) -> Bool {
      left.time == right.time ? left.number < right.number : left.time < right.time
    }

    static func == (left: Entry, right: Entry) -> Bool { left.number == right.number }
  }

  mutating func schedule(_ event: ScheduledEvent) {
    scheduled += 1
    heap.insert(Entry(time: event.time, number: scheduled, event: event))
  }

  /// The time of the next event that was not cancelled.
  mutating func nextTime() -> VirtualTime? {
    while let first = heap.min {
      if !first.event.isCancelled { return first.time }
      _ = heap.popMin()
    }
    return nil
  }

  mutating func popNext() -> ScheduledEvent? {
    while let entry = heap.popMin() {
      if !entry.event.isCancelled { return entry.event }
    }
    return nil
  }
}

/// Something that will happen at a point of virtual time, unless it is cancelled before.
public final class ScheduledEvent {
  /// When it happens.
  public let time: VirtualTime
  /// The trace entry that led to it; whatever it causes is traced back to that.
  let cause: TraceNumber?
  private var action: (() -> Void)?

  init(time: VirtualTime, cause: TraceNumber?, action: @escaping () -> Void) {
    self.time = time
    self.cause = cause
    self.action = action
  }

  /// Whether the event was cancelled or has already happened.
  public var isCancelled: Bool { action == nil }

  /// Takes the event back. Has no effect once it has happened.
  public func cancel() { action = nil }

  func run() {
    let action = action
    self.action = nil
    action?()
  }
}
