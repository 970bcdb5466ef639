/// The number of a trace entry, counted from 1 within a world.
public typealias TraceNumber = Int64

/// One thing that happened in a world, and what led to it.
public struct TraceEntry: Sendable, Hashable {
  /// Its place among all entries, by which causes name it.
  public var number: TraceNumber
  /// When it happened.
  public var time: VirtualTime
  /// Who did it: `statefulset-controller`, `kubelet node-1`, `command`, `sim`.
  public var actor: String
  /// What it happened to: `pod/default/web-0`, `node/node-1`, `host/laptop`.
  public var subject: String
  /// What happened, as a short sentence without a full stop: `created`, `is Ready`.
  public var text: String
  /// The entry that led to this one, if any did.
  public var cause: TraceNumber?

  /// An entry as given. To add one to a world, use ``Trace/record(at:actor:subject:_:)``.
  public init(
    number: TraceNumber, time: VirtualTime, actor: String, subject: String, text: String,
    cause: TraceNumber?
  ) {
    self.number = number
    self.time = time
    self.actor = actor
    self.subject = subject
    self.text = text
    self.cause = cause
  }
}

/// The record of everything that happened in a world, each with its cause.
///
/// The cause is not passed around by hand: whatever is scheduled while an event runs inherits
/// the newest entry of that event, so a chain leads from every entry back to a command or fault.
public final class Trace {
  /// What was kept, in order of number; see ``limit``.
  public private(set) var entries: [TraceEntry] = []
  /// What waits now.
  public private(set) var waits = TraceWaits()
  /// Questions that were asked and answered, since they were taken last.
  var messages: [TraceMessage] = []
  var questionCount: Int64 = 0
  /// The entry that whatever happens now is caused by.
  public var cause: TraceNumber? { current }
  var current: TraceNumber?
  /// Entries above this number are counted, but not kept.
  public var limit = 2_000_000
  private var count: TraceNumber = 0

  /// Records what happened and makes it the cause of what follows from it.
  @discardableResult
  public func record(
    at time: VirtualTime, actor: String, subject: String, _ text: String
  ) -> TraceNumber {
    count += 1
    if entries.count < limit {
      entries.append(
        TraceEntry(
          number: count, time: time, actor: actor, subject: subject, text: text, cause: current))
    }
    current = count
    return count
  }

  /// Lets what happens from now on be caused by an entry.
  public func follow(_ cause: TraceNumber) { current = cause }

  /// Says that `subject` waits, and for what. The same reason again keeps its beginning.
  public func wait(_ subject: String, actor: String, reason: String, at time: VirtualTime) {
    if let known = waits[subject], known.reason == reason, known.actor == actor { return }
    waits.put(TraceWait(subject: subject, actor: actor, reason: reason, since: time))
  }

  /// Says that `subject` no longer waits.
  public func stopWaiting(_ subject: String) { waits.remove(subject) }

  /// The newest entry about `subject`, if one was kept.
  public func last(about subject: String) -> TraceEntry? {
    entries.last { $0.subject == subject }
  }

  /// The entry with a number, if it was kept.
  public func entry(_ number: TraceNumber) -> TraceEntry? {
    number >= 1 && number <= Int64(entries.count) ? entries[Int(number - 1)] : nil
  }

  /// An entry and what led to it, newest first, at most `limit` entries.
  public func chain(from number: TraceNumber, limit: Int = 8) -> [TraceEntry] {
    var chain: [TraceEntry] = []
    var next: TraceNumber? = number
    while let current = next, chain.count < limit, let entry = entry(current) {
      chain.append(entry)
      next = entry.cause
    }
    return chain
  }
}
