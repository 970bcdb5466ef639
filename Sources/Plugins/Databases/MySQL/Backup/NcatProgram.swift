import OrderedCollections
import Simulation

/// `ncat` as scripts use it to pass files on: `--recv-only HOST PORT`, `--send-only HOST PORT`,
/// `--listen [--keep-open] [--max-conns=N] PORT -c COMMAND`.
final class NcatProgram: Program {
  private unowned(unsafe) var process: Process!
  private var listens = false
  private var keepsOpen = false
  private var receivesOnly = false
  private var sendsOnly = false
  private var limit = 100
  private var command: String?
  private var active = 0

  func start(_ process: Process) {
    self.process = process
    var operands: [String] = []
    var words = Array(process.arguments.dropFirst())[...]
    while let word = words.popFirst() {
      switch word {
      case "--listen", "-l": listens = true
      case "--keep-open", "-k": keepsOpen = true
      case "-lk", "-kl":
        listens = true
        keepsOpen = true
      case "--recv-only": receivesOnly = true
      case "--send-only": sendsOnly = true
      case "-c", "--sh-exec": command = words.popFirst()
      case "-4", "-v", "-n": break
      default:
        if word.hasPrefix("--max-conns=") {
          limit = Int(word.dropFirst(12)) ?? 0
        } else if word.hasPrefix("--sh-exec=") {
          command = String(word.dropFirst(10))
        } else if word.hasPrefix("-"), word.utf8.count > 1 {
          process.writeError("Ncat: the option \(word) is not supported here. QUITTING.\n")
          return process.exit(2)
        } else {
          operands.append(word)
        }
      }
    }
    guard let port = operands.last.flatMap({ Int($0) }), port > 0, port < 65_536,
      limit > 0
    else {
      process.writeError("Ncat: Invalid port number \"\(operands.last ?? "")\". QUITTING.\n")
      return process.exit(2)
    }
    if listens {
      guard process.listen(on: port, accept: { [self] in accept($0) }) else {
        process.writeError("Ncat: bind to 0.0.0.0:\(port): Address already in use. QUITTING.\n")
        return process.exit(2)
      }
    } else if operands.count == 2 {
      connect(operands[0], port)
    } else {
      process.writeError("Ncat: You must specify a host to connect to. QUITTING.\n")
      process.exit(2)
    }
  }

  // MARK: Listening

  private func accept(_ socket: Socket) {
    guard active < limit else {
      process.writeError("Ncat: New connection denied: connection limit reached (\(limit))\n")
      return socket.close()
    }
    active += 1
    guard let command else {
      socket.onReceive = { [self] text in if !sendsOnly { process.write(text) } }
      socket.onClose = { [self] _ in ended() }
      return send(socket)
    }
    do throws(SpawnError) {
      let sink = SocketSink(socket)
      let child = try process.space.spawn(
        Launch(
          arguments: ["/bin/sh", "-c", command], environment: process.environment,
          workingDirectory: process.workingDirectory, parent: process,
          input: TextSource(world: process.world), output: sink,
          errorOutput: process.errorOutput))
      socket.onReceive = { _ in }
      socket.onClose = { _ in child.send(.pipe) }
      child.whenExited { [self] _ in
        socket.onClose = nil
        socket.close()
        ended()
      }
    } catch {
      socket.close()
      ended()
    }
  }

  private func ended() {
    active -= 1
    if !keepsOpen, process.isRunning { process.exit(0) }
  }

  // MARK: Connecting

  private func connect(_ name: String, _ port: Int) {
    let timer = process.schedule(after: .seconds(127)) { [self] in
      process.writeError("Ncat: Connection timed out.\n")
      process.exit(1)
    }
    process.world.network.lookUp(name, .address, from: process.host) { [self] result in
      guard process.isRunning else { return }
      guard let address = result.addresses.first else {
        process.writeError(
          "Ncat: Could not resolve hostname \"\(name)\": Name or service not known. QUITTING.\n")
        return process.exit(2)
      }
      process.connect(to: address, port: port) { [self] result in
        timer.cancel()
        switch result {
        case .refused:
          process.writeError("Ncat: Connection refused.\n")
          process.exit(1)
        case .unreachable:
          process.writeError("Ncat: Network is unreachable.\n")
          process.exit(1)
        case .connected(let socket):
          var isFirst = true
          socket.onReceive = { [self] text in
            if isFirst { note(text, from: address) }
            isFirst = false
            if !sendsOnly { process.write(text) }
          }
          socket.onClose = { [self] _ in process.exit(0) }
          if receivesOnly { socket.finishSending() } else { send(socket) }
        }
      }
    }
  }

  /// A backup that comes is seen in pictures; nothing else that is passed on is.
  private func note(_ beginning: String, from address: String) {
    guard receivesOnly, beginning.hasPrefix(BackupStream.mark),
      let sender = process.world.network.host(at: address, from: process.host)
    else { return }
    DatabaseSystem.of(process.world).noteTransfer(to: process, from: sender)
  }

  private func send(_ socket: Socket) {
    let text = process.input.take()
    if !text.isEmpty { socket.send(text) }
    guard !process.input.isAtEnd else {
      socket.finishSending()
      if sendsOnly { socket.close() }
      return
    }
    process.input.whenReadable { [self] in
      if process.isRunning, socket.isOpen { send(socket) }
    }
  }
}

/// The sending side of a connection as a place to write to.
final class SocketSink: OutputSink {
  private let socket: Socket

  init(_ socket: Socket) { self.socket = socket }

  func write(_ text: String) -> Bool {
    guard socket.isOpen else { return false }
    socket.send(text)
    return true
  }

  func open() {}
  func close() {}
}
