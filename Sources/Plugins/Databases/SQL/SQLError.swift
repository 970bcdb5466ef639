/// An error of the server with its number, SQLSTATE and text, as a client prints it.
public struct SQLError: Error, Hashable, Sendable {
  /// MySQL's number: `1062`.
  public var code: Int
  /// The SQLSTATE, five characters; `HY000` where MySQL has no better one.
  public var state: String
  /// What the server says, without number and state.
  public var message: String

  /// An error as given; nothing compares it with MySQL's list.
  public init(_ code: Int, _ state: String = "HY000", _ message: String) {
    self.code = code
    self.state = state
    self.message = message
  }
}

extension SQLError {
  /// `near` is what stands from the mistake on; the server shows at most 80 characters of it.
  static func syntax(near: String, line: Int) -> SQLError {
    SQLError(
      1064, "42000",
      "You have an error in your SQL syntax; check the manual that corresponds to your MySQL server"
        + " version for the right syntax to use near '\(near.prefix(80))' at line \(line)")
  }

  /// What real servers know and this one does not.
  public static func unsupported(_ what: String) -> SQLError {
    SQLError(1235, "42000", "This version of MySQL doesn't yet support '\(what)'")
  }

  /// Numbers are kept with a sign: the upper half of BIGINT UNSIGNED is missing.
  static let largeNumber = unsupported("numbers above \(Int64.max)")

