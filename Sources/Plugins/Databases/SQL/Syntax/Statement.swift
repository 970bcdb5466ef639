/// A statement, read but not looked up.
public enum Statement: Sendable {
  // Data.
  case select(Select)
  case insert(Insert)
  case update(Update)
  case delete(Delete)
  case truncate(TableName)
  // Definitions.
  case createDatabase(String, ifNotExists: Bool)
  case dropDatabase(String, ifExists: Bool)
  case createTable(CreateTable)
  case createTableLike(TableName, source: TableName, ifNotExists: Bool)
  case dropTables([TableName], ifExists: Bool)
  case renameTables([(from: TableName, to: TableName)])
  case alterTable(TableName, [TableChange])
  // Transactions.
  case begin(readOnly: Bool, withSnapshot: Bool)
  case commit
  case rollback
  case unlockTables
  // The session.
  case use(String)
  case set([VariableAssignment])
  case setTransaction(scope: VariableScope?, isolation: String?, readOnly: Bool?)
  case setPassword(Account?, String)
  case doNothing([Expression])
  case show(Show)
  case describe(TableName)
  // Accounts.
  case createUsers([AccountChange], ifNotExists: Bool)
  case alterUsers([AccountChange], ifExists: Bool)
  case dropUsers([Account], ifExists: Bool)
  case grant(Grant)
  case revoke(Grant)
  // The server.
  case flush(FlushTarget)
  case kill(Int64, queryOnly: Bool)
  case shutdown
  case installPlugin(String, library: String)
  case uninstallPlugin(String)
  case purgeLogs(toFile: String)
  case purgeLogsBefore(Expression)
  case resetMaster
  case backupLock(Bool)
  // Replication.
  case changeSource([SourceOption])
  case startReplica(receiver: Bool, applier: Bool)
  case stopReplica(receiver: Bool, applier: Bool)
  case resetReplica(all: Bool)
}

/// A table with or without its database's name.
public struct TableName: Hashable, Sendable {
  /// The database in front of the point; nil when none was written.
  public var database: String?
  /// The name of the table.
  public var name: String

  /// A name as given.
  public init(database: String? = nil, name: String) {
    self.database = database
    self.name = name
  }
}

/// `SELECT …`.
public struct Select: Sendable {
  /// What stands between two commas behind SELECT.
  public struct Item: Sendable {
    /// What of the row it shows.
    public enum Content: Sendable {
      case all
      case allOf(table: String)
      case expression(Expression)
    }

    /// What is shown.
    public var content: Content
    /// The alias, or the text as it was written.
    public var name: String
    /// Whether ``name`` is an alias, which ORDER BY and the like may then use.
    public var hasAlias: Bool
  }

  /// One of the things behind ORDER BY.
  public struct Ordering: Sendable {
    /// What the rows are ordered by; in a SELECT a whole number literal is the place of a column.
    public var expression: Expression
    /// Whether DESC stands behind it.
    var isDescending: Bool
  }

  /// What `FOR SHARE`, `LOCK IN SHARE MODE` or `FOR UPDATE` asks for.
  public enum Locking: Hashable, Sendable {
    case none
    case share
    case update
  }

  /// Whether equal rows are shown once.
  var isDistinct = false
  /// What is shown, in order.
  public var items: [Item] = []
  /// The tables, joined from left to right; none for a SELECT without FROM.
  public var from: [TableReference] = []
  /// What stands behind WHERE.
  public var condition: Expression?
  /// What stands behind GROUP BY, in order.
  public var grouping: [Expression] = []
  /// What stands behind HAVING.
  public var having: Expression?
  /// What stands behind ORDER BY, in order.
  public var ordering: [Ordering] = []
  /// The most rows; nil for all of them.
  public var limit: Int64?
  /// How many rows are left out first.
  public var offset: Int64 = 0
  /// Whether the rows that are read are locked.
  public var locking = Locking.none
}

/// A table of FROM, and how it is joined to those before it.
public struct TableReference: Sendable {
  /// What becomes of rows without a partner. RIGHT and NATURAL JOIN are missing.
  public enum Join: Hashable, Sendable {
    case cross
    case inner
    case left
  }

  /// The table.
  public var table: TableName
  /// The name that it has in this statement only.
  public var alias: String?
  /// How it is joined; the first table is a cross join.
  public var join: Join
  /// What stands behind ON.
  public var condition: Expression?
  /// The columns behind USING, which both sides have.
  public var using: [String] = []

  var shownName: String { alias ?? table.name }
}

/// `INSERT …` and `REPLACE …`.
public struct Insert: Sendable {
  /// The table that gets the rows.
  public var table: TableName
  /// The columns in the order of the values; nil for all of them.
  public var columns: [String]?
  /// The values behind VALUES, a list for each row; empty when ``source`` gives them.
  public var rows: [[Expression]] = []
  /// The SELECT that gives the rows.
  public var source: Select?
  /// Whether a row with the same key goes first: REPLACE.
  public var replaces = false
  /// Whether a row whose key is taken is left out with a warning: INSERT IGNORE.
  public var ignores = false
  /// What is changed instead in the row that has the same key.
  var onDuplicate: [(column: String, value: Expression)] = []
}

