import OrderedCollections
import Simulation

/// The command `docker`: a client of the engine on this host, or of another one by
/// `-H ssh://HOST` or `DOCKER_HOST`.
final class DockerProgram: Program {
  private var call: DockerCall?

  /// How long a connection to another host is tried.
  static let connectTimeout: Int64 = 30

  func start(_ process: Process) {
    do throws(ClientError) {
      try run(process)
    } catch {
      if !error.message.isEmpty { process.writeError(error.message + "\n") }
      process.exit(error.status)
    }
  }

  func handle(_ signal: Signal, in process: Process) -> Bool {
    call?.onSignal?(signal) ?? false
  }

  private static let globalFlags: [CommandFlag] = [
    .list("host", "H"), .flag("debug", "D"), .value("log-level", "l"), .flag("version", "v"),
    .flag("help"), .unsupported("context", "c"), .unsupported("config"),
    .unsupported("tls", takesValue: false), .unsupported("tlscacert"), .unsupported("tlscert"),
    .unsupported("tlskey"), .unsupported("tlsverify", takesValue: false),
  ]

  private func run(_ process: Process) throws(ClientError) {
    let line: CommandLine
    do throws(ClientError) {
      line = try CommandLine(
        process.arguments.dropFirst(), flags: DockerProgram.globalFlags, interspersed: false)
    } catch {
      throw ClientError(
        error.message
          + "\n\nUsage:  docker [OPTIONS] COMMAND [ARG...]\n\nRun 'docker --help' for more"
          + " information", status: 125)
    }
    if line.isSet("version") {
      process.write("Docker version \(DockerVersion.number), build \(DockerVersion.build)\n")
      process.exit(0)
      return
    }
    let words = line.arguments
    if words.isEmpty || line.isSet("help") || words == ["help"] {
      let text = DockerHelp.text
      if words.isEmpty, !line.isSet("help") {
        process.writeError(text)
      } else {
        process.write(text)
      }
      process.exit(0)
      return
    }
    guard
      let (command, rest) = DockerCommand.find(words[0] == "help" ? words.dropFirst() : words[...])
    else { throw DockerCommand.complaint(about: words) }
    if words[0] == "help" || DockerProgram.asksForHelp(rest, command) {
      process.write(command.help)
      process.exit(0)
      return
    }
    try perform(
      command, rest, line.list("host").last ?? process.environment["DOCKER_HOST"], process)
  }

  private static func asksForHelp(_ words: ArraySlice<String>, _ command: DockerCommand) -> Bool {
    for word in words {
      if word == "--help" { return true }
      if word == "--" || (!command.interspersed && !word.hasPrefix("-")) { return false }
    }
    return false
  }

  private func perform(
    _ command: DockerCommand, _ words: ArraySlice<String>, _ address: String?, _ process: Process
  ) throws(ClientError) {
    let line: CommandLine
    do throws(ClientError) {
      line = try CommandLine(words, flags: command.flags, interspersed: command.interspersed)
    } catch {
      throw ClientError(
        "\(error.message)\n\nUsage:  \(command.usageLine)\n\nRun '\(command.name) --help' for more"
          + " information", status: 125)
    }
    if let complaint = command.complaint(aboutCount: line.arguments.count) {
      throw ClientError(complaint)
    }
    let host = try DockerProgram.host(address, command, line, process)
    guard let engine = DockerSystem.of(process.world).engine(on: host) else {
      throw ClientError(
        "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon"
          + " running?")
    }
    let call = DockerCall(process, command, line, engine)
    self.call = call
    guard process.world.network.canReach(process.host, host) else {
      call.after(.seconds(DockerProgram.connectTimeout)) { () throws(ClientError) in
        throw call.noConnection("ssh: connect to host \(host.name) port 22: Connection timed out")
      }
      return
    }
    guard engine.isReady else {
      // A host that is coming up takes no connections yet.
      throw host === process.host.hardware
        ? ClientError(
          "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon"
            + " running?")
        : call.noConnection("ssh: connect to host \(host.name) port 22: Connection refused")
    }
    engine.whenLost(for: process) {
      call.after(.seconds(DockerProgram.connectTimeout)) { () throws(ClientError) in
        throw call.noConnection("client_loop: send disconnect: Broken pipe")
      }
    }
    try command.run(call)
  }

  /// The host that an address such as `ssh://host-2` means; the own one without an address.
  private static func host(
    _ address: String?, _ command: DockerCommand, _ line: CommandLine, _ process: Process
  ) throws(ClientError) -> Host {
    guard let address, !address.isEmpty, !address.hasPrefix("unix://") else {
      return process.host.hardware
    }
    guard address.hasPrefix("ssh://") else {
      throw ClientError(
        "unable to parse docker host `\(address)`: only ssh://HOST and unix:// are supported here")
    }
    var name = address.dropFirst(6)
    if let at = name.lastIndex(of: "@") { name = name[name.index(after: at)...] }
    if let colon = name.firstIndex(of: ":") { name = name[..<colon] }
    if let slash = name.firstIndex(of: "/") { name = name[..<slash] }
    let network = process.world.network
    guard let host = network.host(named: String(name)) ?? network.host(at: String(name)) else {
      throw BrokenConnection(
        host: String(name),
        reason: "ssh: Could not resolve hostname \(name): Name or service not known"
      ).error(in: command, line)
    }
    return host
  }
}

/// Which Docker this is like.
enum DockerVersion {
  static let number = "28.3.3"
  static let api = "1.51"
  static let build = "980b856"
}
