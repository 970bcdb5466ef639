import KubernetesAPI
import Simulation
import Values

extension Flag {
  static let addresses = Flag(
    "address", "", .list, "Addresses to listen on (comma separated).")
}

extension Command {
  static let portForward = Command(
    "port-forward", "Forward one or more local ports to a pod",
    arguments:
      "TYPE/NAME [options] [LOCAL_PORT:]REMOTE_PORT [...[LOCAL_PORT_N:]REMOTE_PORT_N]",
    flags: [.addresses, .podRunningTimeout]
  ) { (invocation) throws(CommandError) in
    guard invocation.arguments.count >= 2 else {
      throw invocation.usageError("TYPE/NAME and list of ports are required for port-forward")
    }
    let target = try invocation.podTarget(invocation.arguments[0])
    guard let pod = try invocation.pods(behind: target).first else {
      throw .text("timed out waiting for the condition")
    }
    let phase = pod.text("status", "phase")
    if phase != "Running" {
      throw .text(
        "unable to forward port because pod is not running. Current status=\(phase)")
    }
    var ports: [ForwardedPort] = []
    for word in invocation.arguments.dropFirst() {
      ports.append(try ForwardedPort(word, target, pod, invocation))
    }
    try PortForwarding(invocation, pod, ports).start()
  }
}

/// A port of the laptop, and the port of the pod that it stands for.
struct ForwardedPort {
  var local: Int
  var remote: Int

  /// Reads `80`, `8080:80`, `:80`, `web`, `8080:web`.
  init(
    _ word: String, _ target: Target, _ pod: JSON, _ invocation: Invocation
  ) throws(CommandError) {
    let parts = word.split(separator: ":", omittingEmptySubsequences: false).map { String($0) }
    guard parts.count <= 2 else { throw .text("invalid port format '\(word)'") }
    let remoteWord = parts[parts.count - 1]
    let remote =
      target.type == .services
      ? try ForwardedPort.target(ofServicePort: remoteWord, target.object, pod)
      : try ForwardedPort.port(remoteWord, of: pod)
    self.remote = remote
    let localWord = parts[0]
    if parts.count == 2, localWord.isEmpty {
      let random = invocation.process.world.random
      local = 30_000 + random.pick(below: 30_000, "port-forward", "\(pod.uid):\(remote)")
      return
    }
    if parts.count == 1, Int(localWord) == nil {
      local = remote
      return
    }
    guard let number = Int(localWord), number >= 0 else {
      throw .text(
        "error parsing local port '\(localWord)': strconv.ParseUint: parsing"
          + " \(quoted(localWord)): invalid syntax")
    }
    guard number <= 65_535 else {
      throw .text(
        "error parsing local port '\(localWord)': strconv.ParseUint: parsing"
          + " \(quoted(localWord)): value out of range")
    }
    local = number
  }

  private static func port(_ word: String, of pod: JSON) throws(CommandError) -> Int {
    if let number = Int(word) {
      guard (1...65_535).contains(number) else {
        let problem = number < 1 ? "invalid syntax" : "value out of range"
        throw .text(
          number == 0
            ? "remote port must be > 0"
            : "error parsing remote port '\(word)': strconv.ParseUint: parsing \(quoted(word)): "
              + problem)
      }
      return number
    }
    for container in pod.items("spec", "containers") {
      for port in container.items("ports") where port.text("name") == word {
        return Int(port.number("containerPort"))
      }
    }
    throw .text("Pod '\(pod.name)' does not have a named port '\(word)'")
  }

  private static func target(
    ofServicePort word: String, _ service: JSON, _ pod: JSON
  ) throws(CommandError) -> Int {
    for port in service.items("spec", "ports") {
      let matches =
        Int(word).map { Int64($0) == port.number("port") } ?? (port.text("name") == word)
      guard matches else { continue }
      if service.text("spec", "clusterIP") == "None" { return Int(port.number("port")) }
      switch port["targetPort"] {
      case .integer(let number)?: return Int(number)
      case .string(let name)?: return try self.port(name, of: pod)
      default: return Int(port.number("port"))
      }
    }
    throw .text(
      Int(word) != nil
        ? "Service \(service.name) does not have a service port \(word)"
        : "Service '\(service.name)' does not have a named port '\(word)'")
  }
}

/// One run of `kubectl port-forward`: it listens on the laptop until it is ended, or until the
/// pod cannot be reached.
///
/// A connection is opened anew inside the pod's network, as the container runtime does it.
final class PortForwarding {
  private let invocation: Invocation
  private let pod: JSON
  private let ports: [ForwardedPort]

