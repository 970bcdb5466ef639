import Simulation

/// `nc`: one connection, either way. `-z` only tries, `-l -p PORT` waits for one.
final class NetcatProgram: Program {
  private var socket: Socket?

  func start(_ process: Process) {
    let options: CommandOptions
    do throws(CommandOptions.Failure) {
      options = try CommandOptions(
        Array(process.arguments.dropFirst()), short: "lp:zvw:nkq:N", long: [], dialect: .busybox)
    } catch {
      process.writeError("nc: \(error.message)\n")
      process.writeError(
        StandardProgram.hint("nc", "nc [-l] [-p PORT] [-w SEC] [-z] HOST PORT", .busybox))
      process.exit(1)
      return
    }
    let limit = options.value("w").flatMap { Durations.parse($0, allowsSuffix: false) }
    if options.has("l") {
      let text = options.value("p") ?? options.operands.last ?? ""
      guard let port = Int(text), port > 0, port < 65_536 else {
        fail(process, "invalid number '\(text)'")
        return
      }
      guard process.listen(on: port, accept: { [self] in accept($0, process, options) }) else {
        fail(process, "bind: Address already in use")
        return
      }
      return
    }
    guard options.operands.count == 2, let port = Int(options.operands[1]), port > 0, port < 65_536
    else {
      fail(process, "a host and a port are needed")
      return
    }
    let name = options.operands[0]
    if let limit {
      process.schedule(after: limit) { [self] in
        if socket == nil { fail(process, "timed out") } else { process.exit(0) }
      }
    } else {
      process.schedule(after: .seconds(127)) { [self] in
        if socket == nil {
          fail(process, "can't connect to remote host (\(name)): Operation timed out")
        }
      }
    }
    process.world.network.lookUp(name, .address, from: process.host) { [self] result in
      guard process.isRunning else { return }
      guard let address = result.addresses.first else {
        fail(process, "bad address '\(name)'")
        return
      }
      connect(process, name, address, port, options)
    }
  }

  private func fail(_ process: Process, _ message: String) {
    process.writeError("nc: \(message)\n")
    process.exit(1)
  }

  private func connect(
    _ process: Process, _ name: String, _ address: String, _ port: Int, _ options: CommandOptions
  ) {
    process.connect(to: address, port: port) { [self] result in
      switch result {
      case .refused:
        fail(process, "can't connect to remote host (\(address)): Connection refused")
      case .unreachable:
        fail(process, "can't connect to remote host (\(address)): Network is unreachable")
      case .connected(let socket):
        if options.has("v") { process.writeError("\(name) (\(address):\(port)) open\n") }
        if options.has("z") {
          socket.close()
          process.exit(0)
          return
        }
        talk(socket, process)
      }
    }
  }

  private func accept(_ socket: Socket, _ process: Process, _ options: CommandOptions) {
    guard self.socket == nil || options.has("k") else {
      socket.close()
      return
    }
    talk(socket, process, keepsListening: options.has("k"))
  }

  private func talk(_ socket: Socket, _ process: Process, keepsListening: Bool = false) {
    self.socket = socket
    socket.onReceive = { process.write($0) }
    socket.onEnd = { [self] in
      // Who has nothing more to say either is done.
      guard process.input.isAtEnd else { return }
      socket.close()
      self.socket = nil
      if !keepsListening { process.exit(0) }
    }
    socket.onClose = { [self] _ in
      self.socket = nil
      if !keepsListening { process.exit(0) }
    }
    send(socket, process)
  }

  private func send(_ socket: Socket, _ process: Process) {
    let text = process.input.take()
    if !text.isEmpty { socket.send(text) }
    guard !process.input.isAtEnd else {
      socket.finishSending()
      return
    }
    process.input.whenReadable { [self] in
      if process.isRunning, socket.isOpen { send(socket, process) }
    }
  }
}
