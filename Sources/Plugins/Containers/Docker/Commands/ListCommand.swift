import OrderedCollections
import Simulation
import Values

extension DockerCommand {
  static let list = DockerCommand(
    path: ["ps"],
    aliases: [["container", "ls"], ["container", "list"], ["container", "ps"]],
    usage: "[OPTIONS]", summary: "List containers",
    flags: [
      .flag("all", "a"), .list("filter", "f"), .value("format"), .value("last", "n"),
      .flag("latest", "l"), .flag("no-trunc"), .flag("quiet", "q"),
      .unsupported("size", "s", takesValue: false),
    ], arguments: 0...0
  ) { (call) throws(ClientError) in
    var list = DockerList(
      heads: [
        ("ID", "CONTAINER ID"), ("Names", "NAMES"), ("Image", "IMAGE"), ("Command", "COMMAND"),
        ("CreatedAt", "CREATED AT"), ("RunningFor", "CREATED"), ("Ports", "PORTS"),
        ("State", "STATE"), ("Status", "STATUS"), ("Labels", "LABELS"), ("Mounts", "MOUNTS"),
        ("LocalVolumes", "LOCAL VOLUMES"), ("Networks", "NETWORKS"),
      ], columns: ["ID", "Image", "Command", "RunningFor", "Status", "Ports", "Names"])
    let filter = try ContainerFilter(call)
    let last = call.line.isSet("latest") ? 1 : try call.line.number("last", "n") ?? -1
    var count: Int64 = 0
    for container in call.engine.containers.values.reversed() {
      let isAll = call.line.isSet("all") || filter.looksAtState || last >= 0
      guard isAll || container.isRunning || container.state == .restarting,
        filter.accepts(container), last < 0 || count < last
      else { continue }
      count += 1
      list.rows.append(container.row(now: call.world.now, isWhole: call.line.isSet("no-trunc")))
    }
    call.process.write(
      try list.text(
        format: call.line.text("format"), quietMember: call.line.isSet("quiet") ? "ID" : nil))
    call.finish()
  }
}

/// What `docker ps --filter` asks for: any of the values of one key, and all keys.
struct ContainerFilter {
  private var wanted: OrderedDictionary<String, [String]> = [:]

  private static let keys = [
    "name", "id", "status", "exited", "label", "network", "volume", "ancestor",
  ]

  init(_ call: DockerCall) throws(ClientError) {
    for text in call.line.list("filter") {
      let parts = text.split(separator: "=", maxSplits: 1).map { String($0) }
      guard parts.count == 2 else {
        throw ClientError(
          "invalid argument \"\(text)\" for \"-f, --filter\" flag: invalid filter '\(text)'")
      }
      guard ContainerFilter.keys.contains(parts[0]) else {
        if ["before", "since", "publish", "expose", "health", "is-task"].contains(parts[0]) {
          throw ClientError("the filter '\(parts[0])' is not supported here")
        }
        throw .daemon("invalid filter '\(parts[0])'")
      }
      if parts[0] == "status",
        !["created", "restarting", "running", "removing", "paused", "exited", "dead"].contains(
          parts[1])
      {
        throw .daemon(
          "invalid filter 'status=\(parts[1])': invalid value for state (\(parts[1])): must be one of"
            + " created, running, paused, restarting, removing, exited, dead")
      }
      wanted[parts[0], default: []].append(parts[1])
    }
  }

  /// Whether containers that do not run are meant, too.
  var looksAtState: Bool { wanted["status"] != nil || wanted["exited"] != nil }

  func accepts(_ container: DockerContainer) -> Bool {
    for (key, values) in wanted where !values.contains(where: { accepts(container, key, $0) }) {
      return false
    }
    return true
  }

  private func accepts(_ container: DockerContainer, _ key: String, _ value: String) -> Bool {
    switch key {
    case "name": ContainerFilter.matches(container.name, value)
    case "id": container.id.hasPrefix(value)
    case "status": container.state.rawValue == value
    case "exited": container.state == .exited && String(container.exitStatus) == value
    case "network":
      container.endpoints[value] != nil
        || container.endpoints.values.contains { $0.networkID.hasPrefix(value) }
    case "volume":
      container.mounts.contains { $0.target == value || $0.volume?.name == value }
    case "ancestor":
      container.imageName == LocalImages.key(value) || container.image.id.hasPrefix(value)
    default: acceptsLabel(container, value)
    }
  }

  private func acceptsLabel(_ container: DockerContainer, _ text: String) -> Bool {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let value = container.settings.labels[String(parts[0])] else { return false }
    return parts.count == 1 || value == parts[1]
  }

  /// Whether a pattern's text stands in a name; `^`, `$` and a slash at its ends are understood.
  private static func matches(_ name: String, _ pattern: String) -> Bool {
    var text = pattern[...]
    let isStart = text.hasPrefix("^") || text.hasPrefix("/")
    while text.hasPrefix("^") || text.hasPrefix("/") { text = text.dropFirst() }
    let isEnd = text.hasSuffix("$")
    if isEnd { text = text.dropLast() }
    let plain = String(text)
    if isStart, isEnd { return name == plain }
    if isStart { return name.hasPrefix(plain) }
    if isEnd { return name.hasSuffix(plain) }
    return name.includes(plain)
  }
}

extension DockerContainer {
  /// `Up 5 minutes`, `Exited (137) 3 seconds ago`.
  func status(now: VirtualTime) -> String {
    switch state {
    case .created: "Created"
    case .running: "Up " + DockerText.roughly(now - (startedAt ?? now))
    case .restarting:
      "Restarting (\(exitStatus)) \(DockerText.roughly(now - (finishedAt ?? now))) ago"
    case .exited:
      "Exited (\(exitStatus)) \(DockerText.roughly(now - (finishedAt ?? now))) ago"
    }
  }

  /// The container as a row of `docker ps`.
  func row(now: VirtualTime, isWhole: Bool) -> JSON {
    let words = instance.arguments.joined(separator: " ")
    let command = isWhole ? words : DockerText.shortened(words, 20)
    let places = mounts.map { mount in
      let name: String
      switch mount.source {
      case .volume(let volume): name = volume.name
      case .path(let path): name = path
      case .memory: name = ""
      }
      return isWhole ? name : DockerText.shortened(name, 15)
    }
    let volumes = mounts.filter { $0.volume != nil }.count
    return [
      "ID": .string(isWhole ? id : shortID), "Names": .string(name),
      "Image": .string(settings.image), "Command": .string("\"\(command)\""),
      "CreatedAt": .string(DockerText.longTime(created)),
      "RunningFor": .string(DockerText.roughly(now - created) + " ago"),
      "Ports": .string(isRunning ? PortList(self).text : ""), "State": .string(state.rawValue),
      "Status": .string(status(now: now)),
      "Labels": .string(
        settings.labels.map { $0.key + "=" + $0.value }.sorted().joined(separator: ",")),
      "Mounts": .string(places.joined(separator: ",")), "LocalVolumes": .string(String(volumes)),
      "Networks": .string(endpoints.keys.joined(separator: ",")), "Size": "0B",
    ]
  }
}
