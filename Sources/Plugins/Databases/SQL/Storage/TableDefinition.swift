/// A column as CREATE TABLE defines it.
public struct ColumnDefinition: Hashable, Sendable {
  /// What a row gets in a column that an INSERT does not name.
  public enum Default: Hashable, Sendable {
    /// None was given: NULL if the column takes it.
    case none
    case value(SQLValue)
    /// CURRENT_TIMESTAMP.
    case now
  }

  /// The name as it was written.
  public var name: String
  /// What it can hold.
  public var type: ColumnType
  /// TINYINT(1), which is what BOOLEAN means.
  var isBoolean = false
  /// Whether NULL is refused; a primary key makes it so.
  public var isNotNull = false
  /// Whether a missing value, NULL or 0 becomes the next number.
  var isAutoIncrement = false
  /// What it holds when nothing is given.
  public var defaultValue = Default.none
  /// Whether UPDATE sets it to the time of the statement, unless it is set.
  var updatesToNow = false
  /// What SHOW CREATE TABLE tells behind COMMENT; no more is made of it.
  public var comment = ""

  /// A column that may be NULL, without a default.
  public init(name: String, type: ColumnType) {
    self.name = name
    self.type = type
  }

  func typeText(_ version: SQLVersion) -> String {
    isBoolean ? "tinyint(1)" : type.text(version)
  }
}

/// A key as CREATE TABLE defines it.
public struct KeyDefinition: Hashable, Sendable {
  /// What a key promises. Only primary and unique ones are looked into; foreign keys are missing.
  public enum Kind: Hashable, Sendable {
    case primary
    case unique
    case plain
  }

  /// Whether values may occur more than once.
  public var kind: Kind
  /// The name in messages; `PRIMARY` for the primary key. CREATE TABLE names a key without one
  /// after its first column.
  public var name: String
  /// Its columns, in order; prefixes of columns are missing.
  public var columns: [String]

  /// A key as given; that the columns exist is checked by CREATE TABLE.
  public init(kind: Kind, name: String, columns: [String]) {
    self.kind = kind
    self.name = name
    self.columns = columns
  }
}

/// What a table is made of. Names of columns are compared without regard to case.
public struct TableDefinition: Hashable, Sendable {
  /// The name of its database.
  public var database: String
  /// The name of the table.
  public var name: String
  /// The columns, in the order of `SELECT *`.
  public var columns: [ColumnDefinition]
  /// The keys: the primary one, then unique ones, then plain ones.
  public var keys: [KeyDefinition]
  /// What SHOW CREATE TABLE tells behind COMMENT; no more is made of it.
  public var comment = ""

  /// A definition as given; CREATE TABLE checks it.
  public init(
    database: String, name: String, columns: [ColumnDefinition], keys: [KeyDefinition]
  ) {
    self.database = database
    self.name = name
    self.columns = columns
    self.keys = keys
  }

  /// The places of the columns of the primary key; empty when there is none.
  var primaryColumns: [Int] {
    guard let key = keys.first(where: { $0.kind == .primary }) else { return [] }
    return key.columns.compactMap { index(of: $0) }
  }

  /// The place of a column.
  public func index(of column: String) -> Int? {
    if let exact = columns.firstIndex(where: { $0.name == column }) { return exact }
    let wanted = column.lowercased()
    return columns.firstIndex { $0.name.lowercased() == wanted }
  }

  /// What SHOW CREATE TABLE prints.
  public func text(_ version: SQLVersion, nextNumber: Int64) -> String {
    var lines: [String] = []
    for column in columns {
      var line = "  \(TableDefinition.quoted(column.name)) \(column.typeText(version))"
      let isText: Bool
      switch column.type {
      case .text: isText = true
      default: isText = false
      }
      if column.isNotNull {
        line += " NOT NULL"
      } else if column.type == .timestamp {
        line += " NULL"
      }
      if column.isAutoIncrement {
        line += " AUTO_INCREMENT"
      } else {
        switch column.defaultValue {
        case .none: if !column.isNotNull, !isText { line += " DEFAULT NULL" }
        case .value(let value):
          line += " DEFAULT " + (value.text.map { TableDefinition.literal($0) } ?? "NULL")
        case .now: line += " DEFAULT CURRENT_TIMESTAMP"
        }
      }
      if column.updatesToNow { line += " ON UPDATE CURRENT_TIMESTAMP" }
      if !column.comment.isEmpty { line += " COMMENT " + TableDefinition.literal(column.comment) }
      lines.append(line)
    }
    for key in keys {
      let list = "(" + key.columns.map { TableDefinition.quoted($0) }.joined(separator: ",") + ")"
      switch key.kind {
      case .primary: lines.append("  PRIMARY KEY \(list)")
      case .unique: lines.append("  UNIQUE KEY \(TableDefinition.quoted(key.name)) \(list)")
      case .plain: lines.append("  KEY \(TableDefinition.quoted(key.name)) \(list)")
      }
    }
    var end = ") ENGINE=InnoDB"
    if nextNumber > 1 { end += " AUTO_INCREMENT=\(nextNumber)" }
    end +=
      version == .v57
      ? " DEFAULT CHARSET=latin1" : " DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci"
    if !comment.isEmpty { end += " COMMENT=" + TableDefinition.literal(comment) }
    return "CREATE TABLE \(TableDefinition.quoted(name)) (\n" + lines.joined(separator: ",\n")
      + "\n" + end
  }

  /// A name between backquotes.
  public static func quoted(_ name: String) -> String {
    "`" + SQLText.replacing(name, "`", by: "``") + "`"
  }

  /// A text as a literal.
  public static func literal(_ text: String) -> String {
    var result = SQLText.replacing(text, "\\", by: "\\\\")
    result = SQLText.replacing(result, "'", by: "''")
    return "'" + SQLText.replacing(result, "\n", by: "\\n") + "'"
  }
}
