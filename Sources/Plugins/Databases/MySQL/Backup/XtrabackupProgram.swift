import SQL
import Simulation

/// `xtrabackup` 2.4: copies the files of a running MySQL 5.7 (`--backup --stream=xbstream`) and makes
/// the copy whole (`--prepare`).
///
/// It asks the server for a moment without commits, copies tables and redo log as they are on the
/// disk then, and notes the place in the binary log (`xtrabackup_binlog_info`) and, with
/// `--slave-info`, that of the server's own source (`xtrabackup_slave_info`). The settings of
/// replication are files in 5.7 and are not copied.
final class XtrabackupProgram: Program {
  private unowned(unsafe) var process: Process!
  private var options = ClientOptions()
  private var folder = "/var/lib/mysql"
  private var target = ""
  private var withSourceInfo = false
  private var streams = false

  func start(_ process: Process) {
    self.process = process
    options.readDefaults(process)
    var action = ""
    var words = Array(process.arguments.dropFirst())[...]
    while let word = words.popFirst() {
      switch word {
      case "--backup", "--prepare": action = word
      case "--slave-info": withSourceInfo = true
      case "--stream=xbstream": streams = true
      case "--version":
        process.writeError(
          "xtrabackup version 2.4.4 based on MySQL server 5.7.13 Linux (x86_64)\n")
        return process.exit(0)
      default:
        if word.hasPrefix("--target-dir=") {
          target = String(word.dropFirst(13))
        } else if word.hasPrefix("--datadir=") {
          folder = String(word.dropFirst(10))
        } else if !options.take(word, &words, process) {
          process.writeError("xtrabackup: [ERROR] unknown option '\(word)'\n")
          return process.exit(1)
        }
      }
    }
    switch action {
    case "--backup": backUp()
    case "--prepare": prepare()
    default:
      process.writeError("xtrabackup: --backup or --prepare is needed here\n")
      process.exit(1)
    }
  }

  private func say(_ text: String) {
    let time = process.world.now.calendar
    process.writeError(
      "\(padded(time.year % 100, 2))\(padded(time.month, 2))\(padded(time.day, 2)) \(time.clock)"
        + " \(text)\n")
  }

  private func fail(_ text: String) {
    process.writeError(text + "\n")
    process.exit(1)
  }

  // MARK: Backing up

  private func backUp() {
    guard streams else {
      return fail("xtrabackup: only --stream=xbstream is supported here")
    }
    say("Connecting to MySQL server host: \(options.host ?? "localhost"), user: \(options.user)")
    let connection = ClientConnection(process)
    connection.connect(
      to: options.target,
      ClientConnection.Login(user: options.user, password: options.password, database: "")
    ) { [self] result in
      if case .failure(let error) = result {
        return fail("Failed to connect to MySQL server: \(error.message).")
      }
      guard connection.serverVersion.hasPrefix("5.") else {
        connection.close()
        return fail(
          "Error: MySQL \(connection.serverVersion.prefix(3)) is not supported by Percona"
            + " XtraBackup 2.4.x series. Please use Percona XtraBackup 8.0.x for backups and restores."
        )
      }
      say("Executing FLUSH TABLES WITH READ LOCK...")
      ask(connection, ["FLUSH TABLES WITH READ LOCK", "SHOW MASTER STATUS", "SHOW SLAVE STATUS"]) {
        [self] results in
        copy(connection, log: results[1], source: results[2])
      }
    }
  }

  /// Runs statements one after the other.
  private func ask(
    _ connection: ClientConnection, _ statements: [String], _ before: [ResultSet] = [],
    _ completion: @escaping ([ResultSet]) -> Void
  ) {
    guard before.count < statements.count else { return completion(before) }
    connection.query(statements[before.count]) { [self] result in
      switch result {
      case .failure(let error):
        connection.close()
        fail("Error: failed to execute query \(statements[before.count]): \(error.message)")
      case .success(.rows(let rows)):
        ask(connection, statements, before + [rows], completion)
      case .success(.done): ask(connection, statements, before + [ResultSet([])], completion)
      }
    }
  }

