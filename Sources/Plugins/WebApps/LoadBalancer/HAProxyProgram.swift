import OrderedCollections
import Simulation

/// `haproxy`: reads its configuration, then balances, itself or (`-W`) through a worker process.
///
/// What is understood of the configuration: `global`, `defaults`, `frontend`, `backend`, `listen`
/// and `resolvers` sections, modes `http` and `tcp`, the algorithms `roundrobin`, `static-rr`,
/// `leastconn`, `first`, `source`, `uri` and `random`, inserted cookies, health checks, retries and
/// `redispatch`, backup servers, names that are looked up while it runs. The rest is refused by name.
///
/// A request is answered when the one before it on the same connection is; a response goes out when
/// it is whole.
final class HAProxyProgram: Program {
  private unowned(unsafe) var process: Process!
  private var options = Options()
  private var configuration = BalancerConfiguration()
  private var addresses: [String: String] = [:]
  private var hasIntroduced = false
  /// The process that balances, when there is a master.
  private var worker: Process?
  /// What balances in this process, when there is none.
  private var balancer: LoadBalancer?

  private struct Options {
    var files: [String] = []
    var onlyChecks = false
    var hasMaster = false
  }

  static let path = "/usr/local/sbin/haproxy"

  private var version: String { process.environment["HAPROXY_VERSION"] ?? "3.0.18" }

  func start(_ process: Process) {
    self.process = process
    guard readOptions(Array(process.arguments.dropFirst())) else { return }
    guard let file = options.files.first else { return printUsage() }
    let text: String
    do throws(FileError) {
      text = try process.fileSystem.read(file, from: process.workingDirectory)
    } catch {
      return fail("config : Cannot open configuration file/directory \(file) : \(error.text)")
    }
    let parser = BalancerParser(
      file: file, environment: process.environment,
      nameServer: process.host.resolver.nameServers.first)
    let isGood = parser.read(text)
    for message in parser.messages { report(message) }
    guard isGood else { return process.exit(1) }
    configuration = parser.configuration
    if options.onlyChecks, !parser.messages.isEmpty { process.write("Warnings were found.\n") }
    lookUp(file)
  }

  // MARK: The command line

  private func readOptions(_ arguments: [String]) -> Bool {
    var words = arguments[...]
    while let word = words.popFirst() {
      switch word {
      case "-f", "--":
        guard let file = words.popFirst() else {
          printUsage()
          return false
        }
        options.files.append(file)
      case "-c": options.onlyChecks = true
      case "-W", "-Ws": options.hasMaster = true
      case "-v", "-vv":
        process.write(
          "HAProxy version \(version) - https://haproxy.org/\n"
            + "Status: long-term supported branch - will stop receiving fixes around Q2 2029.\n"
            + "Known bugs: http://www.haproxy.org/bugs/bugs-\(version).html\n")
        process.exit(0)
        return false
      // It stays in the foreground, and says what there is to say, in any case.
      case "-db", "-V", "-q": break
      case "-n", "-N", "-m", "-p", "-L": _ = words.popFirst()
      default:
        if word.hasPrefix("-") {
          process.writeError(
            "haproxy: the option '\(word)' is a part of haproxy that is not simulated here.\n")
        }
        printUsage()
        return false
      }
    }
    if options.files.count > 1 {
      fail("config : a second configuration file is a part of haproxy that is not simulated here.")
      return false
    }
    return true
  }

  private func printUsage() {
    process.writeError(
      "HAProxy version \(version) - https://haproxy.org/\n"
        + "Usage : haproxy [-f <cfgfile|cfgdir>]* [ -vdVD ] [ -n <maxconn> ] [ -N <maxpconn> ]\n"
        + "        [ -p <pidfile> ] [ -m <max megs> ] [ -C <dir> ] [-- <cfgfile>*]\n")
    process.exit(1)
  }

  // MARK: Messages

  private func report(_ message: BalancerMessage) {
    if !hasIntroduced {
      hasIntroduced = true
      for text in [
        "haproxy version is \(version)", "path to executable is \(HAProxyProgram.path)",
      ] {
        process.writeError(BalancerMessage(level: .notice, text: text).line(of: process.number))
      }
    }
    process.writeError(message.line(of: process.number))
  }

  private func fail(_ text: String) {
    report(BalancerMessage(level: .alert, text: text))
    process.exit(1)
  }

  // MARK: Names

  /// Looks all names up that have to be known before it begins, one after the other.
  private func lookUp(_ file: String) {
    var names: [String] = []
    for proxy in configuration.proxies where !proxy.isDisabled {
      for server in proxy.servers where !names.contains(server.address) {
        if isAddress(server.address) {
          addresses[server.address] = server.address
        } else if !(server.startsWithoutAddress && server.resolvers != nil) {
          names.append(server.address)
        }
      }
    }
    lookUp(names[...], file)
  }

