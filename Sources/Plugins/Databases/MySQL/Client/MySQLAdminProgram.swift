import OrderedCollections
import SQL
import Simulation

/// `mysqladmin`: ping, status, shutdown and other small orders to a server.
final class MySQLAdminProgram: Program {
  private unowned(unsafe) var process: Process!
  private var options = ClientOptions()
  private var commands: [String] = []
  private var isSilent = false
  private var wait = 0

  func start(_ process: Process) {
    self.process = process
    options.readDefaults(process)
    var words = Array(process.arguments.dropFirst())[...]
    while let word = words.popFirst() {
      if options.take(word, &words, process) { continue }
      switch word {
      case "-s", "--silent": isSilent = true
      case "-w", "--wait": wait = 1 << 20
      case "-V", "--version":
        let version = ClientOptions.version(process)
        process.write(
          version.hasPrefix("5.7")
            ? "mysqladmin  Ver 8.42 Distrib \(version), for Linux on x86_64\n"
            : "mysqladmin  Ver \(version) for Linux on x86_64 (MySQL Community Server - GPL)\n")
        return process.exit(0)
      default:
        if word.hasPrefix("--wait=") {
          wait = Int(word.dropFirst(7)) ?? 1
        } else if word.hasPrefix("-w"), let count = Int(word.dropFirst(2)) {
          wait = count
        } else if word.hasPrefix("-") {
          process.writeError("mysqladmin: [ERROR] unknown option '\(word)'.\n")
          return process.exit(2)
        } else {
          commands.append(word)
        }
      }
    }
    guard !commands.isEmpty else {
      process.writeError(
        "Usage: mysqladmin [OPTIONS] command command....\n")
      return process.exit(1)
    }
    if options.showsPassword {
      process.writeError("mysqladmin: " + ClientOptions.passwordWarning)
    }
    connect()
  }

  private func connect() {
    let connection = ClientConnection(process)
    connection.connect(
      to: options.target,
      ClientConnection.Login(user: options.user, password: options.password, database: ""),
      timeLimit: options.timeLimit
    ) { [self] result in
      if case .failure(let error) = result {
        failed(error)
      } else {
        next(connection)
      }
    }
  }

  private func failed(_ error: SQLError) {
    // The server is there, whatever it says about this user.
    let isThere = error.code < 2000 || error.code > 2999
    if !isThere, wait > 0 {
      wait -= 1
      process.schedule(after: .seconds(1)) { [self] in connect() }
      return
    }
    let host = options.host ?? "localhost"
    if !isSilent {
      process.writeError(
        "mysqladmin: connect to server at '\(host)' failed\nerror: '\(error.message)'\n")
      if error.code == 2002 {
        process.writeError(
          "Check that mysqld is running and that the socket: '\(options.socket)' exists!\n")
      } else if error.code == 2003 {
        process.writeError(
          "Check that mysqld is running on \(host) and that the port is \(options.port).\n"
            + "You can check this by doing 'telnet \(host) \(options.port)'\n")
      }
    }
    process.exit(isThere && commands.allSatisfy { $0 == "ping" } ? 0 : 1)
  }

  private func next(_ connection: ClientConnection) {
    guard !commands.isEmpty else {
      connection.close()
      return process.exit(0)
    }
    let command = commands.removeFirst()
    switch command {
    case "ping":
      if !isSilent { process.write("mysqld is alive\n") }
      next(connection)
    case "shutdown": run("SHUTDOWN", command, connection)
    case "start-replica", "start-slave": run("START REPLICA", command, connection)
    case "stop-replica", "stop-slave": run("STOP REPLICA", command, connection)
    case "flush-logs": run("FLUSH LOGS", command, connection)
    case "flush-privileges", "reload": run("FLUSH PRIVILEGES", command, connection)
    case "processlist": show("SHOW PROCESSLIST", connection)
    case "variables": show("SHOW GLOBAL VARIABLES", connection)
    case "extended-status": show("SHOW GLOBAL STATUS", connection)
    case "status": status(connection)
    case "version":
      process.write("Server version\t\t\(connection.serverVersion)\n")
      next(connection)
    case "password":
      let new = commands.isEmpty ? "" : commands.removeFirst()
      run(
        "ALTER USER CURRENT_USER() IDENTIFIED BY \(TableDefinition.literal(new))", command,
        connection)
    case "create", "drop":
      let name = commands.isEmpty ? "" : commands.removeFirst()
      run("\(command.uppercased()) DATABASE \(TableDefinition.quoted(name))", command, connection)
    default:
      process.writeError("mysqladmin: Unknown command: '\(command)'\n")
      connection.close()
      process.exit(1)
    }
  }

  private func run(_ text: String, _ command: String, _ connection: ClientConnection) {
    connection.query(text) { [self] result in
      if case .failure(let error) = result, !(command == "shutdown" && error.code == 2013) {
        process.writeError("mysqladmin: \(command) failed; error: '\(error.message)'\n")
        connection.close()
        return process.exit(1)
      }
      next(connection)
    }
  }

  private func show(_ text: String, _ connection: ClientConnection) {
    connection.query(text) { [self] result in
      if case .success(.rows(let rows)) = result {
        process.write(ResultText.text(rows, .table, showsNames: true))
      }
      next(connection)
    }
  }

  private func status(_ connection: ClientConnection) {
    connection.query("SHOW GLOBAL STATUS") { [self] result in
      guard case .success(.rows(let rows)) = result else { return next(connection) }
      func value(_ name: String) -> Int64 {
        let row = rows.rows.first { $0[0] == name }
        return Int64((row?[1] ?? nil) ?? "") ?? 0
      }
      let uptime = max(1, value("Uptime"))
      let average = value("Questions") * 1000 / uptime
      process.write(
        "Uptime: \(value("Uptime"))  Threads: \(value("Threads_connected"))  Questions:"
          + " \(value("Questions"))  Slow queries: 0  Opens: 0  Flush tables: 3  Open tables: 0"
          + "  Queries per second avg: \(average / 1000).\(padded(average % 1000, 3))\n")
      next(connection)
    }
  }
}