  private func copy(_ connection: ClientConnection, log: ResultSet, source: ResultSet) {
    var files: [(path: String, contents: String)] = []
    do throws(FileError) {
      try collect("", &files)
    } catch {
      connection.close()
      return fail("xtrabackup: error: cannot read \(folder): \(error.text)")
    }
    if let row = log.rows.first {
      files.append(
        ("xtrabackup_binlog_info", "\(row[0] ?? "")\t\(row[1] ?? "")\n"))
    }
    if withSourceInfo {
      if let row = source.rows.first, let names = Optional(source.columns.map({ $0.name })),
        let file = names.firstIndex(of: "Relay_Master_Log_File"),
        let position = names.firstIndex(of: "Exec_Master_Log_Pos")
      {
        files.append(
          (
            "xtrabackup_slave_info",
            "CHANGE MASTER TO MASTER_LOG_FILE='\(row[file] ?? "")',"
              + " MASTER_LOG_POS=\(row[position] ?? "");\n"
          ))
      } else {
        say(
          "Failed to get master binlog coordinates from SHOW SLAVE STATUS.This means that the"
            + " server is not a replication slave. Ignoring the --slave-info option")
      }
    }
    files.append(("xtrabackup_checkpoints", "backup_type = full-backuped\n"))
    process.write(BackupStream.text(files))
    say("Executing UNLOCK TABLES")
    ask(connection, ["UNLOCK TABLES"]) { [self] _ in
      connection.close()
      say("All tables unlocked")
      say("completed OK!")
      process.exit(0)
    }
  }

  /// The files of tables, the catalogue and the redo log, as they are on the disk now.
  private func collect(
    _ path: String, _ files: inout [(path: String, contents: String)]
  ) throws(FileError) {
    for name in try process.fileSystem.list(folder + path) {
      let inner = path + "/" + name
      if process.fileSystem.isDirectory(folder + inner) {
        try collect(inner, &files)
      } else if name.hasSuffix(".ibd") || name == "ibdata1" {
        files.append((String(inner.dropFirst()), try process.fileSystem.read(folder + inner)))
      } else if name == "ib_logfile0" {
        files.append(("xtrabackup_logfile", try process.fileSystem.read(folder + inner)))
      }
    }
  }

  // MARK: Preparing

  private func prepare() {
    let place = target.isEmpty ? "./xtrabackup_backupfiles" : target
    guard process.fileSystem.exists(place + "/xtrabackup_checkpoints") else {
      process.writeError(
        "xtrabackup version 2.4.4 based on MySQL server 5.7.13 Linux (x86_64)\n"
          + "xtrabackup: cd to \(place)\n"
          + "xtrabackup: Error: cannot open ./xtrabackup_checkpoints\n"
          + "xtrabackup: error: xtrabackup_read_metadata()\n")
      return fail(
        "xtrabackup: This target seems not to have correct metadata...")
    }
    let files = ServerFiles(folder: place, version: .v57)
    let engine = SQLEngine(version: .v57)
    let storage = ServerStorage(process: process, files: files, engine: engine)
    do throws(FileError) {
      if process.fileSystem.exists(place + "/xtrabackup_logfile") {
        let redo = try process.fileSystem.read(place + "/xtrabackup_logfile")
        try process.fileSystem.write(redo, to: files.redo, now: process.world.now)
        try process.fileSystem.remove(place + "/xtrabackup_logfile")
      }
    } catch {
      return fail("xtrabackup: error: \(error.text)")
    }
    do throws(ServerStorage.Damage) {
      _ = try storage.recover(isLogged: nil)
    } catch {
      return fail("xtrabackup: error: \(error.message)")
    }
    Replica.forget(in: engine)
    storage.checkpoint()
    say("completed OK!")
    process.exit(0)
  }
}