  /// 1065: nothing but blanks and comments was sent.
  static let emptyQuery = SQLError(1065, "42000", "Query was empty")
  static let tooManyRows = SQLError(
    1104, "42000",
    "The SELECT would examine more than MAX_JOIN_SIZE rows; check your WHERE and use SET"
      + " SQL_BIG_SELECTS=1 or SET MAX_JOIN_SIZE=# if the SELECT is okay")
  static let divisionByZero = SQLError(1365, "22012", "Division by 0")
  static let tookTooLong = SQLError(
    3024, "HY000",
    "Query execution was interrupted, maximum statement execution time exceeded")
  static let outOfMemory = SQLError(
    1041, "HY000",
    "Out of memory; check if mysqld or some other process uses all available memory; if not, you"
      + " may have to use 'ulimit' to allow mysqld to use more memory or you can add more swap"
      + " space")
  static let tooDeep = SQLError(
    1436, "HY000",
    "Thread stack overrun:  258048 bytes used of a 1048576 byte stack, and 20000 bytes needed.  "
      + "Use 'mysqld --thread_stack=#' to specify a bigger stack.")
  /// 1046: a name without a database, and none was chosen by `USE`.
  public static let noDatabase = SQLError(1046, "3D000", "No database selected")
  /// 1049.
  public static func unknownDatabase(_ name: String) -> SQLError {
    SQLError(1049, "42000", "Unknown database '\(name)'")
  }
  static func databaseExists(_ name: String) -> SQLError {
    SQLError(1007, "HY000", "Can't create database '\(name)'; database exists")
  }
  static func noDatabaseToDrop(_ name: String) -> SQLError {
    SQLError(1008, "HY000", "Can't drop database '\(name)'; database doesn't exist")
  }
  /// 1146; `database` is always named, also where the statement left it out.
  public static func noTable(_ database: String, _ table: String) -> SQLError {
    SQLError(1146, "42S02", "Table '\(database).\(table)' doesn't exist")
  }
  static func tableExists(_ name: String) -> SQLError {
    SQLError(1050, "42S01", "Table '\(name)' already exists")
  }
  static func unknownTables(_ names: [String]) -> SQLError {
    SQLError(1051, "42S02", "Unknown table '\(names.joined(separator: ","))'")
  }
  static func unknownColumn(_ name: String, _ clause: String) -> SQLError {
    SQLError(1054, "42S22", "Unknown column '\(name)' in '\(clause)'")
  }
  static func ambiguousColumn(_ name: String, _ clause: String) -> SQLError {
    SQLError(1052, "23000", "Column '\(name)' in \(clause) is ambiguous")
  }
  static func notUniqueTable(_ name: String) -> SQLError {
    SQLError(1066, "42000", "Not unique table/alias: '\(name)'")
  }
  static func duplicateColumn(_ name: String) -> SQLError {
    SQLError(1060, "42S21", "Duplicate column name '\(name)'")
  }
  static func duplicateKeyName(_ name: String) -> SQLError {
    SQLError(1061, "42000", "Duplicate key name '\(name)'")
  }
  static let severalPrimaryKeys = SQLError(1068, "42000", "Multiple primary key defined")
  static let wrongAutoIncrement = SQLError(
    1075, "42000",
    "Incorrect table definition; there can be only one auto column and it must be defined as a key")
  static func noKeyColumn(_ name: String) -> SQLError {
    SQLError(1072, "42000", "Key column '\(name)' doesn't exist in table")
  }
  static func invalidDefault(_ name: String) -> SQLError {
    SQLError(1067, "42000", "Invalid default value for '\(name)'")
  }
  static func keyTooLong(_ name: String) -> SQLError {
    SQLError(
      1170, "42000", "BLOB/TEXT column '\(name)' used in key specification without a key length")
  }
  static func columnTooLong(_ name: String, _ limit: Int) -> SQLError {
    SQLError(
      1074, "42000",
      "Column length too big for column '\(name)' (max = \(limit)); use BLOB or TEXT"
        + " instead")
  }
  static func identifierTooLong(_ name: String) -> SQLError {
    SQLError(1059, "42000", "Identifier name '\(name.prefix(200))' is too long")
  }
  static func wrongTableName(_ name: String) -> SQLError {
    SQLError(1103, "42000", "Incorrect table name '\(name)'")
  }
  static func wrongDatabaseName(_ name: String) -> SQLError {
    SQLError(1102, "42000", "Incorrect database name '\(name)'")
  }
  /// 1062; `entry` joins the values of the key with hyphens, `key` is its name, from 8.0 on
  /// `table.key`.
  static func duplicateEntry(_ entry: String, _ key: String) -> SQLError {
    SQLError(1062, "23000", "Duplicate entry '\(entry)' for key '\(key)'")
  }
  static func columnCount(_ row: Int) -> SQLError {
    SQLError(1136, "21S01", "Column count doesn't match value count at row \(row)")
  }
  static func noDefault(_ column: String) -> SQLError {
    SQLError(1364, "HY000", "Field '\(column)' doesn't have a default value")
  }
  static func notNull(_ column: String) -> SQLError {
    SQLError(1048, "23000", "Column '\(column)' cannot be null")
  }
  static func fieldTwice(_ column: String) -> SQLError {
    SQLError(1110, "42000", "Column '\(column)' specified twice")
  }
  static func tooLong(_ column: String, _ row: Int) -> SQLError {
    SQLError(1406, "22001", "Data too long for column '\(column)' at row \(row)")
  }
  static func outOfRange(_ column: String, _ row: Int) -> SQLError {
    SQLError(1264, "22003", "Out of range value for column '\(column)' at row \(row)")
  }
  static func wrongValue(_ kind: String, _ value: String, _ column: String, _ row: Int) -> SQLError
  {
    SQLError(
      1366, "HY000",
      "Incorrect \(kind) value: '\(value.prefix(128))' for column '\(column)' at row \(row)")
  }
  static func wrongTime(_ value: String, _ column: String, _ row: Int, date: Bool) -> SQLError {
    SQLError(
      1292, "22007",
      "Incorrect \(date ? "date" : "datetime") value: '\(value.prefix(128))' for column '\(column)'"
        + " at row \(row)")
  }
  static func truncated(_ column: String, _ row: Int) -> SQLError {
    SQLError(1265, "01000", "Data truncated for column '\(column)' at row \(row)")
  }
  static func numberOutOfRange(_ kind: String, _ expression: String) -> SQLError {
    SQLError(1690, "22003", "\(kind) value is out of range in '\(expression)'")
  }
  static let noTablesUsed = SQLError(1096, "HY000", "No tables used")
  static let misusedGroup = SQLError(1111, "HY000", "Invalid use of group function")
  static func notGrouped(_ number: Int, _ column: String) -> SQLError {
    SQLError(
      1055, "42000",
      "Expression #\(number) of SELECT list is not in GROUP BY clause and contains nonaggregated"
        + " column '\(column)' which is not functionally dependent on columns in GROUP BY clause;"
        + " this is incompatible with sql_mode=only_full_group_by")
  }
  static func mixedGroup(_ number: Int, _ column: String) -> SQLError {
    SQLError(
      1140, "42000",
      "In aggregated query without GROUP BY, expression #\(number) of SELECT list contains"
        + " nonaggregated column '\(column)'; this is incompatible with"
        + " sql_mode=only_full_group_by")
  }
  static func noFunction(_ name: String) -> SQLError {
    SQLError(1305, "42000", "FUNCTION \(name) does not exist")
  }
  static func wrongArguments(_ function: String) -> SQLError {
    SQLError(
      1582, "42000", "Incorrect parameter count in the call to native function '\(function)'")
  }
  /// 1193: no system variable of that name is simulated, whether or not MySQL has it.
  public static func unknownVariable(_ name: String) -> SQLError {
    SQLError(1193, "HY000", "Unknown system variable '\(name)'")
  }
  static let lockWait = SQLError(
    1205, "HY000", "Lock wait timeout exceeded; try restarting transaction")
  static let deadlock = SQLError(
    1213, "40001", "Deadlock found when trying to get lock; try restarting transaction")
  static let readOnlyTransaction = SQLError(
    1792, "25006", "Cannot execute statement in a READ ONLY transaction.")
  /// 1227: the account lacks the privilege of that name.
  public static func superfluous(_ name: String) -> SQLError {
    SQLError(
      1227, "42000",
      "Access denied; you need (at least one of) the \(name) privilege(s) for this operation")
  }
  static func unknownTable(_ name: String, _ clause: String) -> SQLError {
    SQLError(1109, "42S02", "Unknown table '\(name)' in \(clause)")
  }
  static func unknownSystem(_ kind: String, _ name: String) -> SQLError {
    SQLError(1286, "42000", "Unknown \(kind) '\(name)'")
  }
}
