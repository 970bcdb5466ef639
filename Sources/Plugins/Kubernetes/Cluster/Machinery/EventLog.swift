import KubernetesAPI
import Simulation

/// Writes events, and folds those that are alike into one (K17).
///
/// The same again counts up; from the tenth different message of one kind within ten minutes on
/// they become one `(combined from similar events)`; what floods is dropped: 25 events about one
/// object from one component, then one every five minutes.
public final class EventLog {
  let server: APIServer
  unowned(unsafe) let world: World
  private let lifetime: VirtualDuration
  /// The series of the events of the new kind.
  var series: [Occurrence.Common: Series] = [:]
  var isLookingAfterSeries = false
  /// By numbers of 64 bits that stand for a component, its host and an object: texts of thousands of
  /// objects would be compared again and again.
  private var sources: [UInt64: Record] = [:]
  private var ages = Queue<Age>()
  /// When the first of them is to be looked at.
  private var nextForgetting: VirtualTime?
  private var lastName: Int64 = 0

  /// What is remembered of whose events are counted together against the flood: one component's
  /// about one object.
  private final class Record {
    let host: String
    /// What is left of the allowance, in milliseconds of refilling.
    var allowance: Int64
    var last: VirtualTime
    var similar: [Similar] = []

    init(host: String, allowance: Int64, last: VirtualTime) {
      self.host = host
      self.allowance = allowance
      self.last = last
    }
  }

  /// Events of a source that differ in their messages only.
  private final class Similar {
    let type: String
    let reason: String
    let fieldPath: String
    /// The newest different messages.
    var messages: [String] = []
    var last: VirtualTime
    var written: [Written] = []

    init(_ occurrence: Occurrence, _ now: VirtualTime) {
      type = occurrence.type
      reason = occurrence.reason
      fieldPath = occurrence.subject.fieldPath
      last = now
    }
  }

  /// An event that may be written again, counted up.
  private struct Written {
    /// What its message has to be; nil for the one that many are combined into.
    var message: String?
    /// The name of the object.
    var name: String
  }

  private struct Age {
    var time: VirtualTime
    var namespace: String
    var name: String
    /// nil for what is not folded, but may be part of a series.
    var similar: Similar?
  }

  static let similarLimit = 10
  static let similarInterval = VirtualDuration.seconds(600)
  static let burst: Int64 = 25
  static let refill = VirtualDuration.seconds(300)

  init(server: APIServer, world: World, timings: ClusterTimings) {
    self.server = server
    self.world = world
    lifetime = timings.eventLifetime
  }

  func record(_ occurrence: Occurrence) {
    forgetOldOnes()
    let record = record(of: occurrence)
    let similar = similar(to: occurrence, in: record)
    let isOneOfMany = isOneOfMany(occurrence.message, similar)
    let message =
      isOneOfMany ? "(combined from similar events): " + occurrence.message : occurrence.message
    guard isAllowed(record) else { return }
    let written = isOneOfMany ? nil : message
    let known = similar.written.firstIndex { $0.message == written }
    if let known, repeatEvent(similar.written[known].name, occurrence, message) { return }
    guard let name = writeEvent(occurrence, message, similar) else { return }
    if let known {
      similar.written[known].name = name
    } else {
      similar.written.append(Written(message: written, name: name))
    }
  }

  private func record(of occurrence: Occurrence) -> Record {
    var hash = Hash64()
    hash.combine(occurrence.subject.uid)
    hash.combine(occurrence.component)
    hash.combine(occurrence.host)
    if let known = sources[hash.value] { return known }
    let record = Record(
      host: occurrence.host, allowance: EventLog.burst * EventLog.refill.milliseconds,
      last: world.now)
    sources[hash.value] = record
    return record
  }

  private func similar(to occurrence: Occurrence, in record: Record) -> Similar {
    let known = record.similar.first {
      $0.reason == occurrence.reason && $0.fieldPath == occurrence.subject.fieldPath
        && $0.type == occurrence.type
    }
    if let known { return known }
    let similar = Similar(occurrence, world.now)
    record.similar.append(similar)
    return similar
  }

  private func isOneOfMany(_ message: String, _ similar: Similar) -> Bool {
    let now = world.now
    if now - similar.last > EventLog.similarInterval { similar.messages = [] }
    similar.last = now
    if !similar.messages.contains(message) { similar.messages.append(message) }
    let isOneOfMany = similar.messages.count >= EventLog.similarLimit
    if isOneOfMany { similar.messages.removeFirst() }
    return isOneOfMany
  }

