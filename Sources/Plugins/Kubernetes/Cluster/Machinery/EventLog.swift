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
  var series: [String: Series] = [:]
  var isLookingAfterSeries = false
  private var similar: [String: Similar] = [:]
  private var written: [String: Written] = [:]
  private var floods: [String: Flood] = [:]
  private var ages = Queue<Age>()
  private var lastName: Int64 = 0

  /// The messages of events that differ in nothing else.
  private struct Similar {
    var messages: [String] = []
    var last: VirtualTime
  }

  private struct Written {
    var name: String
    var count: Int32
  }

  /// What is left of the allowance for one source, in milliseconds of refilling.
  private struct Flood {
    var allowance: Int64
    var last: VirtualTime
  }

  private struct Age {
    var time: VirtualTime
    var namespace: String
    var name: String
    var key: String
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

  func record(_ original: Occurrence) {
    forgetOldOnes()
    var occurrence = original
    let similarity = occurrence.similarity
    var key = similarity + "|" + occurrence.message
    if isOneOfMany(occurrence.message, similarity) {
      key = similarity
      occurrence.message = "(combined from similar events): " + occurrence.message
    }
    guard isAllowed(occurrence.source) else { return }
    if let known = written[key], repeatEvent(known, occurrence) {
      written[key]!.count += 1
      return
    }
    if let name = writeEvent(occurrence, key: key) { written[key] = Written(name: name, count: 1) }
  }

  private func isOneOfMany(_ message: String, _ similarity: String) -> Bool {
    let now = world.now
    var record = similar[similarity] ?? Similar(last: now)
    if now - record.last > EventLog.similarInterval { record.messages = [] }
    record.last = now
    if !record.messages.contains(message) { record.messages.append(message) }
    let isOneOfMany = record.messages.count >= EventLog.similarLimit
    if isOneOfMany { record.messages.removeFirst() }
    similar[similarity] = record
    return isOneOfMany
  }

  private func isAllowed(_ source: String) -> Bool {
    let now = world.now
    let full = EventLog.burst * EventLog.refill.milliseconds
    var flood = floods[source] ?? Flood(allowance: full, last: now)
    flood.allowance = min(full, flood.allowance + (now - flood.last).milliseconds)
    flood.last = now
    let isAllowed = flood.allowance >= EventLog.refill.milliseconds
    if isAllowed { flood.allowance -= EventLog.refill.milliseconds }
    floods[source] = flood
    return isAllowed
  }

  private func repeatEvent(_ known: Written, _ occurrence: Occurrence) -> Bool {
    let namespace = EventLog.namespace(of: occurrence)
    guard let old = server.get(Event.self, namespace: namespace, name: known.name) else {
      return false
    }
    let event = old.copy()
    event.count += 1
    event.message = occurrence.message
    event.lastTimestamp = world.now.wholeSeconds
    return write { () throws(APIError) in try server.update(event) } != nil
  }

  /// An event about an occurrence, without its times.
  func newEvent(_ occurrence: Occurrence) -> Event {
    let event = Event()
    event.metadata.namespace = EventLog.namespace(of: occurrence)
    event.metadata.name = occurrence.subject.name + "." + nameEnding()
    event.involvedObject = occurrence.subject
    event.type = occurrence.type
    event.reason = occurrence.reason
    event.message = occurrence.message
    return event
  }

  private func writeEvent(_ occurrence: Occurrence, key: String) -> String? {
    let event = newEvent(occurrence)
    event.source.component = occurrence.component
    event.source.host = occurrence.host
    event.reportingComponent = occurrence.component
    event.reportingInstance = occurrence.host
    event.firstTimestamp = world.now.wholeSeconds
    event.lastTimestamp = event.firstTimestamp
    event.count = 1
    return create(event, key: key)
  }

  /// Stores a new event and gives its name; it goes after its lifetime.
  func create(_ event: Event, key: String) -> String? {
    guard let stored = write({ () throws(APIError) in try server.create(event) }) else {
      return nil
    }
    ages.append(
      Age(time: world.now, namespace: stored.namespace, name: stored.name, key: key))
    return stored.name
  }

  /// Forgets what a component has told so far, as its process does when it ends: what it tells
  /// again is told anew.
  func forget(host: String) {
    func isOfHost(_ key: String) -> Bool {
      let parts = key.split(separator: "|", maxSplits: 2, omittingEmptySubsequences: false)
      return parts.count > 1 && parts[1] == host
    }
    similar = similar.filter { !isOfHost($0.key) }
    written = written.filter { !isOfHost($0.key) }
    floods = floods.filter { !isOfHost($0.key) }
  }

  /// An event that is refused, in an ending namespace for instance, is lost, as real ones are.
  func write(_ body: () throws(APIError) -> Event) -> Event? {
    do throws(APIError) { return try body() } catch { return nil }
  }

  private static func namespace(of occurrence: Occurrence) -> String {
    occurrence.subject.namespace.isEmpty ? "default" : occurrence.subject.namespace
  }

  /// Nanoseconds since 1970 in hexadecimal digits, never the same twice (K9).
  private func nameEnding() -> String {
    let milliseconds = VirtualTime.epochSeconds * 1000 + world.now.milliseconds
    lastName = max(lastName + 1, milliseconds * 1_000_000)
    return String(lastName, radix: 16)
  }

  /// Removes events about which nothing was heard for their lifetime.
  private func forgetOldOnes() {
    while let first = ages.first, first.time + lifetime <= world.now {
      _ = ages.popFirst()
      guard let event = server.get(Event.self, namespace: first.namespace, name: first.name) else {
        written[first.key] = nil
        continue
      }
      let last = event.series?.lastObservedTime?.time ?? event.lastTimestamp ?? first.time
      if last + lifetime > world.now {
        ages.append(
          Age(time: last, namespace: first.namespace, name: first.name, key: first.key))
        continue
      }
      written[first.key] = nil
      do throws(APIError) {
        try server.delete(.events, namespace: first.namespace, name: first.name)
      } catch {
        continue
      }
    }
  }
}
