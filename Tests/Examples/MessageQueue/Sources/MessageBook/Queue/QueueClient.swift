import Simulation

/// The command `queue HOST put TEXT`, `queue HOST take`, `queue HOST count`.
///
/// It ends with 0, with 1 when there was nothing to take or no server, with 2 for a wrong call.
final class QueueClient: Program {
  private var isAnswered = false

  func start(_ process: Process) {
    let words = Array(process.arguments.dropFirst())
    guard words.count >= 2, let request = QueueClient.request(Array(words.dropFirst())) else {
      process.writeError("usage: queue HOST put TEXT | take | count\n")
      return process.exit(2)
    }
    let host = words[0]
    process.world.network.lookUp(host, .address, from: process.host) { [self] result in
      guard process.isRunning else { return }
      guard let address = result.addresses.first else {
        process.writeError("queue: \(host): name does not resolve\n")
        return process.exit(1)
      }
      send(request, to: address, of: host, process)
    }
  }

  private static func request(_ words: [String]) -> String? {
    switch words[0] {
    case "put" where words.count > 1: "PUT " + words.dropFirst().joined(separator: " ")
    case "take" where words.count == 1: "TAKE"
    case "count" where words.count == 1: "COUNT"
    default: nil
    }
  }

  private func send(_ request: String, to address: String, of host: String, _ process: Process) {
    process.schedule(after: .seconds(5)) {
      process.writeError("queue: \(host): no answer\n")
      process.exit(1)
    }
    process.connect(to: address, port: QueueServer.port) { [self] result in
      guard case .connected(let socket) = result else {
        process.writeError("queue: \(host): connection refused\n")
        return process.exit(1)
      }
      socket.onReceive = { [self] text in
        isAnswered = true
        let answer = text.hasSuffix("\n") ? String(text.dropLast()) : text
        if answer.isEmpty { return process.exit(1) }
        if answer.hasPrefix("ERROR ") {
          process.writeError("queue: \(answer.dropFirst(6))\n")
          return process.exit(1)
        }
        process.write(answer + "\n")
        process.exit(0)
      }
      socket.onClose = { [self] _ in
        guard !isAnswered, process.isRunning else { return }
        process.writeError("queue: \(host): connection closed\n")
        process.exit(1)
      }
      socket.send(request + "\n")
    }
  }
}
