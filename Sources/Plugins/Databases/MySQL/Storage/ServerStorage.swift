import SQL
import Simulation

/// What a server keeps on its disk besides its logs of replication: tables, catalogue, redo log.
///
/// A transaction is written to the redo log before it counts: its changes, then that it is
/// prepared, then that it committed. From time to time all tables are written out and the redo log
/// begins anew. Recovery reads the tables, then does what the redo log says; whether a transaction
/// that is only prepared counts is decided by the binary log.
final class ServerStorage {
  unowned(unsafe) let process: Process
  let files: ServerFiles
  let engine: SQLEngine
  /// The transactions that this server has executed, by their global names: `gtid_executed`.
  var executed = GTIDSet()
  /// The same, whatever the setting of `gtid_mode`, by where they ran first.
  var lineage = GTIDSet()
  /// What counts as executed although it was never in the log here: `SET GLOBAL gtid_purged`.
  var purged = GTIDSet()
  private(set) var nextNumber: Int64 = 1
  /// Redo that is still in the memory of the process, with innodb_flush_log_at_trx_commit=0.
  private var pending = ""
  private var redoSize: Int64 = 0
  private var tableSize: Int64 = 0
  /// Whether the last checkpoint was written: a full disk can prevent that.
  private(set) var isClean = true
  static let smallestRedo: Int64 = 1 << 20

  /// How accounts log in that recovery makes again and that do not say it themselves.
  var authenticationPlugin = "caching_sha2_password"

  init(process: Process, files: ServerFiles, engine: SQLEngine) {
    self.process = process
    self.files = files
    self.engine = engine
  }

  /// A number for a transaction in the logs.
  func takeNumber() -> Int64 {
    nextNumber += 1
    return nextNumber - 1
  }

  /// What clients' writes are looked up in.
  var holdings: AuditLog.Holdings { AuditLog.Holdings(lineage: lineage, executed: executed) }

  // MARK: The redo log

  /// The lines of a transaction that is prepared. `number` names it in both logs.
  func preparedText(_ changes: [RowChange], number: Int64, gtid: String, origin: String) -> String {
    var text = "B\t\(number)\n"
    for change in changes {
      let definition = change.table.definition
      text += "C\t\(RowText.escaped(definition.database))\t\(RowText.escaped(definition.name))\t"
      text += change.hiddenKey.map { String($0) } ?? "-"
      text += "\t"
      if let before = change.before { RowText.append(before, to: &text) }
      text += "\u{1e}"
      if let after = change.after { RowText.append(after, to: &text) }
      text += "\n"
    }
    text += "P\t\(number)\t\(gtid)\t\(origin)\n"
    return text
  }

  func committedText(number: Int64) -> String { "K\t\(number)\n" }

  func definitionText(
    database: String, text: String, time: Int64, gtid: String, origin: String, number: Int64
  ) -> String {
    "D\t\(RowText.escaped(database))\t\(RowText.escaped(text))\t\(time)\t\(gtid)\t\(origin)\t"
      + "\(number)\n"
  }

  /// Adds to the redo log. With `buffers` it stays in the memory of the process for now.
  func write(_ text: String, buffers: Bool) throws(FileError) {
    if buffers {
      pending += text
      return
    }
    let all = pending + text
    guard !all.isEmpty else { return }
    try process.writeBuffered(all, to: files.redo, appending: true)
    redoSize += Int64(all.utf8.count)
    pending = ""
  }

  /// Writes out what was held back.
  func writePending() {
    do throws(FileError) { try write("", buffers: false) } catch {}
  }

  func flush() { process.flush(files.redo) }

  // MARK: Checkpoints

  /// Whether the redo log is long enough to be worth a checkpoint.
  var wantsCheckpoint: Bool {
    redoSize > max(ServerStorage.smallestRedo, 2 * tableSize)
  }

  /// Writes all tables that changed, and begins the redo log anew. No transaction may be between
  /// prepared and committed. All or nothing: a full disk leaves the redo log as it is.
  func checkpoint() {
    do throws(FileError) {
      var dictionary = "dictionary\n"
      dictionary += "executed\t\(RowText.escaped(executed.text))\n"
      dictionary += "purged\t\(RowText.escaped(purged.text))\n"
      dictionary += "lineage\t\(RowText.escaped(lineage.text))\n"
      dictionary += "number\t\(nextNumber)\n"
      var written: Int64 = 0
      for name in engine.databases.keys.sorted() {
        dictionary += "database\t\(RowText.escaped(name))\n"
        try makeDatabaseFolder(name)
        for table in engine.databases[name]?.sorted ?? [] {
          dictionary += "table\t\(RowText.escaped(name))\t\(RowText.escaped(table.name))\n"
          let path = files.table(name, table.name)
          if table.isDirty || !process.fileSystem.exists(path) {
            try process.writeBuffered(text(of: table), to: path)
            try writeFormat(of: table)
            table.isDirty = false
          }
          written += size(path)
        }
      }
      dictionary += "end\n"
      try process.writeBuffered(dictionary, to: files.dictionary)
      for table in engine.tables {
        process.flush(files.table(table.definition.database, table.name))
      }
      process.flush(files.dictionary)
      try process.writeBuffered("", to: files.redo)
      process.flush(files.redo)
      removeForgottenFiles()
      pending = ""
      redoSize = 0
      tableSize = written
      isClean = true
    } catch {
      isClean = false
      for table in engine.tables { table.isDirty = true }
    }
  }

