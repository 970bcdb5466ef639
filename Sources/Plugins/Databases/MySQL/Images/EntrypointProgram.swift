import OrderedCollections
import SQL
import Simulation

/// `docker-entrypoint.sh` of the image: makes the data of a new server, with the accounts and the
/// database that the environment asks for, then becomes what its arguments say.
final class MySQLEntrypoint: Program {
  private unowned(unsafe) var process: Process!
  private var statements: [(text: String, database: String)] = []
  private var scripts: [String] = []
  private var connection: ClientConnection?
  private var server: Process?

  private func variable(_ name: String) -> String {
    if let value = process.environment[name], !value.isEmpty { return value }
    if let path = process.environment[name + "_FILE"] {
      do throws(FileError) {
        let text = try process.fileSystem.read(path)
        return text.utf8.last == 10 ? String(text.dropLast()) : text
      } catch {}
    }
    return ""
  }

  func start(_ process: Process) {
    self.process = process
    var arguments = Array(process.arguments.dropFirst())
    if let first = arguments.first, first.hasPrefix("-") { arguments.insert("mysqld", at: 0) }
    guard arguments.first == "mysqld" else { return become(arguments) }
    if arguments.contains("--version") || arguments.contains("--help") { return become(arguments) }
    note(
      "Entrypoint script for MySQL Server \(version)-1.el\(version.hasPrefix("5.7") ? "7" : "9") started."
    )
    let options = ServerOptions(arguments: arguments, files: process.fileSystem)
    let folder = options.value("datadir") ?? "/var/lib/mysql"
    if process.fileSystem.isDirectory(folder + "/mysql") {
      return become(arguments)
    }
    let hasChoice =
      !variable("MYSQL_ROOT_PASSWORD").isEmpty || !variable("MYSQL_ALLOW_EMPTY_PASSWORD").isEmpty
      || !variable("MYSQL_RANDOM_ROOT_PASSWORD").isEmpty
    guard hasChoice else {
      log(
        "ERROR",
        """
        Database is uninitialized and password option is not specified
            You need to specify one of the following as an environment variable:
            - MYSQL_ROOT_PASSWORD
            - MYSQL_ALLOW_EMPTY_PASSWORD
            - MYSQL_RANDOM_ROOT_PASSWORD
        """)
      return process.exit(1)
    }
    note("Initializing database files")
    run(arguments + ["--initialize-insecure"]) { [self] status in
      guard status == 0 else { return process.exit(status) }
      note("Database files initialized")
      startTemporary(arguments)
    }
  }

  private var version: String {
    let text = process.environment["MYSQL_VERSION"] ?? "8.0.36"
    return text.utf8.firstIndex(of: 45).map { String(text[..<$0]) } ?? text
  }

  private func note(_ text: String) { log("Note", text) }

  private func log(_ level: String, _ text: String) {
    let time = process.world.now.calendar
    let date = "\(padded(time.year, 4))-\(padded(time.month, 2))-\(padded(time.day, 2))"
    process.writeError("\(date) \(time.clock)+00:00 [\(level)] [Entrypoint]: \(text)\n")
  }

  private func launch(_ arguments: [String]) -> Launch {
    Launch(
      arguments: arguments, environment: process.environment,
      workingDirectory: process.workingDirectory, parent: process, input: process.input,
      output: process.output, errorOutput: process.errorOutput)
  }

