import Simulation

/// A message queue: a text protocol with a line for each request and a line for each answer.
///
///     PUT text  →  OK 1
///     TAKE      →  text, or a line that is empty when there is none
///     COUNT     →  1
///
/// What it holds is in its memory. With `QUEUE_FILE` in its environment it is in that file as well,
/// and read from there at the start. It takes no more than `QUEUE_LIMIT` messages.
final class QueueServer: Program {
  /// Where it listens.
  static let port = 5000

  private(set) var messages: [String] = []
  private(set) var process: Process?
  private var file: String?
  private var limit = 0

  func start(_ process: Process) {
    self.process = process
    file = process.environment["QUEUE_FILE"]
    let servers = QueueServers.of(process.world)
    limit = process.environment["QUEUE_LIMIT"].flatMap { Int($0) } ?? servers.limit
    if let file {
      do throws(FileError) {
        messages = try process.fileSystem.read(file).split(separator: "\n").map(String.init)
      } catch .noSuchFile {
        // The first start: nothing was kept yet.
      } catch {
        process.writeError("queue: \(file): \(error.text)\n")
        return process.exit(1)
      }
    }
    let isListening = process.listen(on: QueueServer.port) { [unowned self] socket in
      serve(socket)
    }
    guard isListening else {
      process.writeError("queue: port \(QueueServer.port) is taken\n")
      return process.exit(1)
    }
    servers.add(self)
    process.write("queue: \(messages.count) messages, listening on port \(QueueServer.port)\n")
  }

  func handle(_ signal: Signal, in process: Process) -> Bool {
    guard signal == .terminate else { return false }
    process.exit(0)
    return true
  }

  private func serve(_ socket: Socket) {
    var unread = ""
    socket.onReceive = { [unowned self, unowned socket] text in
      unread += text
      while let end = unread.firstIndex(of: "\n") {
        let request = String(unread[..<end])
        unread.removeSubrange(...end)
        socket.send(answer(to: request) + "\n")
      }
    }
  }

  private func answer(to request: String) -> String {
    if request == "COUNT" { return String(messages.count) }
    if request == "TAKE" {
      guard let first = messages.first else { return "" }
      return keep(Array(messages.dropFirst())) ?? first
    }
    guard request.hasPrefix("PUT ") else { return "ERROR unknown request" }
    guard messages.count < limit else { return "ERROR the queue is full" }
    return keep(messages + [String(request.dropFirst(4))]) ?? "OK \(messages.count)"
  }

  /// Forgets all messages, as a broken disk does.
  func lose() { _ = keep([]) }

  /// Changes what is held; gives an answer when the disk does not take it.
  private func keep(_ changed: [String]) -> String? {
    if let file, let process {
      do throws(FileError) {
        let text = changed.map { $0 + "\n" }.joined()
        try process.fileSystem.write(text, to: file, now: process.world.now)
      } catch {
        return "ERROR \(error.text)"
      }
    }
    messages = changed
    return nil
  }
}
