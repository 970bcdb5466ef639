import OrderedCollections
import Simulation

/// The flags of `docker run` and `docker create`, read into settings.
struct RunFlags {
  let call: DockerCall
  private var line: CommandLine { call.line }

  static let flags: [CommandFlag] =
    [
      .value("name"), .list("env", "e"), .list("env-file"), .list("network"), .list("net"),
      .list("network-alias"), .list("net-alias"), .value("hostname", "h"), .value("domainname"),
      .list("volume", "v"), .list("mount"), .list("tmpfs"), .list("publish", "p"),
      .flag("publish-all", "P"), .list("expose"), .flag("rm"), .value("restart"),
      .flag("interactive", "i"), .flag("tty", "t"), .value("entrypoint"), .value("workdir", "w"),
      .list("label", "l"), .list("add-host"), .value("stop-signal"), .value("stop-timeout"),
      .value("pull"), .flag("quiet", "q"), .flag("help"),
    ]
    + [
      "annotation", "blkio-weight", "cap-add", "cap-drop", "cgroup-parent", "cgroupns", "cidfile",
      "cpu-period", "cpu-quota", "cpus", "cpuset-cpus", "cpuset-mems", "detach-keys", "device",
      "dns", "dns-option", "dns-search", "gpus", "group-add", "health-cmd", "health-interval",
      "health-retries", "health-start-period", "health-timeout", "ip", "ip6", "ipc", "isolation",
      "label-file", "link", "link-local-ip", "log-driver", "log-opt", "mac-address",
      "memory-reservation", "memory-swap", "oom-score-adj", "pid", "pids-limit", "platform",
      "runtime", "security-opt", "shm-size", "storage-opt", "sysctl", "ulimit", "userns", "uts",
      "volume-driver", "volumes-from",
    ].map { .unsupported($0) }
    + [
      .unsupported("user", "u"), .unsupported("memory", "m"), .unsupported("cpu-shares", "c"),
      .unsupported("attach", "a"), .unsupported("privileged", takesValue: false),
      .unsupported("init", takesValue: false), .unsupported("read-only", takesValue: false),
      .unsupported("no-healthcheck", takesValue: false),
      .unsupported("oom-kill-disable", takesValue: false),
    ]

  func settings() throws(ClientError) -> ContainerSettings {
    var settings = ContainerSettings(image: call.arguments[0])
    settings.name = line.text("name") ?? ""
    if settings.name.hasPrefix("/") { settings.name.removeFirst() }
    settings.command = Array(call.arguments.dropFirst())
    if let text = line.text("entrypoint") { settings.entrypoint = text.isEmpty ? [] : [text] }
    settings.environment = try Environment(call).variables()
    settings.workingDirectory = line.text("workdir")
    settings.hostname = line.text("hostname") ?? ""
    settings.domainname = line.text("domainname") ?? ""
    settings.isInteractive = line.isSet("interactive")
    settings.hasTerminal = line.isSet("tty")
    settings.removesItself = line.isSet("rm")
    settings.publishesAll = line.isSet("publish-all")
    settings.restart = try RestartPolicy.read(line.text("restart") ?? "")
    try readNetworks(&settings)
    for text in line.list("volume") { settings.mounts.append(try MountReader(call).volume(text)) }
    for text in line.list("mount") { settings.mounts.append(try MountReader(call).mount(text)) }
    for text in line.list("tmpfs") {
      let path = String(text.prefix { $0 != ":" })
      settings.mounts.append(MountWish(source: .memory, target: path))
    }
    for text in line.list("publish") { settings.ports += try PortReader.ports(text) }
    for text in line.list("expose") {
      guard let port = Int(text.prefix { $0 != "/" }), port > 0, port < 65_536 else {
        throw ClientError("invalid range format for --expose: \(text)")
      }
      settings.exposedPorts.append(port)
    }
    settings.labels = Environment.pairs(line.list("label"))
    try readRest(&settings)
    return settings
  }

