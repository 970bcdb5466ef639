import KubernetesAPI
import Simulation
import Values

extension Description {
  /// The table of events at the end; they come sorted.
  mutating func events(_ events: [JSON]) {
    if events.isEmpty {
      row("Events", "<none>")
      return
    }
    line("Events:\n  Type\tReason\tAge\tFrom\tMessage")
    line("  ----\t------\t----\t----\t-------")
    for event in events {
      var source = event.text("source", "component")
      if source.isEmpty { source = event.text("reportingComponent") }
      let interval = EventTimes.interval(of: event, now: now)
      let message = EventTimes.trimmed(event.text("message"))
      line(
        "\(event.text("type"))\t\(event.text("reason"))\t\(interval)\t\(source)\t\(message)",
        level: 1)
    }
  }
}

/// When events happened, and how that is told.
enum EventTimes {
  static func trimmed(_ text: String) -> String {
    var text = text[...]
    while let last = text.last, last.isWhitespace { text = text.dropLast() }
    while let first = text.first, first.isWhitespace { text = text.dropFirst() }
    return String(text)
  }

  /// `33s`, or `7s (x3 over 35s)` for what happened more than once.
  static func interval(of event: JSON, now: VirtualTime) -> String {
    func age(_ time: VirtualTime?) -> String {
      time.map { (now - $0).human } ?? "<unknown>"
    }
    let first = age(event.time("eventTime") ?? event.time("firstTimestamp"))
    if let series = event["series"], !series.isNull {
      return "\(age(series.time("lastObservedTime"))) (x\(series.number("count")) over \(first))"
    }
    let count = event.number("count")
    if count > 1 { return "\(age(event.time("lastTimestamp"))) (x\(count) over \(first))" }
    return first
  }

  /// The time of the last occurrence, by which `kubectl events` sorts.
  static func last(_ event: JSON) -> VirtualTime {
    event.at("series")?.time("lastObservedTime") ?? event.time("lastTimestamp")
      ?? event.time("eventTime") ?? VirtualTime(milliseconds: Int64.min)
  }

  /// The order of `describe`: by `lastTimestamp`; events of the new kind, which have none, first.
  static func sortedForDescription(_ events: [JSON]) -> [JSON] {
    let none = VirtualTime(milliseconds: Int64.min)
    let times = events.map { $0.time("lastTimestamp") ?? none }
    return events.indices.sorted {
      times[$0] == times[$1] ? $0 < $1 : times[$0] < times[$1]
    }.map { events[$0] }
  }
}

extension Invocation {
  /// The events about an object, in the order of `describe`.
  func events(about object: JSON, _ type: ResourceType) throws(CommandError) -> [JSON] {
    let fields = "involvedObject.kind=\(type.kind),involvedObject.name=\(object.name)"
    let place = type.isNamespaced ? object.namespace : ""
    if object.uid.isEmpty {
      return EventTimes.sortedForDescription(
        try list(.events, namespace: place, fields: fields))
    }
    var found = try list(
      .events, namespace: place, fields: "\(fields),involvedObject.uid=\(object.uid)")
    // Kubelets give the name of their node where others give its uid.
    if type == .nodes {
      found += try list(
        .events, namespace: place, fields: "\(fields),involvedObject.uid=\(object.name)")
    }
    return EventTimes.sortedForDescription(found)
  }
}
