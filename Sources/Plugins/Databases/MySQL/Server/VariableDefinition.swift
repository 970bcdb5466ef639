import SQL

/// A system variable: its kind, its default, and who may change it.
struct VariableDefinition {
  enum Kind {
    case flag
    case number(ClosedRange<Int64>)
    case text
    /// One of some words; a number stands for the word at its place.
    case choice([String])
  }

  enum Scope {
    case global
    case both
    case session
  }

  var name: String
  var kind: Kind
  var standard: SQLValue
  var scope: Scope
  /// Whether SET can change it.
  var isDynamic: Bool

  init(
    _ name: String, _ kind: Kind, _ standard: SQLValue, _ scope: Scope = .global,
    isDynamic: Bool = true
  ) {
    self.name = name
    self.kind = kind
    self.standard = standard
    self.scope = scope
    self.isDynamic = isDynamic
  }

  private static func flag(
    _ name: String, _ on: Bool, _ scope: Scope = .global, fixed: Bool = false
  ) -> VariableDefinition {
    VariableDefinition(name, .flag, .integer(on ? 1 : 0), scope, isDynamic: !fixed)
  }

  private static func number(
    _ name: String, _ value: Int64, _ range: ClosedRange<Int64>, _ scope: Scope = .global,
    fixed: Bool = false
  ) -> VariableDefinition {
    VariableDefinition(name, .number(range), .integer(value), scope, isDynamic: !fixed)
  }

  private static func text(
    _ name: String, _ value: String, _ scope: Scope = .global, fixed: Bool = false
  ) -> VariableDefinition {
    VariableDefinition(name, .text, .text(value), scope, isDynamic: !fixed)
  }

  private static func choice(
    _ name: String, _ value: String, _ words: [String], _ scope: Scope = .global,
    fixed: Bool = false
  ) -> VariableDefinition {
    VariableDefinition(name, .choice(words), .text(value), scope, isDynamic: !fixed)
  }

  private static let longest: ClosedRange<Int64> = 0...4_294_967_295

