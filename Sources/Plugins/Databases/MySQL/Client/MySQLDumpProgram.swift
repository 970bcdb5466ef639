import OrderedCollections
import SQL
import Simulation

/// `mysqldump` for small cases: definitions and rows of databases as statements.
///
/// The rows come from one consistent reading (`--single-transaction` or not). `LOCK TABLES` and
/// `DISABLE KEYS` are left out, as with `--skip-add-locks --skip-disable-keys`: this server has
/// neither.
final class MySQLDumpProgram: Program {
  private unowned(unsafe) var process: Process!
  private var options = ClientOptions()
  private var databases: [String] = []
  private var tables: [String] = []
  private var all = false
  private var several = false
  private var withData = true
  private var withDefinitions = true
  private var sourceData: Int?
  /// Whether the dump says which transactions it holds, if the server names them.
  private var tellsGTIDs = true
  private var connection: ClientConnection!
  private var text = ""
  private var pending: [(database: String, table: String)] = []

  private static let ignored: [String] = [
    "--single-transaction", "--skip-lock-tables", "--skip-add-locks", "--skip-disable-keys",
    "--routines", "--triggers", "--events", "--opt", "--quick", "--skip-comments",
    "--no-tablespaces",
    "--column-statistics=0", "--set-gtid-purged=AUTO", "--skip-triggers", "--extended-insert",
  ]

  func start(_ process: Process) {
    self.process = process
    options.readDefaults(process)
    var operands: [String] = []
    var words = Array(process.arguments.dropFirst())[...]
    while let word = words.popFirst() {
      if MySQLDumpProgram.ignored.contains(word) { continue }
      if options.take(word, &words, process) { continue }
      switch word {
      case "--all-databases", "-A": all = true
      case "--databases", "-B": several = true
      case "--set-gtid-purged=OFF": tellsGTIDs = false
      case "--no-data", "-d": withData = false
      case "--no-create-info", "-t": withDefinitions = false
      case "--master-data", "--source-data", "--master-data=1", "--source-data=1": sourceData = 1
      case "--master-data=2", "--source-data=2": sourceData = 2
      default:
        if word.hasPrefix("-") {
          process.writeError("mysqldump: [ERROR] unknown option '\(word)'.\n")
          return process.exit(2)
        }
        operands.append(word)
      }
    }
    if all || several {
      databases = operands
    } else {
      databases = Array(operands.prefix(1))
      tables = Array(operands.dropFirst())
    }
    guard all || !databases.isEmpty else {
      process.write(
        "Usage: mysqldump [OPTIONS] database [tables]\n"
          + "OR     mysqldump [OPTIONS] --databases [OPTIONS] DB1 [DB2 DB3...]\n"
          + "OR     mysqldump [OPTIONS] --all-databases [OPTIONS]\n"
          + "For more options, use mysqldump --help\n")
      return process.exit(1)
    }
    if options.showsPassword { process.writeError("mysqldump: " + ClientOptions.passwordWarning) }
    connection = ClientConnection(process)
    connection.connect(
      to: options.target,
      ClientConnection.Login(user: options.user, password: options.password, database: ""),
      timeLimit: options.timeLimit
    ) { [self] result in
      if case .failure(let error) = result {
        process.writeError(
          "mysqldump: Got error: \(error.code): \(error.message) when trying to connect\n")
        return process.exit(2)
      }
      begin()
    }
  }

  /// - Parameter failing: what the statement is for, where the program names that instead of it.
  private func ask(
    _ statement: String, failing purpose: String? = nil, _ next: @escaping (ResultSet) -> Void
  ) {
    connection.query(statement) { [self] result in
      switch result {
      case .success(.rows(let rows)): next(rows)
      case .success(.done): next(ResultSet([]))
      case .failure(let error):
        process.writeError(
          purpose.map { "mysqldump: Got error: \(error.code): \(error.message) \($0)\n" }
            ?? "mysqldump: Couldn't execute '\(statement)': \(error.message) (\(error.code))\n")
        connection.close()
        process.exit(2)
      }
    }
  }

  private func begin() {
    let shown = ClientOptions.version(process)
    text =
      "-- MySQL dump 10.13  Distrib \(shown), for Linux (x86_64)\n--\n"
      + "-- Host: \(options.host ?? "localhost")    Database: \(several || all ? "" : databases[0])\n"
      + "-- ------------------------------------------------------\n"
      + "-- Server version\t\(connection.serverVersion)\n\n"
      + "/*!50503 SET NAMES utf8mb4 */;\n"
    ask("START TRANSACTION WITH CONSISTENT SNAPSHOT") { [self] _ in
      ask("SELECT @@GLOBAL.GTID_MODE, @@GLOBAL.GTID_EXECUTED") { [self] rows in
        tellsGTIDs = tellsGTIDs && rows.rows.first?.first == "ON"
        if tellsGTIDs { tellTransactions(rows.rows[0][1] ?? "") }
        tellPosition()
      }
    }
  }

