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
  case addColumn(TableName, ColumnDefinition)
  case dropColumn(TableName, String)
  // Transactions.
  case begin(readOnly: Bool, withSnapshot: Bool)
  case commit
  case rollback
  case lockTables
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
  public var database: String?
  public var name: String

  public init(database: String? = nil, name: String) {
    self.database = database
    self.name = name
  }
}

/// `SELECT …`.
public struct Select: Sendable {
  public struct Item: Sendable {
    public enum Content: Sendable {
      case all
      case allOf(table: String)
      case expression(Expression)
    }

    public var content: Content
    /// The alias, or the text as it was written.
    public var name: String
    public var hasAlias: Bool
  }

  public struct Ordering: Sendable {
    public var expression: Expression
    public var isDescending: Bool
  }

  public enum Locking: Hashable, Sendable {
    case none
    case share
    case update
  }

  public var isDistinct = false
  public var items: [Item] = []
  public var from: [TableReference] = []
  public var condition: Expression?
  public var grouping: [Expression] = []
  public var having: Expression?
  public var ordering: [Ordering] = []
  public var limit: Int64?
  public var offset: Int64 = 0
  public var locking = Locking.none
}

/// A table of FROM, and how it is joined to those before it.
public struct TableReference: Sendable {
  public enum Join: Hashable, Sendable {
    case cross
    case inner
    case left
  }

  public var table: TableName
  public var alias: String?
  public var join: Join
  public var condition: Expression?
  public var using: [String] = []

  var shownName: String { alias ?? table.name }
}

/// `INSERT …` and `REPLACE …`.
public struct Insert: Sendable {
  public var table: TableName
  public var columns: [String]?
  public var rows: [[Expression]] = []
  public var source: Select?
  public var replaces = false
  public var ignores = false
  public var onDuplicate: [(column: String, value: Expression)] = []
}

public struct Update: Sendable {
  public var table: TableName
  public var alias: String?
  public var changes: [(column: String, value: Expression)]
  public var condition: Expression?
  public var ordering: [Select.Ordering] = []
  public var limit: Int64?
}

public struct Delete: Sendable {
  public var table: TableName
  public var condition: Expression?
  public var ordering: [Select.Ordering] = []
  public var limit: Int64?
}

public struct CreateTable: Sendable {
  public var table: TableName
  public var ifNotExists = false
  public var columns: [ColumnDefinition] = []
  public var keys: [KeyDefinition] = []
  public var comment = ""
  public var autoIncrement: Int64?
}

public struct VariableAssignment: Sendable {
  public enum Target: Hashable, Sendable {
    case system(scope: VariableScope?, name: String)
    case user(String)
    case names
  }

  public var target: Target
  public var value: Expression
}

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
  public var user: String
  public var host: String

  public init(user: String, host: String = "%") {
    self.user = user
    self.host = host
  }

  public var text: String { "'\(user)'@'\(host)'" }
}

public struct AccountChange: Sendable {
  public var account: Account
  public var password: String?
  public var plugin: String?
}

public struct Grant: Sendable {
  /// In upper case; `ALL PRIVILEGES` is one.
  public var privileges: [String]
  /// nil for `*`.
  public var database: String?
  public var table: String?
  public var accounts: [Account]
  public var withGrantOption = false
}

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
  public enum Value: Hashable, Sendable {
    case text(String)
    case number(Int64)
    case decimal(String)
    case word(String)
    case list
  }

  public var name: String
  public var value: Value
}
