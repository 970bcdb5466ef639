import Simulation

/// A port of the host behind which a container stands.
struct PublishedPort {
  /// The address of the host, `0.0.0.0` for all.
  var address: String
  var hostPort: Int
  var containerPort: Int
  /// The proxy that takes connections from the host itself.
  var proxy: Process?
  /// The container's address, empty where that is the host's own.
  var target: String
  /// Whether it is open at the host's IPv6 addresses, too: no address was asked for.
  var isOpenToIPv6 = false

  /// The addresses at which it is open.
  var addresses: [String] { isOpenToIPv6 ? [address, "::"] : [address] }

  /// An address with a port, as a URL has it.
  static func place(_ address: String, _ port: Int) -> String {
    address.utf8.contains(UInt8(ascii: ":")) ? "[\(address)]:\(port)" : "\(address):\(port)"
  }
}

/// The rules by which a host passes on what arrives at its published ports, as an engine makes
/// them in the host's packet filter. Connections from the host to itself go through a proxy.
final class PublishedPorts: AddressTranslator {
  private var ports: [Int: PublishedPort] = [:]
  unowned(unsafe) private let host: Host

  init(_ host: Host) { self.host = host }

  /// Who connects is seen as who it is.
  var hidesSources: Bool { false }

  func isTaken(_ port: Int) -> Bool { ports[port] != nil }

  func add(_ port: PublishedPort) { ports[port.hostPort] = port }

  func remove(_ port: Int) { ports[port] = nil }

  func removeAll() { ports = [:] }

  func translate(_ address: String, port: Int, from source: Host) -> AddressTranslation {
    guard let rule = ports[port], host.addresses.contains(address) else { return .unchanged }
    if rule.address != "0.0.0.0", rule.address != address { return .refused }
    return .to(address: rule.target, port: rule.containerPort)
  }
}

/// `docker-proxy`: takes connections to a port of the host and passes on what both ends say.
final class PortProxyProgram: Program {
  private let target: String
  private let port: Int

  init(target: String, port: Int) {
    self.target = target
    self.port = port
  }

  func start(_ process: Process) {}

  /// Begins to listen. False when another process has the port.
  func listen(_ process: Process, on hostPort: Int) -> Bool {
    process.listen(on: hostPort) { [target, port] socket in
      process.connect(to: target, port: port) { result in
        guard case .connected(let inner) = result else {
          socket.reset()
          return
        }
        PortProxyProgram.join(socket, inner)
        PortProxyProgram.join(inner, socket)
      }
    }
  }

  private static func join(_ from: Socket, _ to: Socket) {
    from.onEnd = { to.finishSending() }
    from.onClose = { reason in
      if reason == .reset { to.reset() } else { to.close() }
    }
    from.onReceive = { to.send($0) }
  }
}
