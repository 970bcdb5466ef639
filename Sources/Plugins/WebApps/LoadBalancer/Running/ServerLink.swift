import Simulation

/// A connection of haproxy to a server, which carries one request at a time.
final class ServerLink {
  enum Outcome {
    case response(HTTPMessage)
    /// It was closed before a whole response came.
    case closed
    case malformed
  }

  let server: BalancedServer
  /// Requests that were sent over it.
  private(set) var count = 0
  private var socket: Socket?
  private var parser = HTTPParser()
  private var completion: ((Outcome) -> Void)?

  init(_ socket: Socket, _ server: BalancedServer) {
    self.socket = socket
    self.server = server
    socket.onReceive = { [self] text in receive(text) }
    socket.onClose = { [self] _ in end() }
    socket.onEnd = { [self] in end() }
  }

  var isOpen: Bool { socket != nil }

  /// Sends a request; `completion` is called once, later, unless the link is closed from here.
  func send(_ request: HTTPMessage, _ completion: @escaping (Outcome) -> Void) {
    count += 1
    parser.expectsNoBody = request.method == "HEAD"
    self.completion = completion
    socket?.send(request.serialized)
  }

  private func receive(_ text: String) {
    for message in parser.feed(text) where (message.status ?? 0) >= 200 {
      if !message.keepsConnection { close() }
      finish(.response(message))
    }
    if parser.failure != nil {
      close()
      finish(.malformed)
    }
  }

  private func end() {
    let message = parser.end()
    close()
    if let message { finish(.response(message)) } else { finish(.closed) }
  }

  private func finish(_ outcome: Outcome) {
    let waiting = completion
    completion = nil
    waiting?(outcome)
  }

  /// Ends the connection; nobody who waits hears of it.
  func cancel() {
    completion = nil
    close()
  }

  private func close() {
    socket?.onReceive = nil
    socket?.onClose = nil
    socket?.onEnd = nil
    socket?.close()
    socket = nil
  }
}
