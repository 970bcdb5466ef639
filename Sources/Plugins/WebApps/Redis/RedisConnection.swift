import Simulation

/// A connection to a Redis: commands in, replies out.
final class RedisConnection {
  private var socket: Socket?
  private var reader = RedisReader()
  private let number: Int
  private let onEnd: (Int) -> Void

  /// `reply` gives the reply to a command, or nil when the server has ended.
  init(
    _ socket: Socket, number: Int, reply: @escaping ([String]) -> RedisReply?,
    onEnd: @escaping (Int) -> Void
  ) {
    self.socket = socket
    self.number = number
    self.onEnd = onEnd
    // The socket owns this closure, so it must not own the socket.
    socket.onReceive = { [self, unowned(unsafe) socket] text in
      reader.feed(text)
      var answer = ""
      while let words = reader.nextRequest() {
        guard !words.isEmpty else { continue }
        guard let next = reply(words) else { return end() }
        let encoded = next.encoded
        socket.tell(
          RedisTelling.question(words),
          RedisTelling.answer(encoded), isFailure: encoded.utf8.first == UInt8(ascii: "-"))
        answer += encoded
        if words[0].lowercased() == "quit" {
          self.socket?.send(answer)
          return close()
        }
      }
      if let failure = reader.failure {
        self.socket?.send(answer + RedisReply.error("ERR " + failure).encoded)
        return close()
      }
      if !answer.isEmpty { self.socket?.send(answer) }
    }
    // Who sends no more has all its answers.
    socket.onEnd = { [self] in close() }
    socket.onClose = { [self] _ in end() }
  }

  private func close() {
    socket?.close()
    end()
  }

  private func end() {
    guard let ended = socket else { return }
    ended.onReceive = nil
    ended.onEnd = nil
    ended.onClose = nil
    socket = nil
    onEnd(number)
  }
}