  /// Whoever reads the dump counts its transactions as executed, and logs none of it.
  private func tellTransactions(_ executed: String) {
    if !all {
      process.writeError(
        "Warning: A partial dump from a server that has GTIDs will by default include the GTIDs of"
          + " all transactions, even those that changed suppressed parts of the database. If you"
          + " don't want to restore GTIDs, pass --set-gtid-purged=OFF. To make a complete dump,"
          + " pass --all-databases --triggers --routines --events. \n")
    }
    let isOld = connection.serverVersion.hasPrefix("5.")
    text += "SET @MYSQLDUMP_TEMP_LOG_BIN = @@SESSION.SQL_LOG_BIN;\n"
    text += "SET @@SESSION.SQL_LOG_BIN= 0;\n\n"
    text += "--\n-- GTID state at the beginning of the backup \n--\n\n"
    text += "SET @@GLOBAL.GTID_PURGED=\(isOld ? "" : "/*!80000 '+'*/ ")'\(executed)';\n"
  }

  private func tellPosition() {
    guard let sourceData else { return list() }
    ask("SHOW MASTER STATUS") { [self] rows in
      if let row = rows.rows.first {
        let word = connection.serverVersion.hasPrefix("5.") ? "MASTER" : "SOURCE"
        let verb = word == "MASTER" ? "CHANGE MASTER TO" : "CHANGE REPLICATION SOURCE TO"
        text += "\n--\n-- Position to start replication or point-in-time recovery from\n--\n\n"
        text +=
          (sourceData == 2 ? "-- " : "")
          + "\(verb) \(word)_LOG_FILE='\(row[0] ?? "")', \(word)_LOG_POS=\(row[1] ?? "");\n"
      }
      list()
    }
  }

  private func list() {
    guard all else { return collect(databases[...]) }
    ask("SHOW DATABASES") { [self] rows in
      let system = ["information_schema", "performance_schema", "sys", "mysql"]
      databases = rows.rows.compactMap { $0[0] }.filter { !system.contains($0) }
      several = true
      collect(databases[...])
    }
  }

  private func collect(_ rest: ArraySlice<String>) {
    guard let database = rest.first else { return dump(pending[...], current: "") }
    let name = TableDefinition.quoted(database)
    ask("USE \(name)", failing: "when selecting the database") { [self] _ in
      ask("SHOW TABLES FROM \(name)") { [self] rows in
        let names = tables.isEmpty ? rows.rows.compactMap { $0[0] } : tables
        for table in names { pending.append((database, table)) }
        if names.isEmpty { pending.append((database, "")) }
        collect(rest.dropFirst())
      }
    }
  }

  private func dump(_ rest: ArraySlice<(database: String, table: String)>, current: String) {
    guard let (database, table) = rest.first else { return finish() }
    if several, database != current {
      let name = TableDefinition.quoted(database)
      text += "\n--\n-- Current Database: \(name)\n--\n\n"
      text += "CREATE DATABASE /*!32312 IF NOT EXISTS*/ \(name);\n\nUSE \(name);\n"
    }
    guard !table.isEmpty else { return dump(rest.dropFirst(), current: database) }
    let full = "\(TableDefinition.quoted(database)).\(TableDefinition.quoted(table))"
    let name = TableDefinition.quoted(table)
    ask("SHOW CREATE TABLE \(full)") { [self] definition in
      if withDefinitions {
        text += "\n--\n-- Table structure for table \(name)\n--\n\n"
        text += "DROP TABLE IF EXISTS \(name);\n\(definition.rows.first?[1] ?? "");\n"
      }
      guard withData else { return dump(rest.dropFirst(), current: database) }
      ask("SELECT * FROM \(full)") { [self] rows in
        text += "\n--\n-- Dumping data for table \(name)\n--\n\n"
        if !rows.rows.isEmpty {
          let values = rows.rows.map { row in
            let fields = zip(row, rows.columns).map { field, column in
              field.map { column.isNumeric ? $0 : TableDefinition.literal($0) } ?? "NULL"
            }
            return "(" + fields.joined(separator: ",") + ")"
          }
          text += "INSERT INTO \(name) VALUES \(values.joined(separator: ","));\n"
        }
        dump(rest.dropFirst(), current: database)
      }
    }
  }

  private func finish() {
    if tellsGTIDs { text += "SET @@SESSION.SQL_LOG_BIN = @MYSQLDUMP_TEMP_LOG_BIN;\n" }
    let time = process.world.now.calendar
    let date = "\(padded(time.year, 4))-\(padded(time.month, 2))-\(padded(time.day, 2))"
    text += "\n-- Dump completed on \(date) \(time.clock)\n"
    process.write(text)
    connection.close()
    process.exit(0)
  }
}

/// `mysqlbinlog` for the text of a log's events is not offered.
enum MySQLBinlogProgram {
  static func make() -> any Program {
    ImmediateProgram { process in
      process.writeError(
        "mysqlbinlog: not supported here; SHOW BINLOG EVENTS IN 'FILE' shows the events\n")
      return 1
    }
  }
}
