import Simulation

/// One connection of a server whose answers take time: requests are answered one after the other, in
/// the order in which they came.
final class ServerConnection {
  /// The address of who opened it.
  let remoteAddress: String
  /// Which connection of its server this is.
  let number: Int
  /// How the header is written that says that the connection ends.
  var connectionHeader = "Connection"
  private var socket: Socket?
  private var parser = HTTPParser()
  private var waiting: Queue<HTTPMessage> = Queue()
  private var current: HTTPMessage?
  /// The number of the question that it is.
  private var question: Int64 = 0
  private var hasBadInput = false
  private var isLast = false
  private let respond: (ServerConnection, HTTPMessage) -> Void
  private let onBadInput: (ServerConnection, HTTPParser.Failure) -> Void
  private let onEnd: (ServerConnection) -> Void

  /// - Parameters:
  ///   - respond: is given one request at a time, and calls ``answer(_:)`` once, now or later.
  ///   - onBadInput: is called when what came is not HTTP, and calls ``answer(_:)``, too.
  ///   - onEnd: is called once, when the connection has ended from either side.
  init(
    _ socket: Socket, number: Int, respond: @escaping (ServerConnection, HTTPMessage) -> Void,
    onBadInput: @escaping (ServerConnection, HTTPParser.Failure) -> Void,
    onEnd: @escaping (ServerConnection) -> Void
  ) {
    self.socket = socket
    self.number = number
    remoteAddress = socket.remoteAddress
    self.respond = respond
    self.onBadInput = onBadInput
    self.onEnd = onEnd
    socket.onReceive = { [self] text in receive(text) }
    socket.onClose = { [self] _ in end() }
    // Who has sent everything still wants what it asked for.
    socket.onEnd = { [self] in
      isLast = true
      if !isBusy { close() }
    }
  }

  var isOpen: Bool { socket != nil }

  /// Whether a request is being answered.
  var isBusy: Bool { current != nil || !waiting.isEmpty || hasBadInput }

  private func receive(_ text: String) {
    guard isOpen, !hasBadInput else { return }
    for request in parser.feed(text) { waiting.append(request) }
    if parser.failure != nil { hasBadInput = true }
    next()
  }

  private func next() {
    guard isOpen, current == nil else { return }
    if let request = waiting.popFirst() {
      current = request
      question = socket?.owner.world.trace.noteQuestion() ?? 0
      respond(self, request)
    } else if hasBadInput, let failure = parser.failure {
      onBadInput(self, failure)
    } else if isLast {
      close()
    }
  }

  /// Sends the response to the current request. Nobody gets it when the connection has ended.
  func answer(_ response: HTTPMessage) {
    guard let socket else { return }
    guard let request = current else {
      var response = response
      setClosing(&response)
      socket.send(response.serialized)
      close()
      return
    }
    current = nil
    socket.tell(request, response, number: question)
    var response = response
    let isEnd = isLast && waiting.isEmpty
    let keeps = request.keepsConnection && response.keepsConnection && !isEnd
    if !keeps { setClosing(&response) }
    if request.method == "HEAD" {
      if response["Content-Length"] == nil {
        response["Content-Length"] = String(response.body.utf8.count)
      }
      response.body = ""
    }
    socket.send(response.serialized)
    if keeps { next() } else { close() }
  }

  private func setClosing(_ response: inout HTTPMessage) {
    if response["Connection"] == nil {
      response.headers.append(HTTPMessage.Header(connectionHeader, "close"))
    } else {
      response["Connection"] = "close"
    }
  }

  /// Ends the connection after the request that is being answered, or now if none is.
  func finish() {
    isLast = true
    waiting = Queue()
    if !isBusy { close() }
  }

  /// Ends the connection without another word.
  func close() {
    socket?.close()
    end()
  }

  private func end() {
    guard let ended = socket else { return }
    ended.onReceive = nil
    ended.onClose = nil
    ended.onEnd = nil
    socket = nil
    onEnd(self)
  }
}