/// `UPDATE …` of one table.
public struct Update: Sendable {
  /// The table whose rows change.
  public var table: TableName
  /// The name that it has in this statement only.
  public var alias: String?
  /// The columns and their new values, which are worked out from left to right.
  public var changes: [(column: String, value: Expression)]
  /// What stands behind WHERE; nil changes every row.
  public var condition: Expression?
  /// In which order rows are changed, for ``limit``.
  public var ordering: [Select.Ordering] = []
  /// The most rows; nil for all of them.
  public var limit: Int64?
}

/// `DELETE FROM …` one table.
public struct Delete: Sendable {
  /// The table that loses the rows.
  public var table: TableName
  /// What stands behind WHERE; nil deletes every row.
  public var condition: Expression?
  /// In which order rows are deleted, for ``limit``.
  public var ordering: [Select.Ordering] = []
  /// The most rows; nil for all of them.
  public var limit: Int64?
}

/// `CREATE TABLE …` with its columns written out.
public struct CreateTable: Sendable {
  /// The table to be made.
  public var table: TableName
  /// Whether a table of that name is a note and not error 1050.
  public var ifNotExists = false
  /// The columns, in order.
  public var columns: [ColumnDefinition] = []
  /// The keys, those written beside a column included.
  public var keys: [KeyDefinition] = []
  /// What stands behind COMMENT.
  public var comment = ""
  /// The first number to be given; nil for 1.
  var autoIncrement: Int64?
}

/// One of the assignments of SET.
public struct VariableAssignment: Sendable {
  /// What is set.
  public enum Target: Hashable, Sendable {
    case system(scope: VariableScope?, name: String)
    case user(String)
    case names
  }

  /// What is set.
  public var target: Target
  /// The new value, worked out when its turn comes.
  public var value: Expression
}

/// `SHOW …`: what is shown; patterns are those of LIKE.
public enum Show: Sendable {
  case databases(like: String?)
  case tables(database: String?, like: String?, full: Bool)
  case columns(TableName)
  case index(TableName)
  case createTable(TableName)
  case createDatabase(String)
  case variables(like: String?, global: Bool)
  case status(like: String?, global: Bool)
  case processList(full: Bool)
  case grants(Account?)
  case warnings
  case errors
  case engines
  case plugins
  case tableStatus(database: String?, like: String?)
  case masterStatus
  case replicaStatus(oldWords: Bool)
  case replicas(oldWords: Bool)
  case binaryLogs
  case binlogEvents(file: String?, position: Int64?, limit: Int64?, isRelay: Bool)
}

/// `'user'@'host'`.
public struct Account: Hashable, Sendable {
  /// The name; empty for the anonymous user.
  public var user: String
  /// From where one may log in; `%` is from everywhere.
  public var host: String

  /// An account; without a host it is good from everywhere.
  public init(user: String, host: String = "%") {
    self.user = user
    self.host = host
  }

  /// As messages show it, without escaping.
  public var text: String { "'\(user)'@'\(host)'" }
}

/// What CREATE USER or ALTER USER says of one account.
public struct AccountChange: Sendable {
  /// Whose it is.
  public var account: Account
  /// The new password; nil leaves it, or gives none to a new account.
  public var password: String?
  /// How passwords are checked; nil for the default of the server.
  public var plugin: String?
}

/// What GRANT or REVOKE says.
public struct Grant: Sendable {
  /// In upper case; `ALL PRIVILEGES` is one.
  public var privileges: [String]
  /// nil for `*`.
  public var database: String?
  /// nil for `*`. Privileges on single columns are missing.
  public var table: String?
  /// Who gets them or loses them.
  public var accounts: [Account]
  /// Whether they may pass them on.
  public var withGrantOption = false
}

/// What FLUSH is about.
public enum FlushTarget: Hashable, Sendable {
  case privileges
  case binaryLogs
  case tablesWithReadLock
  case tables
  case status
  case relayLogs
}

/// One option of CHANGE REPLICATION SOURCE TO, its name in the new words: `SOURCE_HOST`.
public struct SourceOption: Hashable, Sendable {
  /// What was written behind the equals sign.
  public enum Value: Hashable, Sendable {
    case text(String)
    case number(Int64)
    case decimal(String)
    case word(String)
    case list
  }

  /// The name of the option in the new words, in upper case.
  public var name: String
  /// Its value; what it may be depends on the option and is checked when it is executed.
  public var value: Value
}

/// One clause of ALTER TABLE; CREATE INDEX and DROP INDEX are the same.
public enum TableChange: Hashable, Sendable {
  case addColumn(ColumnDefinition)
  case dropColumn(String)
  case addKey(KeyDefinition)
  case dropKey(String)
}