  private func lookUp(_ names: ArraySlice<String>, _ file: String) {
    guard let name = names.first else { return begin(file) }
    process.world.network.lookUp(name, .address, from: process.host) { [self] result in
      guard process.isRunning else { return }
      if let address = result.addresses.first { addresses[name] = address }
      lookUp(names.dropFirst(), file)
    }
  }

  private func begin(_ file: String) {
    var isComplete = true
    for proxy in configuration.proxies where !proxy.isDisabled {
      for server in proxy.servers
      where addresses[server.address] == nil && !server.startsWithoutAddress {
        isComplete = false
        report(
          BalancerMessage(
            level: .alert,
            text: "config : [\(file):\(server.line)] : 'server \(proxy.name)/\(server.name)' :"
              + " could not resolve address '\(server.address)'."))
      }
    }
    guard isComplete else { return fail("config : Failed to initialize server(s) addr.") }
    let fronts = configuration.proxies.filter { $0.isFrontend && !$0.isDisabled }
    let hasPorts = fronts.contains { !$0.ports.isEmpty }
    if options.onlyChecks {
      process.write(
        hasPorts
          ? "Configuration file is valid\n"
          : "Configuration file has no error but will not start (no listener) => exit(2).\n")
      return process.exit(hasPorts ? 0 : 2)
    }
    guard hasPorts else {
      return fail(
        "[haproxy.main()] No enabled listener found (check for 'bind' directives) ! Exiting.")
    }
    guard bind(fronts, file) else { return }
    balance()
  }

  /// Whether all ports are free.
  private func bind(_ fronts: [BalancerProxy], _ file: String) -> Bool {
    var ports: [Int] = []
    var isFree = true
    for proxy in fronts {
      for port in proxy.ports {
        if process.host.isListening(on: port) || ports.contains(port) {
          isFree = false
          report(
            BalancerMessage(
              level: .alert,
              text: "Binding [\(file):\(proxy.line)] for \(proxy.word) \(proxy.name): cannot bind"
                + " socket (Address already in use) for [0.0.0.0:\(port)]"))
        }
        ports.append(port)
      }
    }
    guard isFree else {
      fail("[haproxy.main()] Some protocols failed to start their listeners! Exiting.")
      return false
    }
    return true
  }

  private func balance() {
    let balancer = LoadBalancer(configuration, addresses: addresses)
    guard options.hasMaster else {
      self.balancer = balancer
      return balancer.start(process)
    }
    let worker = process.space.start(
      balancer,
      Launch(
        arguments: process.arguments, environment: process.environment,
        workingDirectory: process.workingDirectory, parent: process, input: process.input,
        output: process.output, errorOutput: process.errorOutput))
    self.worker = worker
    for text in ["New worker (\(worker.number)) forked", "Loading success."] {
      process.writeError(BalancerMessage(level: .notice, text: text).line(of: process.number))
    }
    worker.whenExited { [self] worker in end(worker) }
  }

  // MARK: The master

  func handle(_ signal: Signal, in process: Process) -> Bool {
    if let balancer { return balancer.handle(signal, in: process) }
    guard let worker, worker.isRunning else {
      guard signal == .terminate || signal == .interrupt || signal == .user1 else { return false }
      process.exit(0)
      return true
    }
    switch signal {
    case .user1, .terminate, .interrupt:
      report(BalancerMessage(level: .warning, text: "Exiting Master process..."))
      worker.send(signal)
    case .hangup, .user2:
      report(
        BalancerMessage(
          level: .alert, text: "A reload is a part of haproxy that is not simulated here."))
    default: return false
    }
    return true
  }

  private func end(_ worker: Process) {
    guard process.isRunning else { return }
    let status = worker.exitStatus ?? 0
    let words: [Int32: String] = [0: "Exit", 130: "Interrupt", 137: "Killed", 143: "Terminated"]
    let isWanted = status == 0 || status == 143 || status == 130
    report(
      BalancerMessage(
        level: status == 0 ? .warning : .alert,
        text: "Current worker (\(worker.number)) exited with code \(status)"
          + " (\(words[status] ?? "Exit"))"))
    if !isWanted {
      report(
        BalancerMessage(
          level: .alert, text: "exit-on-failure: killing every processes with SIGTERM"))
    }
    let final = isWanted ? 0 : status
    report(
      BalancerMessage(level: .warning, text: "All workers exited. Exiting... (\(final))"))
    process.exit(final)
  }
}
