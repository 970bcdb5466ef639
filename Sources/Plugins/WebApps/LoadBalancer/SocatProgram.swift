import Simulation

/// `socat`: one connection between the standard streams and a port, as operators talk to haproxy:
/// `echo "show backend" | socat stdio tcp4-connect:127.0.0.1:9999`.
final class SocatProgram: Program {
  private unowned(unsafe) var process: Process!
  private var socket: Socket?

  func start(_ process: Process) {
    self.process = process
    let words = process.arguments.dropFirst()
    let others = words.filter { $0 != "-" && $0.lowercased() != "stdio" }
    guard words.count == 2, others.count == 1, let address = others.first else {
      return fail("exactly 2 addresses required: stdio and one such as tcp4-connect:HOST:PORT", 1)
    }
    let parts = address.split(separator: ":", omittingEmptySubsequences: false).map { String($0) }
    let kinds = ["tcp", "tcp4", "tcp-connect", "tcp4-connect"]
    guard parts.count == 3, kinds.contains(parts[0].lowercased()) else {
      return fail("the address \"\(address)\" is of a kind that is not simulated here", 1)
    }
    guard let port = Int(bounded: parts[2]), (1...65_535).contains(port) else {
      return fail("getaddrinfo(\"\(parts[1])\", \"\(parts[2])\"): Servname not supported", 1)
    }
    process.world.network.lookUp(parts[1], .address, from: process.host) { [self] result in
      guard process.isRunning else { return }
      guard let found = result.addresses.first else {
        return fail("getaddrinfo(\"\(parts[1])\", \"NULL\"): Name or service not known", 1)
      }
      connect(found, port)
    }
  }

  private func fail(_ text: String, _ status: Int32) {
    let now = process.world.now
    process.writeError(
      "\(now.calendar.slashed) socat[\(process.number)] E \(text)\n")
    process.exit(status)
  }

  private func connect(_ address: String, _ port: Int) {
    let timer = process.schedule(after: .seconds(127)) { [self] in
      fail("connect(5, AF=2 \(address):\(port), 16): Connection timed out", 1)
    }
    process.connect(to: address, port: port) { [self] result in
      timer.cancel()
      switch result {
      case .refused: fail("connect(5, AF=2 \(address):\(port), 16): Connection refused", 1)
      case .unreachable: fail("connect(5, AF=2 \(address):\(port), 16): Network is unreachable", 1)
      case .connected(let socket): talk(socket)
      }
    }
  }

  private func talk(_ socket: Socket) {
    self.socket = socket
    socket.onReceive = { [unowned(unsafe) self] text in process.write(text) }
    socket.onEnd = { [unowned(unsafe) self] in end() }
    socket.onClose = { [unowned(unsafe) self] _ in end() }
    send()
  }

  private func send() {
    let text = process.input.take()
    if !text.isEmpty { socket?.send(text) }
    guard !process.input.isAtEnd else {
      socket?.finishSending()
      return
    }
    process.input.whenReadable { [self] in
      if process.isRunning, socket?.isOpen ?? false { send() }
    }
  }

  private func end() {
    socket?.close()
    socket = nil
    process.exit(0)
  }
}
