public import Simulation

/// Where a URL leads: `http://web-0.nginx:8080/path?query`.
public struct HTTPAddress: Hashable, Sendable {
  public var host: String
  public var port: Int
  /// The path and the query; `/` when the URL has none.
  public var target: String
  /// Whether the URL asks for TLS, which nothing in the simulated world speaks.
  public var isSecure: Bool
  /// The user and password of the URL, if it has any.
  public var user: String?

  /// Reads a URL; without a scheme it is `http`. Nil when it has no host or a wrong port.
  public init?(_ text: String) {
    var rest = text[...]
    isSecure = false
    if rest.hasPrefix("http://") {
      rest = rest.dropFirst(7)
    } else if rest.hasPrefix("https://") {
      rest = rest.dropFirst(8)
      isSecure = true
    } else if rest.includes("://") {
      return nil
    }
    var authority = rest
    target = "/"
    if let end = rest.firstIndex(where: { $0 == "/" || $0 == "?" || $0 == "#" }) {
      authority = rest[..<end]
      let path = rest[end...].prefix { $0 != "#" }
      target = path.hasPrefix("/") ? String(path) : "/" + path
    }
    if let at = authority.lastIndex(of: "@") {
      user = String(authority[..<at])
      authority = authority[authority.index(after: at)...]
    }
    port = isSecure ? 443 : 80
    host = String(authority)
    if let colon = authority.lastIndex(of: ":") {
      guard let number = Int(authority[authority.index(after: colon)...]), number > 0,
        number < 65_536
      else { return nil }
      port = number
      host = String(authority[..<colon])
    }
    if host.isEmpty || host.contains(" ") { return nil }
  }

  /// The host as the `Host` header has it: with the port unless that is the usual one.
  public var authority: String { port == (isSecure ? 443 : 80) ? host : "\(host):\(port)" }

  /// The address that a `Location` header leads to from here.
  public func resolving(_ location: String) -> HTTPAddress? {
    if location.includes("://") { return HTTPAddress(location) }
    var result = self
    if location.hasPrefix("/") {
      result.target = location
    } else {
      let path = target.prefix { $0 != "?" }
      let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "/"
      result.target = folder + location
    }
    return result
  }

  /// The URL again.
  public var text: String { (isSecure ? "https://" : "http://") + authority + target }
}

/// One request of a process to a server, and its response.
///
/// It looks the name up, connects, sends, and reads until the response is whole. There is no time
/// limit of its own, so whoever starts one sets a timer and calls ``cancel()``.
public final class HTTPExchange {
  /// How an exchange ended.
  public enum Outcome: Sendable {
    case response(HTTPMessage)
    /// The name is not known.
    case unknownHost
    /// The server's machine answered that nobody listens.
    case refused
    case unreachable
    /// The connection ended before anything came.
    case emptyReply
    /// The connection was cut in the middle of the response, or before it.
    case reset
    /// What came is not HTTP.
    case malformed
  }

  /// How far it got.
  public enum Phase: Sendable {
    case lookingUp
    case connecting
    case waiting
    case done
  }

  public private(set) var phase = Phase.lookingUp
  /// The address that the name led to.
  public private(set) var remoteAddress = ""
  /// Called when the connection is there, before the request is sent.
  public var onConnecting: ((String) -> Void)?
  private let process: Process
  private let address: HTTPAddress
  private let request: HTTPMessage
  private let completion: (Outcome) -> Void
  private var socket: Socket?
  private var parser = HTTPParser()
  private var received = false

  /// Prepares an exchange; `start` begins it. `completion` is called once.
  public init(
    _ process: Process, to address: HTTPAddress, _ request: HTTPMessage,
    completion: @escaping (Outcome) -> Void
  ) {
    self.process = process
    self.address = address
    self.request = request
    self.completion = completion
    parser.expectsNoBody = request.method == "HEAD"
  }

  public func start() {
    process.world.network.lookUp(address.host, .address, from: process.host) { [self] result in
      guard process.isRunning, phase == .lookingUp else { return }
      guard let first = result.addresses.first else {
        finish(.unknownHost)
        return
      }
      connect(first)
    }
  }

  private func connect(_ first: String) {
    phase = .connecting
    remoteAddress = first
    onConnecting?(first)
    process.connect(to: first, port: address.port) { [self] result in
      guard phase == .connecting else {
        if case .connected(let socket) = result { socket.close() }
        return
      }
      switch result {
      case .refused: finish(.refused)
      case .unreachable: finish(.unreachable)
      case .connected(let socket): talk(socket)
      }
    }
  }

  private func talk(_ socket: Socket) {
    phase = .waiting
    self.socket = socket
    socket.onReceive = { [self] text in
      guard phase == .waiting else { return }
      received = true
      // What precedes the last response (`100 Continue`) is not of interest.
      for message in parser.feed(text) where (message.status ?? 0) >= 200 {
        finish(.response(message))
        return
      }
      if parser.failure != nil { finish(.malformed) }
    }
    socket.onClose = { [self] reason in
      guard phase == .waiting else { return }
      if let message = parser.end() {
        finish(.response(message))
      } else {
        finish(reason == .reset || received ? .reset : .emptyReply)
      }
    }
    socket.send(request.serialized)
  }

  /// Gives up; `completion` is not called any more.
  public func cancel() {
    phase = .done
    socket?.close()
    socket = nil
  }

  private func finish(_ outcome: Outcome) {
    phase = .done
    socket?.close()
    socket = nil
    completion(outcome)
  }
}