  private func readNetworks(_ settings: inout ContainerSettings) throws(ClientError) {
    let aliases = line.list("network-alias") + line.list("net-alias")
    for text in line.list("network") + line.list("net") {
      var wish = NetworkWish(name: text)
      if text.utf8.contains(UInt8(ascii: "=")) {
        wish.name = ""
        for part in text.split(separator: ",") {
          let pair = part.split(separator: "=", maxSplits: 1).map { String($0) }
          switch (pair.first ?? "", pair.count) {
          case ("name", 2): wish.name = pair[1]
          case ("alias", 2): wish.aliases.append(pair[1])
          default: throw ClientError("invalid field \(part): not supported here")
          }
        }
      }
      if wish.name == "default" { wish.name = "bridge" }
      settings.networks.append(wish)
    }
    guard !aliases.isEmpty else { return }
    if settings.networks.isEmpty { settings.networks = [NetworkWish(name: "bridge")] }
    settings.networks[0].aliases += aliases
  }

  private func readRest(_ settings: inout ContainerSettings) throws(ClientError) {
    for text in line.list("add-host") {
      let place = text.firstIndex { $0 == ":" || $0 == "=" }
      guard let place else { throw ClientError("bad format for add-host: \"\(text)\"") }
      let address = String(text[text.index(after: place)...])
      guard isAddress(address) || address == "host-gateway" else {
        throw ClientError("invalid IP address in add-host: \"\(address)\"")
      }
      settings.extraHosts.append((String(text[..<place]), address))
    }
    if let text = line.text("stop-signal") {
      guard let signal = Signal(named: text.uppercased()) else {
        throw .daemon("invalid signal: \(text)")
      }
      settings.stopSignal = signal
    }
    settings.stopTimeout = try line.number("stop-timeout")
    if let policy = line.text("pull"), !["always", "missing", "never"].contains(policy) {
      throw ClientError(
        "invalid pull option: '\(policy)': must be one of \"always\", \"missing\" or \"never\"")
    }
  }
}

/// Variables from `-e` and `--env-file`, and other pairs.
struct Environment {
  private let call: DockerCall

  init(_ call: DockerCall) { self.call = call }

  func variables() throws(ClientError) -> OrderedDictionary<String, String> {
    var result: OrderedDictionary<String, String> = [:]
    for file in call.line.list("env-file") {
      let text: String
      do throws(FileError) {
        text = try call.process.fileSystem.read(file, from: call.process.workingDirectory)
      } catch {
        throw ClientError("open \(file): \(error.text.lowercased())")
      }
      for line in text.split(separator: "\n") {
        let trimmed = line.drop { $0 == " " || $0 == "\t" }
        if trimmed.isEmpty || trimmed.hasPrefix("#") { continue }
        try add(String(trimmed), to: &result, file)
      }
    }
    for text in call.line.list("env") { try add(text, to: &result, nil) }
    return result
  }

  private func add(
    _ text: String, to result: inout OrderedDictionary<String, String>, _ file: String?
  ) throws(ClientError) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    if name.isEmpty {
      throw ClientError(
        file.map { "invalid env file: \($0): no variable name on line '\(text)'" }
          ?? "invalid environment variable: \(text)")
    }
    if let file, name.utf8.contains(where: { $0 == 0x20 || $0 == 0x09 }) {
      throw ClientError("invalid env file: \(file): variable '\(name)' contains whitespaces")
    }
    if parts.count == 2 {
      result[name] = String(parts[1])
    } else if let value = call.process.environment[name] {
      // A name alone takes the value that the client has.
      result[name] = value
    }
  }

  static func pairs(_ texts: [String]) -> OrderedDictionary<String, String> {
    var result: OrderedDictionary<String, String> = [:]
    for text in texts {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      result[String(parts[0])] = parts.count == 2 ? String(parts[1]) : ""
    }
    return result
  }
}