  /// The variables of a version, in the order of their names.
  static func all(_ version: SQLVersion, number serverVersion: String) -> [VariableDefinition] {
    let isOld = version == .v57
    let isolations = ["READ-UNCOMMITTED", "READ-COMMITTED", "REPEATABLE-READ", "SERIALIZABLE"]
    let modes = ["OFF", "OFF_PERMISSIVE", "ON_PERMISSIVE", "ON"]
    var result: [VariableDefinition] = [
      number("auto_increment_increment", 1, 1...1, .both),
      number("auto_increment_offset", 1, 1...1, .both),
      flag("autocommit", true, .both),
      text("basedir", "/usr/", fixed: true),
      text("bind_address", "*", fixed: true),
      choice("binlog_checksum", "CRC32", ["NONE", "CRC32"]),
      choice("binlog_format", "ROW", ["ROW"], .both),
      choice("binlog_row_image", "full", ["full"], .both),
      number("binlog_expire_logs_seconds", isOld ? 0 : 2_592_000, longest),
      text("character_set_client", isOld ? "utf8" : "utf8mb4", .both),
      text("character_set_connection", isOld ? "utf8" : "utf8mb4", .both),
      text("character_set_results", isOld ? "utf8" : "utf8mb4", .both),
      text("character_set_server", isOld ? "latin1" : "utf8mb4", .both),
      text("collation_server", isOld ? "latin1_swedish_ci" : "utf8mb4_0900_ai_ci", .both),
      text("datadir", "/var/lib/mysql/", fixed: true),
      text("default_storage_engine", "InnoDB", .both),
      choice(
        "default_authentication_plugin",
        isOld ? "mysql_native_password" : "caching_sha2_password",
        ["mysql_native_password", "sha256_password", "caching_sha2_password"], fixed: true),
      choice("enforce_gtid_consistency", "OFF", ["OFF", "ON", "WARN"]),
      flag("foreign_key_checks", true, .both),
      text("gtid_executed", "", fixed: true),
      choice("gtid_mode", "OFF", modes),
      text("gtid_next", "AUTOMATIC", .session),
      text("gtid_purged", ""),
      text("hostname", "", fixed: true),
      flag("explicit_defaults_for_timestamp", !isOld, .both, fixed: true),
      number("innodb_autoinc_lock_mode", isOld ? 1 : 2, isOld ? 1...1 : 2...2, fixed: true),
      number("innodb_buffer_pool_size", 134_217_728, 5_242_880...Int64.max),
      flag("innodb_file_per_table", true, fixed: true),
      number("innodb_flush_log_at_trx_commit", 1, 0...2),
      number("innodb_lock_wait_timeout", 50, 1...1_073_741_824, .both),
      number("innodb_log_file_size", 50_331_648, 4_194_304...549_755_813_888, fixed: true),
      number("interactive_timeout", 28_800, 1...31_536_000, .both),
      text("lc_messages", "en_US", .both, fixed: true),
      flag("log_bin", !isOld, fixed: true),
      text("log_bin_basename", "", fixed: true),
      text("log_bin_index", "", fixed: true),
      text("log_error", "stderr", fixed: true),
      flag(isOld ? "log_slave_updates" : "log_replica_updates", !isOld, fixed: true),
      number("lower_case_table_names", 0, 0...0, fixed: true),
      number("max_allowed_packet", isOld ? 4_194_304 : 67_108_864, 1024...1_073_741_824, .both),
      number("max_binlog_size", 1_073_741_824, 4096...1_073_741_824),
      number("max_connections", 151, 1...100_000),
      flag("performance_schema", true, fixed: true),
      number("port", 3306, 0...65_535, fixed: true),
      flag("read_only", false),
      text("relay_log", "", fixed: true),
      flag("relay_log_purge", true),
      flag("relay_log_recovery", false, fixed: true),
      text("report_host", "", fixed: true),
      number("report_port", 3306, 0...65_535, fixed: true),
      number("server_id", isOld ? 0 : 1, longest),
      text("server_uuid", "", fixed: true),
      flag("skip_name_resolve", false, fixed: true),
      flag("skip_networking", false, fixed: true),
      flag(isOld ? "skip_slave_start" : "skip_replica_start", false, fixed: true),
      number(isOld ? "slave_net_timeout" : "replica_net_timeout", 60, 1...31_536_000),
      number(
        isOld ? "slave_parallel_workers" : "replica_parallel_workers", isOld ? 0 : 4, 0...1024),
      number(
        isOld ? "slave_transaction_retries" : "replica_transaction_retries", 10, longest),
      text("socket", "/var/run/mysqld/mysqld.sock", fixed: true),
      text(
        "sql_mode",
        "ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,"
          + "ERROR_FOR_DIVISION_BY_ZERO,"
          + (isOld ? "NO_AUTO_CREATE_USER," : "") + "NO_ENGINE_SUBSTITUTION", .both),
      flag("sql_log_bin", true, .session),
      flag("sql_safe_updates", false, .both),
      number(isOld ? "sql_slave_skip_counter" : "sql_replica_skip_counter", 0, longest),
      flag("super_read_only", false),
      number("sync_binlog", 1, longest),
      number("sync_relay_log", 10_000, longest),
      text("system_time_zone", "UTC", fixed: true),
      text("time_zone", "SYSTEM", .both),
      choice("transaction_isolation", "REPEATABLE-READ", isolations, .both),
      flag("transaction_read_only", false, .both),
      flag("unique_checks", true, .both),
      text("version", serverVersion, fixed: true),
      text(
        "version_comment",
        isOld ? "MySQL Community Server (GPL)" : "MySQL Community Server - GPL", fixed: true),
      number("wait_timeout", 28_800, 1...31_536_000, .both),
    ]
    if isOld {
      result.append(choice("tx_isolation", "REPEATABLE-READ", isolations, .both))
      result.append(number("expire_logs_days", 0, 0...99))
    }
    result.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    return result
  }

  /// The variables that the semi-synchronous plugins bring, in their new words.
  static let semiSync: [VariableDefinition] = [
    flag("rpl_semi_sync_source_enabled", false),
    number("rpl_semi_sync_source_timeout", 10_000, longest),
    number("rpl_semi_sync_source_trace_level", 32, longest),
    number("rpl_semi_sync_source_wait_for_replica_count", 1, 1...65_535),
    flag("rpl_semi_sync_source_wait_no_replica", true),
    choice("rpl_semi_sync_source_wait_point", "AFTER_SYNC", ["AFTER_SYNC", "AFTER_COMMIT"]),
    flag("rpl_semi_sync_replica_enabled", false),
    number("rpl_semi_sync_replica_trace_level", 32, longest),
  ]
}
