public import Simulation

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
    /// A body in chunks whose sizes are no numbers.
    case badChunk
    /// A head or body that is longer than anybody here reads.
    case tooLarge
  }

  /// How far it got.
  public enum Phase: Sendable {
    case lookingUp
    case connecting
    case waiting
    case done
  }

  /// Where it is now. It only goes forward.
  public private(set) var phase = Phase.lookingUp
  /// The address that the name led to.
  public private(set) var remoteAddress = ""
  /// Called when the address is known, before the connection is there.
  public var onConnecting: ((String) -> Void)?
  /// Called when the connection is there, before the request is sent.
  public var onConnected: (() -> Void)?
  /// An address to go to instead of that of the name.
  public var addressOverride: String?
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

  /// Looks the name up and goes on from there. Call it once; nothing happens before.
  public func start() {
    if let addressOverride {
      process.world.soon { [self] in
        if process.isRunning, phase == .lookingUp { connect(addressOverride) }
      }
      return
    }
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
      switch parser.failure {
      case .badChunk: finish(.badChunk)
      case .tooLarge: finish(.tooLarge)
      case .malformed, .incomplete: finish(.malformed)
      case nil: break
      }
    }
    socket.onClose = { [self] reason in
      guard phase == .waiting else { return }
      if let message = parser.end() {
        finish(.response(message))
      } else {
        finish(reason == .reset || received ? .reset : .emptyReply)
      }
    }
    onConnected?()
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
