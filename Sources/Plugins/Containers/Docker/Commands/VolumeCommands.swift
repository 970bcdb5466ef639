import OrderedCollections
import Simulation
import Values

extension DockerCommand {
  static let volumeCreate = DockerCommand(
    path: ["volume", "create"], usage: "[OPTIONS] [VOLUME]", summary: "Create a volume",
    flags: [.list("label"), .value("driver", "d"), .value("name"), .unsupported("opt", "o")],
    arguments: 0...1
  ) { (call) throws(ClientError) in
    let driver = call.line.text("driver") ?? "local"
    if driver != "local" {
      throw .daemon(
        "create \(call.arguments.first ?? ""): error looking up volume plugin \(driver): plugin"
          + " \"\(driver)\" not found")
    }
    if call.line.has("name"), !call.arguments.isEmpty {
      throw ClientError(
        "conflicting options: cannot specify a volume-name through both --name and as a positional"
          + " arg")
    }
    let labels = Environment.pairs(call.line.list("label"))
    let volume = try call.ask { () throws(EngineError) in
      guard let name = call.arguments.first ?? call.line.text("name"), !name.isEmpty else {
        return call.engine.anonymousVolume(labels: labels)
      }
      return try call.engine.volume(named: name, labels: labels)
    }
    call.show(volume.name)
    call.finish()
  }

  static let volumeList = DockerCommand(
    path: ["volume", "ls"], aliases: [["volume", "list"]], usage: "[OPTIONS]",
    summary: "List volumes",
    flags: [.list("filter", "f"), .value("format"), .flag("quiet", "q")], arguments: 0...0
  ) { (call) throws(ClientError) in
    var list = DockerList(
      heads: [
        ("Name", "VOLUME NAME"), ("Driver", "DRIVER"), ("Scope", "SCOPE"),
        ("Mountpoint", "MOUNTPOINT"), ("Labels", "LABELS"),
      ], columns: ["Driver", "Name"])
    let filters = try call.filters(["name", "dangling", "label", "driver"])
    for volume in call.engine.volumes.values.sorted(by: { $0.name < $1.name }) {
      let isUnused = call.engine.users(of: volume).isEmpty
      let isWanted = filters.allSatisfy { key, value in
        switch key {
        case "name": volume.name.includes(value)
        case "dangling": isUnused == (value == "true" || value == "1")
        case "driver": value == "local"
        default: volume.labels[value] != nil
        }
      }
      guard isWanted else { continue }
      list.rows.append([
        "Name": .string(volume.name), "Driver": "local", "Scope": "local",
        "Mountpoint": .string(volume.mountpoint),
        "Labels": .string(
          volume.labels.map { $0.key + "=" + $0.value }.sorted().joined(separator: ",")),
      ])
    }
    call.process.write(
      try list.text(
        format: call.line.text("format"), quietMember: call.line.isSet("quiet") ? "Name" : nil))
    call.finish()
  }

  static let volumeInspect = DockerCommand(
    path: ["volume", "inspect"], usage: "[OPTIONS] VOLUME [VOLUME...]",
    summary: "Display detailed information on one or more volumes",
    flags: [.value("format", "f")], arguments: 1...Int.max
  ) { (call) throws(ClientError) in
    try Inspection(call).run { (name) throws(ClientError) in
      guard let volume = call.engine.volumes[name] else {
        throw .daemon("get \(name): no such volume")
      }
      return call.engine.json(of: volume)
    }
  }

  static let volumeRemove = DockerCommand(
    path: ["volume", "rm"], aliases: [["volume", "remove"]],
    usage: "[OPTIONS] VOLUME [VOLUME...]", summary: "Remove one or more volumes",
    flags: [.flag("force", "f")], arguments: 1...Int.max
  ) { (call) throws(ClientError) in
    let force = call.line.isSet("force")
    call.forEachArgument { (name, completion) throws(EngineError) in
      if !force || call.engine.volumes[name] != nil { try call.engine.removeVolume(name) }
      completion()
    }
  }

  static let volumePrune = DockerCommand(
    path: ["volume", "prune"], usage: "[OPTIONS]", summary: "Remove unused local volumes",
    flags: [.flag("all", "a"), .flag("force", "f"), .unsupported("filter")], arguments: 0...0
  ) { (call) throws(ClientError) in
    let isAll = call.line.isSet("all")
    let warning =
      isAll
      ? "This will remove all local volumes not used by at least one container."
      : "This will remove anonymous local volumes not used by at least one container."
    call.confirm(warning, name: "volume") {
      let unused = call.engine.volumes.values.filter {
        (isAll || $0.isAnonymous) && call.engine.users(of: $0).isEmpty
      }
      var freed: Int64 = 0
      for volume in unused {
        freed += FileSystem.size(of: .directory(volume.disk.tree.root))
        call.engine.volumes.removeValue(forKey: volume.name)
      }
      if !unused.isEmpty {
        call.show("Deleted Volumes:")
        for volume in unused { call.show(volume.name) }
        call.show("")
      }
      call.show("Total reclaimed space: " + DockerText.size(freed))
      call.finish()
    }
  }
}

extension DockerCall {
  /// The values of `--filter`, each with its key.
  func filters(_ known: [String]) throws(ClientError) -> [(key: String, value: String)] {
    var result: [(key: String, value: String)] = []
    for text in line.list("filter") {
      let parts = text.split(separator: "=", maxSplits: 1).map { String($0) }
      guard parts.count == 2, known.contains(parts[0]) else {
        throw .daemon("invalid filter '\(parts.first ?? "")'")
      }
      result.append((parts[0], parts[1]))
    }
    return result
  }
}