  private func size(_ path: String) -> Int64 {
    do throws(FileError) {
      return FileSystem.size(of: try process.fileSystem.node(path))
    } catch {
      return 0
    }
  }

  func makeFolder(_ path: String) throws(FileError) {
    guard !process.fileSystem.isDirectory(path) else { return }
    try process.fileSystem.makeDirectory(path, withParents: true, now: process.world.now)
  }

  func text(of table: Table) -> String {
    let definition = table.definition
    var text = "table\t\(table.nextNumber)\t\(table.nextHidden)\t"
    text += RowText.escaped(definition.text(.v80, nextNumber: 1)) + "\n"
    table.forEachCommitted { key, row in
      if case .number(let number) = key, definition.keys.first?.kind != .primary {
        text += String(number)
      } else {
        text += "-"
      }
      text += "\t"
      RowText.append(row, to: &text)
      text += "\n"
    }
    return text
  }

  // MARK: Recovery

  /// Whether there is a server's data at all.
  var exists: Bool { process.fileSystem.isDirectory(files.folder + "/mysql") }

  /// What recovery found.
  struct Report {
    /// The redo log held something: the server had not been shut down in good order.
    var wasCrash = false
    /// Transactions that were prepared and then decided.
    var committed = 0
    var rolledBack = 0
  }

  /// What makes the data unusable.
  struct Damage: Error {
    var message: String
  }

  /// Reads the tables and does again what the redo log says.
  ///
  /// - Parameter isLogged: whether the binary log has a transaction of that number; nil where
  ///   there is no binary log, so that what was prepared counts.
  func recover(isLogged: ((Int64) -> Bool)?) throws(Damage) -> Report {
    let text: String
    do throws(FileError) {
      text = try process.fileSystem.read(files.dictionary)
    } catch {
      throw Damage(message: "Can't open the data dictionary: \(error.text)")
    }
    guard text.hasPrefix("dictionary\n"), text.hasSuffix("end\n") else {
      throw Damage(message: "The data dictionary is incomplete")
    }
    for line in text.utf8.split(separator: 10) {
      let fields = RowText.fields(Substring(line)).map { RowText.unescaped($0) }
      switch fields[0] {
      case "executed": executed = GTIDSet(fields[1]) ?? GTIDSet()
      case "purged": purged = GTIDSet(fields[1]) ?? GTIDSet()
      case "lineage": lineage = GTIDSet(fields[1]) ?? GTIDSet()
      case "number": nextNumber = Int64(fields[1]) ?? 1
      case "database": engine.createDatabase(fields[1])
      case "table": try load(fields[1], fields[2])
      default: break
      }
    }
    return try replay(isLogged)
  }

  private func load(_ database: String, _ name: String) throws(Damage) {
    let path = files.table(database, name)
    let text: String
    do throws(FileError) {
      text = try process.fileSystem.read(path)
    } catch {
      throw Damage(message: "Cannot open tablespace \(database)/\(name): \(error.text)")
    }
    tableSize += Int64(text.utf8.count)
    var lines = text.utf8.split(separator: 10)[...]
    guard let first = lines.popFirst() else {
      throw Damage(message: "Tablespace \(database)/\(name) is empty")
    }
    let header = RowText.fields(Substring(first))
    guard header.count == 4, header[0] == "table" else {
      throw Damage(message: "Tablespace \(database)/\(name) is damaged")
    }
    let session = SQLSession(engine: engine, environment: RecoveryEnvironment(time: 0))
    session.database = database
    do throws(SQLError) {
      _ = try session.define(SQLParser.statement(RowText.unescaped(header[3])))
    } catch {
      throw Damage(message: "Tablespace \(database)/\(name) is damaged: \(error.message)")
    }
    guard let table = engine.table(database, name) else {
      throw Damage(message: "Tablespace \(database)/\(name) is damaged")
    }
    for line in lines {
      let fields = RowText.fields(Substring(line))
      table.load(RowText.row(fields.dropFirst()), hiddenKey: Int64(fields[0]))
    }
    table.restore(nextNumber: Int64(header[1]) ?? 1, nextHidden: Int64(header[2]) ?? 1)
    table.isDirty = false
  }

