import HeapModule
import Simulation

/// Pods that are Ready and become available at a time, found in the order of that time.
struct Maturing {
  private struct Entry: Comparable {
    var time: VirtualTime
    var ordinal: Int32

    static func < (left: Entry, right: Entry) -> Bool {
      left.time == right.time ? left.ordinal < right.ordinal : left.time < right.time
    }
  }

  /// When each becomes available.
  private var times: [Int32: VirtualTime] = [:]
  /// The same, and some that do not count any more.
  private var heap = Heap<Entry>()

  mutating func insert(_ ordinal: Int32, at time: VirtualTime) {
    times[ordinal] = time
    heap.insert(Entry(time: time, ordinal: ordinal))
  }

  /// Takes a pod out; false when it does not become available at that time.
  mutating func remove(_ ordinal: Int32, at time: VirtualTime) -> Bool {
    guard times[ordinal] == time else { return false }
    times[ordinal] = nil
    return true
  }

  /// When the next one becomes available.
  mutating func next() -> VirtualTime? {
    while let first = heap.min {
      if times[first.ordinal] == first.time { return first.time }
      _ = heap.popMin()
    }
    return nil
  }

  /// Takes out the next pod that is available by now, if there is one.
  mutating func takeNext(by now: VirtualTime) -> Int32? {
    guard let time = next(), time <= now, let first = heap.popMin() else { return nil }
    times[first.ordinal] = nil
    return first.ordinal
  }
}
