import SQL
import Simulation

extension StatementExecution {
  /// Statements about the session, accounts, the server and replication.
  func administration(_ statement: Statement) throws(SQLError) -> Outcome {
    switch statement {
    case .set(let assignments):
      for assignment in assignments { try set(assignment) }
      return .done(Completion())
    case .setTransaction(let scope, let isolation, _):
      if let isolation {
        switch scope {
        case .global: server.variables["transaction_isolation"] = .text(isolation)
        case .session, .persist: session.isolation = isolation
        case nil:
          if session.isInTransaction {
            throw SQLError(
              1568, "25001",
              "Transaction characteristics can't be changed while a transaction is in progress")
          }
          session.isolation = isolation
        }
      }
      return .done(Completion())
    case .createUsers, .alterUsers, .dropUsers, .grant, .revoke, .setPassword:
      try AccountChanges(server, actor: connection.account)
        .run(statement, database: session.database ?? "")
      log(database: "") { $0.finish(Completion(), tag: $1) }
      return .later
    case .flush(let target): return try flush(target)
    case .unlockTables:
      if server.readLock === connection { server.unlock() }
      return .done(Completion())
    case .backupLock: return .done(Completion())
    case .kill(let number, _):
      guard let other = server.connections.first(where: { $0.number == number }) else {
        throw SQLError(1094, "HY000", "Unknown thread id: \(number)")
      }
      if other === connection {
        throw SQLError(1317, "70100", "Query execution was interrupted")
      }
      other.end()
      return .done(Completion())
    case .shutdown:
      connection.finish(Completion())
      server.shutdown(by: connection.user, thread: connection.number)
      return .later
    case .installPlugin(let name, let library):
      if let error = server.loadPlugin(name, library: library) { throw error }
      return .done(Completion())
    case .uninstallPlugin(let name):
      if let error = server.unloadPlugin(name) { throw error }
      return .done(Completion())
    case .purgeLogs(let name): return try purge(before: name)
    case .purgeLogsBefore: throw .unsupported("PURGE BINARY LOGS BEFORE")
    case .resetMaster:
      guard server.binlog != nil else {
        throw SQLError(1186, "HY000", "Binlog closed, cannot RESET MASTER")
      }
      server.resetBinaryLog()
      return .done(Completion())
    case .changeSource(let options):
      if let error = server.replica.change(options) { throw error }
      for warning in server.replica.warnings { session.addNote(warning) }
      return .done(Completion())
    case .startReplica(let receiver, let applier):
      if let error = server.replica.start(receiver: receiver, applier: applier) { throw error }
      for warning in server.replica.warnings { session.addNote(warning) }
      return .done(Completion())
    case .stopReplica(let receiver, let applier):
      server.replica.stop(receiver: receiver, applier: applier)
      for warning in server.replica.warnings { session.addNote(warning) }
      return .done(Completion())
    case .resetReplica(let all):
      if let error = server.replica.reset(all: all) { throw error }
      return .done(Completion())
    default: throw .unsupported("this statement")
    }
  }

  // MARK: Variables

  private func set(_ assignment: VariableAssignment) throws(SQLError) {
    switch assignment.target {
    case .names: return
    case .user(let name):
      session.userVariables[name.lowercased()] = try session.value(of: assignment.value)
    case .system(let scope, let name): try set(name, scope, assignment.value)
    }
  }

  private func set(
    _ name: String, _ scope: VariableScope?, _ expression: Expression
  ) throws(SQLError) {
    let canonical = server.variables.canonical(name)
    switch canonical {
    case "timestamp":
      let value = try session.value(of: expression)
      connection.values["timestamp"] = value == .integer(0) ? nil : value
      return
    case "gtid_executed":
      throw SQLError(1238, "HY000", "Variable 'gtid_executed' is a read only variable")
    default: break
    }
    guard let definition = server.variables.find(canonical) else {
      throw server.variables.refusal(name)
    }
    guard definition.isDynamic else {
      throw SQLError(1238, "HY000", "Variable '\(name)' is a read only variable")
    }
    let isGlobal = scope == .global || scope == .persist
    if definition.scope == .global, !isGlobal {
      throw SQLError(
        1229, "HY000",
        "Variable '\(name)' is a GLOBAL variable and should be set with SET GLOBAL")
    }
    if definition.scope == .session, isGlobal {
      throw SQLError(
        1228, "HY000", "Variable '\(name)' is a SESSION variable and can't be used with SET GLOBAL")
    }
    var value: SQLValue
    if case .defaultValue = expression {
      value = isGlobal ? definition.standard : server.variables[canonical]
    } else {
      value = try session.value(of: expression)
    }
    value = try SystemVariables.checked(value, definition, shownName: name)
    if isGlobal {
      try needs("SYSTEM_VARIABLES_ADMIN")
      try setGlobal(canonical, value, definition)
      if scope == .persist { server.persist(canonical, value) }
      return
    }
    switch canonical {
    case "autocommit":
      let isOn = value.truth == true
      if isOn, !session.autocommit, let open = session.takeTransaction() {
        server.engine.commit(open)
      }
      session.autocommit = isOn
    case "transaction_isolation", "tx_isolation": session.isolation = value.text ?? ""
    case "gtid_next": try setNext(value.text ?? "")
    default: connection.values[canonical] = value
    }
  }

