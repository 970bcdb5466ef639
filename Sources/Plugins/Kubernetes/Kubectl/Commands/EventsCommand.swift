import GoWriting
import KubernetesAPI
import Simulation
import Values

extension Flag {
  static let forObject = Flag(
    "for", "", .text(""), "Filter events to only those pertaining to the specified resource.")
  static let types = Flag("types", "", .list, "Output only events of given types.")
}

extension Command {
  static let events = Command(
    "events", "List events",
    arguments:
      "[(-o|--output=)json|yaml|name] [--for TYPE/NAME] [--watch] [--types=Normal,Warning]",
    flags: [
      .output, .forObject, .types, .watch, .allNamespaces, .noHeaders, .chunkSize, .template,
      .showManagedFields, .allowMissingTemplateKeys,
    ]
  ) { (invocation) throws(CommandError) in
    try EventList(invocation).start()
  }
}

/// One run of `kubectl events` (K8).
final class EventList {
  private let invocation: Invocation
  private let format: OutputFormat
  private let showsNamespace: Bool
  private var writer = TabWriter.table
  private var hasHeader = false
  private var subject: (type: ResourceType, name: String)?

  init(_ invocation: Invocation) throws(CommandError) {
    self.invocation = invocation
    format = try invocation.outputFormat()
    showsNamespace = invocation.options.isSet(.allNamespaces)
    let text = invocation.options.text(.forObject)
    if !text.isEmpty {
      if !text.contains("/") { throw .text("--for must be in resource/name form") }
      guard let item = try ResourceArguments([text], invocation.connection).items.first,
        let name = item.name
      else { throw .text("--for must be in resource/name form") }
      subject = (item.type, name)
    }
    for type in invocation.options.list(.types)
    where type.lowercased() != "normal" && type.lowercased() != "warning" {
      throw .text("valid --types are Normal or Warning")
    }
  }

  func start() throws(CommandError) {
    let place = showsNamespace ? "" : invocation.namespace
    var request = APIRequest(.list, .events, namespace: place)
    if let subject {
      request.fieldSelector =
        "involvedObject.kind=\(subject.type.kind),involvedObject.name=\(subject.name)"
    }
    let found = try invocation.send(request)["items"]?.array ?? []
    let events = found.filter { isWanted($0) }
    let times = events.map { EventTimes.last($0) }
    // Times are whole seconds; within one, what was written first comes first.
    let versions = events.map { Int64($0.text("metadata", "resourceVersion")) ?? 0 }
    let sorted = events.indices.sorted {
      times[$0] == times[$1] ? versions[$0] < versions[$1] : times[$0] < times[$1]
    }.map { events[$0] }
    let isWatching = invocation.options.isSet(.watch)
    if sorted.isEmpty, !isWatching {
      invocation.printError(
        showsNamespace ? "No events found." : "No events found in \(place) namespace.")
      invocation.finish()
      return
    }
    if format.isTable {
      for event in sorted {
        write(event)
        // While watching every line is written by itself, with the widths known so far.
        if isWatching { invocation.write(writer.flush()) }
      }
      invocation.write(writer.flush())
    } else {
      try invocation.show(
        ["apiVersion": "v1", "kind": "List", "metadata": [:], "items": .array(sorted)], format,
        messageName: "")
    }
    guard isWatching else {
      invocation.finish()
      return
    }
    request.verb = .watch
    _ = try invocation.watch(request) { [self] message in
      guard message.change != .deleted, isWanted(message.body) else { return }
      write(message.body)
      invocation.write(writer.flush())
    }
  }

  private func isWanted(_ event: JSON) -> Bool {
    let types = invocation.options.list(.types)
    if types.isEmpty { return true }
    let type = event.text("type").lowercased()
    return types.contains { $0.lowercased() == type }
  }

  private func write(_ event: JSON) {
    if !hasHeader, !invocation.options.isSet(.noHeaders) {
      var header = ["LAST SEEN", "TYPE", "REASON", "OBJECT", "MESSAGE"]
      if showsNamespace { header.insert("NAMESPACE", at: 0) }
      writer.write(cells: header)
    }
    hasHeader = true
    let object = event["involvedObject"] ?? .null
    var cells = [
      EventTimes.interval(of: event, now: invocation.now), event.text("type"),
      event.text("reason"), "\(object.kind)/\(object.text("name"))",
      EventTimes.trimmed(event.text("message")),
    ]
    if showsNamespace { cells.insert(event.namespace, at: 0) }
    writer.write(cells: cells)
  }
}
