import OrderedCollections
import SQL
import Simulation

/// `docker-entrypoint.sh` of the image: makes the data of a new server, with the accounts and the
/// database that the environment asks for, then becomes what its arguments say.
///
/// A server that is new is run three times: to make its files, for a while without a network so that
/// it can be told what it needs, and then for good.
final class MySQLEntrypoint: Program {
  private unowned(unsafe) var process: Process!
  private var settings: EntrypointSettings!
  private var arguments: [String] = []
  private var steps: [EntrypointStep] = []
  /// The connection by which it found out that the temporary server answers.
  private var connection: ClientConnection?
  /// The password of root as it is now.
  private var password = ""

  private var isOld: Bool { PackageVersion.number(process).hasPrefix("5.7") }

  func start(_ process: Process) {
    self.process = process
    arguments = Array(process.arguments.dropFirst())
    if let first = arguments.first, first.hasPrefix("-") { arguments.insert("mysqld", at: 0) }
    guard arguments.first == "mysqld" else { return become() }
    if arguments.contains("--version") || arguments.contains("--help") { return become() }
    let package = process.environment["MYSQL_VERSION"] ?? ""
    let greeting = "Entrypoint script for MySQL Server \(package) started."
    // It begins again as another user than root.
    note(greeting)
    note("Switching to dedicated user 'mysql'")
    note(greeting)
    let options = ServerOptions(arguments: arguments, files: process.fileSystem)
    let folder = options.value("datadir") ?? "/var/lib/mysql"
    if process.fileSystem.isDirectory(folder + "/mysql") { return become() }
    settings = EntrypointSettings(process)
    for warning in settings.warnings { log("Warn", warning) }
    if let mistake = settings.mistake {
      log("ERROR", mistake)
      return process.exit(1)
    }
    note("Initializing database files")
    run(arguments + ["--initialize-insecure"]) { [self] status in
      guard status == 0 else { return process.exit(status) }
      note("Database files initialized")
      startTemporary()
    }
  }

  private func note(_ text: String) { log("Note", text) }

  /// Notes go to the standard output, everything else to the standard error.
  private func log(_ level: String, _ text: String) {
    let time = process.world.now.calendar
    let date = "\(padded(time.year, 4))-\(padded(time.month, 2))-\(padded(time.day, 2))"
    let line = "\(date) \(time.clock)+00:00 [\(level)] [Entrypoint]: \(text)\n"
    if level == "Note" { process.write(line) } else { process.writeError(line) }
  }

  private func launch(_ arguments: [String]) -> Launch {
    Launch(
      arguments: arguments, environment: process.environment,
      workingDirectory: process.workingDirectory, parent: process, input: process.input,
      output: process.output, errorOutput: process.errorOutput)
  }

  private func become() {
    do throws(SpawnError) {
      try process.space.replace(process, by: launch(arguments))
    } catch {
      let name = arguments.first ?? ""
      process.writeError("/usr/local/bin/docker-entrypoint.sh: exec: \(name): not found\n")
      process.exit(error == .notFound ? 127 : 126)
    }
  }

  private func run(_ arguments: [String], _ completion: @escaping (Int32) -> Void) {
    do throws(SpawnError) {
      let child = try process.space.spawn(launch(arguments))
      child.whenExited { [self] child in
        if process.isRunning { completion(child.exitStatus ?? 1) }
      }
    } catch {
      process.writeError("\(arguments[0]): not found\n")
      process.exit(127)
    }
  }

  // MARK: The temporary server

  private func startTemporary() {
    note("Starting temporary server")
    run(arguments + ["--skip-networking"]) { [self] status in
      if let connection { connection.close() }
      guard status == 0 else {
        log("ERROR", "Unable to start server.")
        return process.exit(1)
      }
      note("Temporary server stopped")
      process.write("\n")
      note("MySQL init process done. Ready for start up.")
      process.write("\n")
      become()
    }
    if isOld { note("Waiting for server startup") }
    wait(tries: 0)
  }