  private func setNext(_ text: String) throws(SQLError) {
    if text.uppercased() == "AUTOMATIC" {
      connection.values["gtid_next"] = nil
      return
    }
    guard server.variables.text("gtid_mode") != "OFF" else {
      throw SQLError(
        1781, "HY000",
        "@@SESSION.GTID_NEXT cannot be set to UUID:NUMBER when @@GLOBAL.GTID_MODE = OFF.")
    }
    guard let set = GTIDSet(text), set.count == 1 else {
      throw SQLError(
        1231, "42000", "Variable 'gtid_next' can't be set to the value of '\(text)'")
    }
    connection.values["gtid_next"] = .text(set.text)
  }

  private func setGlobal(
    _ name: String, _ value: SQLValue, _ definition: VariableDefinition
  ) throws(SQLError) {
    let variables = server.variables!
    switch name {
    case "gtid_mode":
      let modes = ["OFF", "OFF_PERMISSIVE", "ON_PERMISSIVE", "ON"]
      let old = modes.firstIndex(of: variables.text(name)) ?? 0
      let new = modes.firstIndex(of: value.text ?? "") ?? 0
      if abs(old - new) > 1 {
        throw SQLError(
          1788, "HY000",
          "The value of @@GLOBAL.GTID_MODE can only be changed one step at a time: OFF <->"
            + " OFF_PERMISSIVE <-> ON_PERMISSIVE <-> ON. Also note that this value must be stepped up"
            + " or down simultaneously on all servers. See the Manual for instructions.")
      }
      if new == 3, variables.text("enforce_gtid_consistency") != "ON" {
        throw SQLError(
          3111, "HY000",
          "SET @@GLOBAL.GTID_MODE = ON is not allowed because ENFORCE_GTID_CONSISTENCY is not ON.")
      }
      variables[name] = value
      server.rotateBinaryLog()
    case "gtid_purged":
      // `+` adds to what is there instead of replacing it.
      let text = value.text ?? ""
      let adds = text.hasPrefix("+") && !server.isOld
      guard let set = GTIDSet(adds ? String(text.dropFirst()) : text) else {
        throw GTIDSet.malformed(text)
      }
      let executed = server.storage.executed
      if server.isOld, !executed.isEmpty {
        throw SQLError(
          1840, "HY000",
          "@@GLOBAL.GTID_PURGED can only be set when @@GLOBAL.GTID_EXECUTED is empty.")
      }
      // What is replaced has to be there again, and nothing that is in the log may be called purged.
      let purged = server.storage.purged
      let logged = executed.subtracting(purged)
      let isFree =
        adds
        ? set.subtracting(executed) == set
        : set.contains(purged) && set.subtracting(logged) == set
      guard isFree else {
        throw SQLError(
          3546, "HY000",
          "@@GLOBAL.GTID_PURGED cannot be changed: the added gtid set must not overlap with"
            + " @@GLOBAL.GTID_EXECUTED")
      }
      server.storage.executed.formUnion(set)
      server.storage.purged.formUnion(set)
      server.storage.checkpoint()
      server.rotateBinaryLog()
    case "super_read_only":
      variables[name] = value
      if value.truth == true { variables["read_only"] = .integer(1) }
    case "read_only":
      variables[name] = value
      if value.truth == false { variables["super_read_only"] = .integer(0) }
    default:
      variables[name] = value
      if name.hasPrefix("rpl_semi_sync_source_enabled") { server.semiSync.settingChanged() }
      if name == "innodb_flush_log_at_trx_commit" { server.durabilityChanged() }
    }
    if name == "read_only" || name == "super_read_only" {
      server.record("\(name) is \(value.truth == true ? "on" : "off")")
    }
  }

  // MARK: Locks and logs

  private func flush(_ target: FlushTarget) throws(SQLError) -> Outcome {
    switch target {
    case .privileges, .tables, .status: return .done(Completion())
    case .binaryLogs:
      server.rotateBinaryLog()
      return .done(Completion())
    case .relayLogs:
      server.replica.rotateRelayLog()
      return .done(Completion())
    case .tablesWithReadLock:
      if let holder = server.readLock, holder !== connection {
        return .wait("Waiting for global read lock")
      }
      server.readLock = connection
      let connection = connection
      let storage = server.storage!
      server.pipeline.afterCommits {
        storage.writePending()
        connection.finish(Completion())
      }
      return .later
    }
  }

  private func purge(before name: String) throws(SQLError) -> Outcome {
    guard let binlog = server.binlog else { return .done(Completion()) }
    guard binlog.names.contains(name) else {
      throw SQLError(
        1373, "HY000", "Target log not found in binlog index")
    }
    let used = server.dumps.map { $0.file }
    binlog.purge(before: name) { used.contains($0) }
    return .done(Completion())
  }
}
