/// What a client is told about the columns of a result.
struct Typing {
  private let scope: Scope
  private let optional: [Bool]

  init(_ scope: Scope, optional: [Bool]) {
    self.scope = scope
    self.optional = optional
  }

  func column(_ name: String, _ expression: Expression) -> ResultSet.Column {
    ResultSet.Column(
      name, isNumeric: isNumeric(expression), isNotNull: isNotNull(expression))
  }

  private func isNumeric(_ expression: Expression) -> Bool {
    switch expression {
    case .literal(let value):
      switch value {
      case .integer, .decimal, .double: return true
      default: return false
      }
    case .place(let table, let column):
      return scope.members[table].table.definition.columns[column].type.isNumeric
    case .systemVariable(_, let name): return Typing.isNumericVariable(name)
    case .unary, .isNull, .isTruth, .between, .inList, .like: return true
    case .binary(_, let left, .interval):
      _ = left
      return false
    case .binary: return true
    case .choice(_, let branches, let otherwise):
      return branches.allSatisfy { isNumeric($0.then) } && (otherwise.map { isNumeric($0) } ?? true)
    case .call(let call): return isNumeric(call)
    case .cast(_, let type): return type.isNumeric
    default: return false
    }
  }

  private func isNumeric(_ call: FunctionCall) -> Bool {
    switch call.name {
    case "COUNT", "SUM", "AVG": true
    case "MIN", "MAX", "ABS", "NULLIF": call.arguments.first.map { isNumeric($0) } ?? false
    case "GREATEST", "LEAST", "COALESCE", "IFNULL": call.arguments.allSatisfy { isNumeric($0) }
    case "IF":
      call.arguments.count == 3 && isNumeric(call.arguments[1]) && isNumeric(call.arguments[2])
    case "UNIX_TIMESTAMP", "YEAR", "MONTH", "DAY", "DAYOFMONTH", "HOUR", "MINUTE", "SECOND",
      "DATEDIFF", "CONNECTION_ID", "LAST_INSERT_ID", "ROW_COUNT", "RAND", "SLEEP", "LENGTH",
      "CHAR_LENGTH", "CHARACTER_LENGTH", "LOCATE", "INSTR", "ROUND", "FLOOR", "CEIL", "CEILING",
      "MOD", "SIGN", "TRUNCATE", "GTID_SUBSET":
      true
    default: false
    }
  }

  private func isNotNull(_ expression: Expression) -> Bool {
    switch expression {
    case .literal(let value): return !value.isNull
    case .place(let table, let column):
      return scope.members[table].table.definition.columns[column].isNotNull
        && !(table < optional.count && optional[table])
    case .unary(_, let operand): return isNotNull(operand)
    case .binary(let operation, let left, let right):
      if [.divide, .wholeDivide, .modulo].contains(operation) { return false }
      return isNotNull(left) && isNotNull(right)
    case .isNull, .isTruth: return true
    case .call(let call):
      return [
        "COUNT", "NOW", "CURDATE", "CURTIME", "VERSION", "CONNECTION_ID", "LAST_INSERT_ID", "USER",
        "UTC_TIMESTAMP", "UUID", "RAND", "SLEEP", "ROW_COUNT",
      ].contains(call.name)
    default: return false
    }
  }

  /// Variables that hold numbers; the client aligns them to the right.
  static func isNumericVariable(_ name: String) -> Bool {
    let texts = [
      "hostname", "version", "version_comment", "datadir", "socket", "server_uuid", "gtid_mode",
      "gtid_executed", "gtid_purged", "gtid_next", "enforce_gtid_consistency", "binlog_format",
      "binlog_row_image", "log_bin_basename", "log_bin_index", "transaction_isolation",
      "tx_isolation", "sql_mode", "time_zone", "system_time_zone", "character_set_server",
      "collation_server", "default_storage_engine", "default_authentication_plugin", "relay_log",
      "relay_log_basename", "pid_file", "log_error", "report_host", "bind_address",
      "rpl_semi_sync_master_wait_point", "rpl_semi_sync_source_wait_point", "init_connect",
      "character_set_client", "character_set_connection", "character_set_results", "basedir",
      "tmpdir", "secure_file_priv", "license", "general_log_file", "slow_query_log_file",
      "version_compile_os", "version_compile_machine", "binlog_checksum", "binlog_row_metadata",
      "master_info_repository", "relay_log_info_repository", "collation_connection",
    ]
    return !texts.contains(name)
  }
}
