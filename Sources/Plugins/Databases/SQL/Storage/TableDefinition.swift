/// A column as CREATE TABLE defines it.
public struct ColumnDefinition: Hashable, Sendable {
  public enum Default: Hashable, Sendable {
    /// None was given: NULL if the column takes it.
    case none
    case value(SQLValue)
    /// CURRENT_TIMESTAMP.
    case now
  }

  public var name: String
  public var type: ColumnType
  /// TINYINT(1), which is what BOOLEAN means.
  public var isBoolean = false
  public var isNotNull = false
  public var isAutoIncrement = false
  public var defaultValue = Default.none
  public var updatesToNow = false
  public var comment = ""

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
  public enum Kind: Hashable, Sendable {
    case primary
    case unique
    case plain
  }

  public var kind: Kind
  public var name: String
  public var columns: [String]

  public init(kind: Kind, name: String, columns: [String]) {
    self.kind = kind
    self.name = name
    self.columns = columns
  }
}

/// What a table is made of. Names of columns are compared without regard to case.
public struct TableDefinition: Hashable, Sendable {
  public var database: String
  public var name: String
  public var columns: [ColumnDefinition]
  public var keys: [KeyDefinition]
  public var comment = ""

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