  private func isAllowed(_ record: Record) -> Bool {
    let now = world.now
    let full = EventLog.burst * EventLog.refill.milliseconds
    record.allowance = min(full, record.allowance + (now - record.last).milliseconds)
    record.last = now
    guard record.allowance >= EventLog.refill.milliseconds else { return false }
    record.allowance -= EventLog.refill.milliseconds
    return true
  }

  private func repeatEvent(_ name: String, _ occurrence: Occurrence, _ message: String) -> Bool {
    let namespace = EventLog.namespace(of: occurrence)
    guard let old = server.get(Event.self, namespace: namespace, name: name) else {
      return false
    }
    let event = old.copy()
    event.count += 1
    event.message = message
    event.lastTimestamp = world.now.wholeSeconds
    return update(event)
  }

  /// An event about an occurrence, without its times.
  func newEvent(_ occurrence: Occurrence, message: String? = nil) -> Event {
    let event = Event(
      occurrence.reason, message ?? occurrence.message, type: occurrence.type,
      about: occurrence.subject)
    event.metadata.namespace = EventLog.namespace(of: occurrence)
    event.metadata.name = occurrence.subject.name + "." + nameEnding()
    return event
  }

  private func writeEvent(
    _ occurrence: Occurrence, _ message: String, _ similar: Similar
  ) -> String? {
    let event = newEvent(occurrence, message: message)
    event.source.component = occurrence.component
    event.source.host = occurrence.host
    event.reportingComponent = occurrence.component
    event.reportingInstance = occurrence.host
    event.firstTimestamp = world.now.wholeSeconds
    event.lastTimestamp = event.firstTimestamp
    event.count = 1
    guard create(event) else { return nil }
    remember(Age(time: world.now, namespace: event.namespace, name: event.name, similar: similar))
    return event.name
  }

  /// Stores a new event that is part of no folding; it goes after its lifetime. Whether it was
  /// stored.
  func createAlone(_ event: Event) -> Bool {
    guard create(event) else { return false }
    remember(Age(time: world.now, namespace: event.namespace, name: event.name, similar: nil))
    return true
  }

  private func create(_ event: Event) -> Bool {
    do throws(APIError) {
      try server.create(unique: event)
      return true
    } catch {
      // In an ending namespace, for instance: it is lost, as real ones are.
      return false
    }
  }

  /// Writes an event anew; whether it could be written.
  func update(_ event: Event) -> Bool {
    do throws(APIError) {
      try server.update(taking: event)
      return true
    } catch {
      return false
    }
  }

  /// Forgets what a component has told so far, as its process does when it ends: what it tells
  /// again is told anew.
  func forget(host: String) { sources = sources.filter { $0.value.host != host } }

  private static func namespace(of occurrence: Occurrence) -> String {
    occurrence.subject.namespace.isEmpty ? "default" : occurrence.subject.namespace
  }

  /// Nanoseconds since 1970 in hexadecimal digits, never the same twice (K9).
  private func nameEnding() -> String {
    let milliseconds = VirtualTime.epochSeconds * 1000 + world.now.milliseconds
    lastName = max(lastName + 1, milliseconds * 1_000_000)
    return String(lastName, radix: 16)
  }

  private func remember(_ age: Age) {
    if nextForgetting == nil { nextForgetting = age.time + lifetime }
    ages.append(age)
  }

  /// Removes events about which nothing was heard for their lifetime.
  private func forgetOldOnes() {
    guard let nextForgetting, nextForgetting <= world.now else { return }
    defer { self.nextForgetting = ages.first.map { $0.time + lifetime } }
    while let first = ages.first, first.time + lifetime <= world.now {
      _ = ages.popFirst()
      guard let event = server.get(Event.self, namespace: first.namespace, name: first.name) else {
        forget(first)
        continue
      }
      let last = event.series?.lastObservedTime?.time ?? event.lastTimestamp ?? first.time
      if last + lifetime > world.now {
        var later = first
        later.time = last
        ages.append(later)
        continue
      }
      forget(first)
      do throws(APIError) {
        try server.delete(.events, namespace: first.namespace, name: first.name)
      } catch {
        continue
      }
    }
  }

  private func forget(_ age: Age) { age.similar?.written.removeAll { $0.name == age.name } }
}
