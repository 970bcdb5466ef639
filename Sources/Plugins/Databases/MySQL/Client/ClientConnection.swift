import OrderedCollections
import SQL
import Simulation

/// A connection from a client program, or a replica, to a server.
package final class ClientConnection {
  package enum Target {
    case network(host: String, port: Int)
    case socket(String)
  }

  package struct Login {
    var user: String
    var password: String
    var database: String
    /// Whether the connection is encrypted, or the server's key is asked for.
    var isSecure = true

    package init(user: String, password: String, database: String, isSecure: Bool = true) {
      self.user = user
      self.password = password
      self.database = database
      self.isSecure = isSecure
    }
  }

  private let process: Process
  private let clientName: String
  private(set) var socket: Socket?
  private(set) var serverVersion = ""
  private(set) var number: Int64 = 0
  /// How many warnings the last statement left.
  private(set) var warningCount = 0
  /// Called with what a source sends by itself.
  var onEvent: ((Packet) -> Void)?
  var onLost: (() -> Void)?
  private var pending: ((Result<StatementResult, SQLError>) -> Void)?
  private var connecting: ((Result<Void, SQLError>) -> Void)?
  private var timer: ScheduledEvent?
  private var isLoggedIn = false

  package init(_ process: Process, clientName: String? = nil) {
    self.process = process
    self.clientName = clientName ?? process.host.name
  }

  private var isOld: Bool { process.environment["MYSQL_VERSION"]?.hasPrefix("5.7") ?? false }

  // MARK: Connecting

  /// Connects and logs in; `completion` is called once, later.
  package func connect(
    to target: Target, _ login: Login, timeLimit: VirtualDuration? = nil,
    completion: @escaping (Result<Void, SQLError>) -> Void
  ) {
    connecting = completion
    let world = process.world
    switch target {
    case .socket(let path):
      let failure = SQLError(
        2002, "HY000", "Can't connect to local MySQL server through socket '\(path)' (2)")
      var port: Int?
      do throws(FileError) {
        let text = try process.fileSystem.read(path)
        port = Int(text.utf8.last == 10 ? String(text.dropLast()) : text)
      } catch {}
      guard let port else {
        world.soon { [self] in fail(failure) }
        return
      }
      process.connect(to: "127.0.0.1", port: port) { [self] result in
        if case .connected(let socket) = result {
          begin(socket, login)
        } else {
          fail(
            SQLError(
              2002, "HY000", "Can't connect to local MySQL server through socket '\(path)' (111)"))
        }
      }
    case .network(let host, let port):
      // TCP gives up by itself after two minutes.
      timer = process.schedule(after: timeLimit ?? .seconds(127)) { [self] in
        fail(refusal(host, port, 110))
      }
      world.network.lookUp(host, .address, from: process.host) { [self] result in
        guard process.isRunning, connecting != nil else { return }
        guard let address = result.addresses.first else {
          fail(
            SQLError(
              2005, "HY000",
              "Unknown MySQL server host '\(host)' (\(isOld ? "0" : "-2"))"))
          return
        }
        process.connect(to: address, port: port) { [self] result in
          guard connecting != nil else {
            if case .connected(let socket) = result { socket.close() }
            return
          }
          switch result {
          case .connected(let socket): begin(socket, login)
          case .refused: fail(refusal(host, port, 111))
          case .unreachable: fail(refusal(host, port, 101))
          }
        }
      }
    }
  }

  private func refusal(_ host: String, _ port: Int, _ number: Int) -> SQLError {
    SQLError(
      2003, "HY000",
      "Can't connect to MySQL server on '\(host)\(isOld ? "" : ":\(port)")' (\(number))")
  }

  private func fail(_ error: SQLError) {
    guard let completion = connecting else { return }
    connecting = nil
    timer?.cancel()
    if let socket, socket.isOpen { socket.close() }
    socket = nil
    completion(.failure(error))
  }

  private func begin(_ socket: Socket, _ login: Login) {
    self.socket = socket
    socket.onReceive = { [self] text in
      if let packet = Packet(text) { receive(packet, login) }
    }
    socket.onClose = { [self] _ in lose() }
  }

  private func receive(_ packet: Packet, _ login: Login) {
    guard isLoggedIn else {
      switch packet.kind {
      case .greeting:
        serverVersion = packet[0]
        number = packet.number(1)
        send(
          Packet(
            .login,
            [
              login.user, login.password, login.database, clientName,
              login.isSecure ? "" : "insecure",
            ]))
      case .ok:
        isLoggedIn = true
        timer?.cancel()
        let completion = connecting
        connecting = nil
        completion?(.success(()))
      case .error: fail(packet.sqlError)
      default: break
      }
      return
    }
    if pending == nil || packet.kind == .event || packet.kind == .heartbeat {
      onEvent?(packet)
      return
    }
    let completion = pending
    pending = nil
    switch packet.kind {
    case .ok:
      warningCount = Int(packet.number(3))
      noteAnswer(packet[4])
      completion?(.success(.done(packet.completion)))
    case .rows:
      warningCount = Int(packet.number(1))
      noteAnswer(packet[2])
      completion?(.success(.rows(packet.resultSet)))
    default: completion?(.failure(packet.sqlError))
    }
  }

  /// Keeps account of what this client was told.
  private func noteAnswer(_ tag: String) {
    // Who has no name is part of a server, not a client.
    guard !tag.isEmpty, !clientName.isEmpty else { return }
    DatabaseSystem.of(process.world).audit.noteAnswer(
      tag, client: clientName, at: process.world.now)
  }

  private func lose() {
    socket = nil
    if connecting != nil {
      fail(
        SQLError(
          2013, "HY000",
          "Lost connection to MySQL server at 'reading initial communication packet', system"
            + " error: 0"))
      return
    }
    if let completion = pending {
      pending = nil
      completion(
        .failure(SQLError(2013, "HY000", "Lost connection to MySQL server during query")))
      return
    }
    onLost?()
  }

  // MARK: Talking

  func send(_ packet: Packet) { socket?.send(packet.text) }

  /// Sends a statement; one at a time.
  package func query(
    _ text: String, _ completion: @escaping (Result<StatementResult, SQLError>) -> Void
  ) {
    guard socket != nil else {
      completion(.failure(SQLError(2006, "HY000", "MySQL server has gone away")))
      return
    }
    pending = completion
    send(Packet(.query, [text]))
  }

  package func close() {
    onLost = nil
    onEvent = nil
    pending = nil
    connecting = nil
    timer?.cancel()
    guard let socket else { return }
    self.socket = nil
    socket.onClose = nil
    socket.onReceive = nil
    if socket.isOpen {
      socket.send(Packet(.quit).text)
      socket.close()
    }
  }
}