  init(_ invocation: Invocation, _ pod: JSON, _ ports: [ForwardedPort]) {
    self.invocation = invocation
    self.pod = pod
    self.ports = ports
  }

  func start() throws(CommandError) {
    let process = invocation.process
    for address in invocation.options.list(.addresses)
    where !["localhost", "127.0.0.1", "0.0.0.0", "::1"].contains(address) {
      throw .text(
        "the address \(quoted(address)) of --address is not supported here; use localhost or"
          + " 0.0.0.0")
    }
    var listening = 0
    for port in ports {
      let isListening = process.listen(on: port.local) { [self] socket in
        connect(socket, port)
      }
      guard isListening else {
        invocation.printError(
          "Unable to listen on port \(port.local): Listeners failed to create with the following"
            + " errors: [unable to create listener: Error listen tcp4 127.0.0.1:\(port.local):"
            + " bind: address already in use unable to create listener: Error listen tcp6"
            + " [::1]:\(port.local): bind: address already in use]")
        continue
      }
      listening += 1
      let addresses = invocation.options.list(.addresses)
      if addresses.contains("0.0.0.0") {
        invocation.show("Forwarding from 0.0.0.0:\(port.local) -> \(port.remote)")
      } else {
        invocation.show("Forwarding from 127.0.0.1:\(port.local) -> \(port.remote)")
        invocation.show("Forwarding from [::1]:\(port.local) -> \(port.remote)")
      }
    }
    if listening == 0 {
      let all = ports.map { "{\($0.local) \($0.remote)}" }.joined(separator: " ")
      throw .text("unable to listen on any of the requested ports: [\(all)]")
    }
  }

  private func connect(_ socket: Socket, _ port: ForwardedPort) {
    invocation.show("Handling connection for \(port.local)")
    var early: [String] = []
    socket.onReceive = { early.append($0) }
    guard let remote = client() else {
      lose(port, "container not running (\(pod.name))")
      return
    }
    remote.connect(to: "127.0.0.1", port: port.remote) { [self] result in
      guard invocation.isRunning else { return }
      guard case .connected(let peer) = result else {
        remote.exit(0)
        let number = port.remote
        lose(
          port,
          "failed to connect to localhost:\(number) inside namespace, IPv4: dial tcp4"
            + " 127.0.0.1:\(number): connect: connection refused IPv6 dial tcp6 [::1]:\(number):"
            + " connect: connection refused")
        return
      }
      for text in early { peer.send(text) }
      socket.onReceive = { peer.send($0) }
      socket.onEnd = { peer.finishSending() }
      socket.onClose = { _ in
        peer.close()
        remote.exit(0)
      }
      peer.onReceive = { socket.send($0) }
      peer.onEnd = { socket.finishSending() }
      peer.onClose = { _ in
        socket.close()
        remote.exit(0)
      }
    }
  }

  /// A process in the pod's network; nil when the pod does not run any more.
  private func client() -> Process? {
    let names = pod.items("spec", "containers").map { $0.text("name") }
    for name in names {
      do throws(CommandError) {
        guard case .container(let container) = try invocation.container(name, of: pod),
          container.isRunning
        else { continue }
        let world = invocation.process.world
        let space = ProcessSpace(
          world: world, host: container.host, fileSystem: container.fileSystem)
        let sink = NullSink()
        let process = space.start(
          PassingProgram(),
          Launch(
            arguments: ["socat"], input: TextSource(world: world), output: sink,
            errorOutput: sink))
        process.whenExited { _ in space.dispose() }
        return process
      } catch {}
    }
    return nil
  }

  private func lose(_ port: ForwardedPort, _ reason: String) {
    let time = invocation.now.calendar
    let fraction = (invocation.now.milliseconds % 1000 + 1000) % 1000
    invocation.printError(
      "E\(padded(time.month, 2))\(padded(time.day, 2)) \(time.clock)."
        + "\(padded(fraction, 3))000 \(invocation.process.number) portforward.go:424] \"Unhandled Error\" err=\"an error occurred forwarding"
        + " \(port.local) -> \(port.remote): error forwarding port \(port.remote) to pod"
        + " \(pod.uid), uid : \(reason)\"")
    invocation.fail(.text("lost connection to pod"))
  }
}

/// Holds connections; what happens on them is done by others.
final class PassingProgram: Program {
  func start(_ process: Process) {}
}
