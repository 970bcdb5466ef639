import Simulation

/// One connection of a web server: requests are read and answered in order.
final class HTTPConnection {
  private var parser = HTTPParser()
  private(set) var isOpen = true

  /// Answers what comes in on `socket` until one side closes it. `respond` gets a request, or
  /// nil for what is not HTTP. `onEnd` is called once.
  static func serve(
    _ socket: Socket, respond: @escaping (HTTPMessage?) -> HTTPMessage,
    onEnd: @escaping (HTTPConnection) -> Void
  ) -> HTTPConnection {
    let connection = HTTPConnection()
    // The socket owns this closure, so it must not own the socket.
    socket.onReceive = { [unowned(unsafe) socket] text in
      connection.receive(text, on: socket, respond, onEnd)
    }
    socket.onClose = { _ in connection.end(onEnd) }
    return connection
  }

  private func receive(
    _ text: String, on socket: Socket, _ respond: (HTTPMessage?) -> HTTPMessage,
    _ onEnd: (HTTPConnection) -> Void
  ) {
    guard isOpen else { return }
    for request in parser.feed(text) {
      var response = respond(request)
      let keeps = request.keepsConnection && response.keepsConnection
      if request.method == "HEAD" {
        if response["Content-Length"] == nil {
          response["Content-Length"] = String(response.body.utf8.count)
        }
        response.body = ""
      }
      socket.tell(request, response)
      socket.send(response.serialized)
      if !keeps {
        socket.close()
        end(onEnd)
        return
      }
    }
    if parser.failure != nil {
      socket.send(respond(nil).serialized)
      socket.close()
      end(onEnd)
    }
  }

  private func end(_ onEnd: (HTTPConnection) -> Void) {
    guard isOpen else { return }
    isOpen = false
    onEnd(self)
  }
}