  private func wait(tries: Int) {
    guard tries < 60 else {
      log("ERROR", "Unable to start server.")
      return process.exit(1)
    }
    process.schedule(after: .milliseconds(500)) { [self] in
      connect { [self] result in
        guard case .success(let connection) = result else { return wait(tries: tries + 1) }
        // 5.7 is asked for a connection, 8.0 says itself that it is ready.
        if isOld { connection.close() } else { self.connection = connection }
        note("Temporary server started.")
        steps = settings.steps(process)
        steps.reverse()
        next()
      }
    }
  }

  private func connect(
    _ completion: @escaping (Result<ClientConnection, SQLError>) -> Void
  ) {
    let options = ServerOptions(arguments: arguments, files: process.fileSystem)
    let connection = ClientConnection(process, clientName: "")
    connection.connect(
      to: .socket(options.value("socket") ?? "/var/run/mysqld/mysqld.sock"),
      ClientConnection.Login(user: "root", password: password, database: "")
    ) { result in
      switch result {
      case .success: completion(.success(connection))
      case .failure(let error): completion(.failure(error))
      }
    }
  }

  // MARK: The steps

  private func next() {
    guard let step = steps.popLast() else { return }
    switch step {
    case .note(let text):
      note(text)
      next()
    case .emptyLine:
      process.write("\n")
      next()
    case .warning(let text):
      log("Warn", text)
      next()
    case .complaint(let text):
      process.writeError(text + "\n")
      next()
    case .statements(let text, let database):
      talk { [self] connection in
        var splitter = StatementSplitter()
        var pieces = splitter.pieces(text)
        if !database.isEmpty {
          pieces.insert(
            StatementSplitter.Piece(
              text: "USE \(TableDefinition.quoted(database))", end: .plain, line: 1), at: 0)
        }
        pieces.reverse()
        perform(pieces, connection)
      }
    case .newPassword(let text):
      password = text
      next()
    case .program(let words):
      run(words) { [self] status in
        if status == 0 { next() } else { process.exit(status) }
      }
    case .stop: stopTemporary()
    }
  }

  /// As `mysqladmin shutdown` does it. The server that ends says the rest; one that does not would be
  /// waited for without end.
  private func stopTemporary() {
    connect { [self] result in
      switch result {
      case .success(let connection):
        connection.query("SHUTDOWN") { [self] result in
          connection.close()
          // Who is told to end may be gone before it answers.
          guard case .failure(let error) = result, error.code != 2013 else { return }
          fail("mysqladmin: shutdown failed; error: '\(error.message)'")
        }
      case .failure(let error):
        fail("mysqladmin: connect to server at 'localhost' failed\nerror: '\(error.message)'")
      }
    }
  }

  private func fail(_ complaint: String) {
    process.writeError(complaint + "\n")
    log("ERROR", "Unable to shut down server.")
    process.exit(1)
  }

  /// Each piece of work has a client of its own.
  private func talk(_ action: @escaping (ClientConnection) -> Void) {
    if let connection {
      self.connection = nil
      return action(connection)
    }
    connect { [self] result in
      switch result {
      case .success(let connection): action(connection)
      case .failure(let error):
        process.writeError("ERROR \(error.code) (\(error.state)): \(error.message)\n")
        process.exit(1)
      }
    }
  }

  private func perform(_ pieces: [StatementSplitter.Piece], _ connection: ClientConnection) {
    var pieces = pieces
    guard let piece = pieces.popLast() else {
      connection.close()
      return next()
    }
    connection.query(piece.text) { [self] result in
      if case .failure(let error) = result {
        process.writeError(
          "ERROR \(error.code) (\(error.state)) at line \(piece.line): \(error.message)\n")
        return process.exit(1)
      }
      perform(pieces, connection)
    }
  }
}