  private func replay(_ isLogged: ((Int64) -> Bool)?) throws(Damage) -> Report {
    var report = Report()
    let text: String
    do throws(FileError) {
      text = try process.fileSystem.read(files.redo)
    } catch {
      return report
    }
    redoSize = Int64(text.utf8.count)
    // A line without an end was being written when the power went.
    var lines = text.utf8.split(separator: 10, omittingEmptySubsequences: false)
    lines.removeLast()
    report.wasCrash = !lines.isEmpty
    // 5.7 has no definitions that are all or nothing.
    let isOld = files.version == .v57
    var decided = Set<Int64>()
    for line in lines where line.first == UInt8(ascii: "K") {
      if let number = Int64(RowText.fields(Substring(line))[1]) { decided.insert(number) }
    }
    var block: [Substring] = []
    for line in lines {
      let line = Substring(line)
      switch line.utf8.first {
      case UInt8(ascii: "B"): block = []
      case UInt8(ascii: "C"): block.append(line)
      case UInt8(ascii: "D"):
        let number = Int64(RowText.fields(line).last ?? "") ?? 0
        nextNumber = max(nextNumber, number + 1)
        if isOld || decided.contains(number) || (isLogged?(number) ?? true) {
          replayDefinition(line)
        }
      case UInt8(ascii: "P"):
        let fields = RowText.fields(line)
        guard fields.count == 4, let number = Int64(fields[1]) else { continue }
        nextNumber = max(nextNumber, number + 1)
        let counts = decided.contains(number) || (isLogged?(number) ?? true)
        if !decided.contains(number) {
          if counts { report.committed += 1 } else { report.rolledBack += 1 }
        }
        guard counts else { continue }
        apply(block)
        note(gtid: String(fields[2]), origin: String(fields[3]))
      default: break
      }
    }
    return report
  }

  /// Counts a transaction as executed. Both names may be empty.
  func note(gtid: String, origin: String) {
    if let (uuid, number) = ServerStorage.parts(gtid) { executed.insert(uuid, number) }
    if let (uuid, number) = ServerStorage.parts(origin) { lineage.insert(uuid, number) }
  }

  static func parts(_ name: String) -> (uuid: String, number: Int64)? {
    guard let colon = name.utf8.lastIndex(of: UInt8(ascii: ":")),
      let number = Int64(name[name.utf8.index(after: colon)...])
    else { return nil }
    return (String(name[..<colon]), number)
  }

  private func apply(_ block: [Substring]) {
    let transaction = engine.begin()
    for line in block {
      let fields = line.utf8.split(separator: 9, maxSplits: 4, omittingEmptySubsequences: false)
      guard fields.count == 5,
        let table = engine.table(
          RowText.unescaped(Substring(fields[1])), RowText.unescaped(Substring(fields[2])))
      else { continue }
      let rows = fields[4].split(separator: 0x1e, omittingEmptySubsequences: false)
      func row(_ index: Int) -> SQLRow? {
        rows[index].isEmpty ? nil : RowText.row(RowText.fields(Substring(rows[index])))
      }
      guard rows.count == 2 else { continue }
      do throws(ApplyProblem) {
        try engine.apply(
          table, before: row(0), after: row(1), hiddenKey: Int64(Substring(fields[3])),
          transaction)
      } catch {}
    }
    engine.commit(transaction)
  }

  private func replayDefinition(_ line: Substring) {
    let fields = RowText.fields(line).map { RowText.unescaped($0) }
    guard fields.count == 7 else { return }
    let session = SQLSession(
      engine: engine, environment: RecoveryEnvironment(time: Int64(fields[3]) ?? 0))
    session.database = fields[1].isEmpty ? nil : fields[1]
    do throws(SQLError) {
      let statement = try SQLParser.statement(fields[2])
      switch statement {
      case .createUsers, .alterUsers, .dropUsers, .grant, .revoke, .setPassword:
        try AccountChanges(
          Accounts(engine: engine), defaultPlugin: authenticationPlugin, actor: nil
        )
        .run(statement, database: fields[1])
      default: _ = try session.define(statement)
      }
    } catch {}
    session.rollback()
    note(gtid: fields[4], origin: fields[5])
  }
}

/// A session's surroundings while the redo log is read.
final class RecoveryEnvironment: SessionEnvironment {
  let statementTime: Int64
  let loginName = "root@localhost"
  let accountName = "root@localhost"
  let connectionNumber: Int64 = 0
  let serverVersion = ""

  init(time: Int64) { statementTime = time }

  func systemVariable(_ name: String, _ scope: VariableScope?) throws(SQLError) -> SQLValue? { nil }
  func randomBits() -> UInt64 { 0 }
}