  private func become(_ arguments: [String]) {
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
      server = child
      child.whenExited { [self] child in
        if process.isRunning { completion(child.exitStatus ?? 1) }
      }
    } catch {
      process.writeError("mysqld: not found\n")
      process.exit(127)
    }
  }

  // MARK: The temporary server

  private func startTemporary(_ arguments: [String]) {
    note("Starting temporary server")
    run(arguments + ["--skip-networking"]) { [self] status in
      if let connection { connection.close() }
      guard status == 0 else {
        log("ERROR", "Unable to start server.")
        return process.exit(1)
      }
      note("Temporary server stopped")
      process.writeError("\n")
      note("MySQL init process done. Ready for start up.")
      process.writeError("\n")
      become(arguments)
    }
    connect(arguments, tries: 0)
  }

  private func connect(_ arguments: [String], tries: Int) {
    guard tries < 60 else {
      log("ERROR", "Unable to start server.")
      return process.exit(1)
    }
    process.schedule(after: .milliseconds(500)) { [self] in
      let options = ServerOptions(arguments: arguments, files: process.fileSystem)
      let connection = ClientConnection(process, clientName: "")
      self.connection = connection
      connection.connect(
        to: .socket(options.value("socket") ?? "/var/run/mysqld/mysqld.sock"),
        ClientConnection.Login(user: "root", password: "", database: "")
      ) { [self] result in
        if case .success = result {
          note("Temporary server started.")
          prepare()
          next()
        } else {
          connect(arguments, tries: tries + 1)
        }
      }
    }
  }

  private func prepare() {
    var password = variable("MYSQL_ROOT_PASSWORD")
    if !variable("MYSQL_RANDOM_ROOT_PASSWORD").isEmpty {
      password = process.world.random.characters(
        32, of: "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", "mysql password",
        process.host.name)
      note("GENERATED ROOT PASSWORD: \(password)")
    }
    let secret = TableDefinition.literal(password)
    // The accounts of root are each server's own: they are not logged.
    statements.append(("SET @@SESSION.SQL_LOG_BIN=0", ""))
    let host = variable("MYSQL_ROOT_HOST").isEmpty ? "%" : variable("MYSQL_ROOT_HOST")
    if host != "localhost" {
      statements.append(
        ("CREATE USER 'root'@\(TableDefinition.literal(host)) IDENTIFIED BY \(secret)", ""))
      statements.append(
        ("GRANT ALL ON *.* TO 'root'@\(TableDefinition.literal(host)) WITH GRANT OPTION", ""))
    }
    statements.append(("ALTER USER 'root'@'localhost' IDENTIFIED BY \(secret)", ""))
    statements.append(("SET @@SESSION.SQL_LOG_BIN=1", ""))
    let database = variable("MYSQL_DATABASE")
    if !database.isEmpty {
      note("Creating database \(database)")
      statements.append(
        ("CREATE DATABASE IF NOT EXISTS \(TableDefinition.quoted(database))", ""))
    }
    let user = variable("MYSQL_USER")
    let userPassword = variable("MYSQL_PASSWORD")
    if user == "root" {
      log(
        "ERROR",
        "MYSQL_USER=\"root\", MYSQL_USER and MYSQL_PASSWORD are for configuring a regular user and"
          + " cannot be used for the root user")
      return process.exit(1)
    }
    if !user.isEmpty, !userPassword.isEmpty {
      note("Creating user \(user)")
      let name = TableDefinition.literal(user)
      statements.append(
        ("CREATE USER \(name)@'%' IDENTIFIED BY \(TableDefinition.literal(userPassword))", ""))
      if !database.isEmpty {
        note("Giving user \(user) access to schema \(database)")
        statements.append(
          ("GRANT ALL ON \(TableDefinition.quoted(database)).* TO \(name)@'%'", ""))
      }
    }
    statements.append(("FLUSH PRIVILEGES", ""))
    do throws(FileError) {
      scripts = try process.fileSystem.list("/docker-entrypoint-initdb.d")
    } catch {
      scripts = []
    }
    scripts.reverse()
    statements.reverse()
  }

  private func next() {
    if let (text, _) = statements.popLast() {
      connection?.query(text) { [self] result in
        if case .failure(let error) = result {
          process.writeError("ERROR \(error.code) (\(error.state)) at line 1: \(error.message)\n")
          return process.exit(1)
        }
        next()
      }
      return
    }
    if let script = scripts.popLast() { return run(script: script) }
    note("Stopping temporary server")
    // It may still need a moment to answer; it ends in any case.
    server?.send(.terminate)
  }

  private func run(script name: String) {
    let path = "/docker-entrypoint-initdb.d/" + name
    if name.hasSuffix(".sql") {
      note("/usr/local/bin/docker-entrypoint.sh: running \(path)")
      do throws(FileError) {
        let text = try process.fileSystem.read(path)
        var splitter = StatementSplitter()
        var pieces = splitter.pieces(text).map { (text: $0.text, database: "") }
        let database = variable("MYSQL_DATABASE")
        if !database.isEmpty {
          pieces.insert(("USE \(TableDefinition.quoted(database))", ""), at: 0)
        }
        statements = pieces.reversed()
      } catch {}
      return next()
    }
    guard name.hasSuffix(".sh") else {
      log("Warn", "/usr/local/bin/docker-entrypoint.sh: ignoring \(path)")
      return next()
    }
    note("/usr/local/bin/docker-entrypoint.sh: running \(path)")
    do throws(SpawnError) {
      let child = try process.space.spawn(launch(["bash", path]))
      child.whenExited { [self] child in
        guard process.isRunning else { return }
        guard child.exitStatus == 0 else { return process.exit(child.exitStatus ?? 1) }
        next()
      }
    } catch {
      process.exit(127)
    }
  }
}
