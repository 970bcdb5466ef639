/// A table: its rows in the order of the primary key, with the versions that readers still need.
public final class Table {
  /// The columns and keys that it has now.
  public internal(set) var definition: TableDefinition
  var rows = OrderedRows<Record>()
  var uniques: [UniqueIndex]
  var locks = OrderedRows<RowLock>()
  /// The next value of AUTO_INCREMENT.
  public internal(set) var nextNumber: Int64 = 1
  /// The next hidden key of a table without a primary key.
  public internal(set) var nextHidden: Int64 = 1
  /// The places of the primary key's columns.
  private(set) var primary: [Int]
  private let isNumberKey: Bool
  /// Set when its file no longer says what the table holds.
  public var isDirty = true

  /// The newest version of a row, and those before it.
  struct Record {
    /// nil where the row was deleted.
    var row: SQLRow?
    /// The number of the commit that wrote it; minus the transaction's number until then.
    var stamp: Int64
    var older: OlderVersion?
  }

  final class OlderVersion {
    let row: SQLRow?
    let stamp: Int64
    var older: OlderVersion?

    init(_ record: Record) {
      row = record.row
      stamp = record.stamp
      older = record.older
    }
  }

  /// Rows by the values of a unique key; those with a NULL in it are not there.
  struct UniqueIndex {
    var name: String
    var columns: [Int]
    var entries = OrderedRows<RowKey>()

    func key(of row: SQLRow) -> RowKey? {
      var values: [SQLValue] = []
      for column in columns {
        if row[column].isNull { return nil }
        values.append(row[column])
      }
      return .values(values)
    }
  }

  /// Who locked a row without having written it.
  struct RowLock {
    var exclusive: Transaction?
    var shared: [Transaction] = []
  }

  init(_ definition: TableDefinition) {
    self.definition = definition
    primary = definition.primaryColumns
    uniques = []
    for key in definition.keys where key.kind == .unique {
      uniques.append(
        UniqueIndex(
          name: key.name, columns: key.columns.compactMap { definition.index(of: $0) }))
    }
    if primary.count == 1, case .integer = definition.columns[primary[0]].type {
      isNumberKey = true
    } else {
      isNumberKey = primary.isEmpty
    }
  }

  /// The name without the database.
  public var name: String { definition.name }
  /// `database.table`.
  public var fullName: String { definition.database + "." + definition.name }
  /// How many rows there are, those of transactions that are not over included.
  public var rowCount: Int { rows.count }

  /// Whether rows are found by a key of their own; the others have a hidden number.
  var hasPrimaryKey: Bool { !primary.isEmpty }

  /// The key of a row; nil when the table has no primary key.
  func key(of row: SQLRow) -> RowKey? {
    guard !primary.isEmpty else { return nil }
    if isNumberKey, case .integer(let number) = row[primary[0]] { return .number(number) }
    return .values(primary.map { row[$0] })
  }

  /// The key that values of the primary key's columns make.
  func key(primaryValues values: [SQLValue]) -> RowKey {
    if isNumberKey, values.count == 1, case .integer(let number) = values[0] {
      return .number(number)
    }
    return .values(values)
  }

  /// What a reader sees of a record: the newest version that is its own or not newer than the
  /// snapshot.
  func visible(_ record: Record, to transaction: Transaction?, at snapshot: Int64) -> SQLRow? {
    let own = transaction.map { -$0.number } ?? 0
    if (record.stamp >= 0 && record.stamp <= snapshot) || (own != 0 && record.stamp == own) {
      return record.row
    }
    var next = record.older
    while let version = next {
      if (version.stamp >= 0 && version.stamp <= snapshot) || (own != 0 && version.stamp == own) {
        return version.row
      }
      next = version.older
    }
    return nil
  }

  /// Enters a row into the unique indexes.
  func index(_ row: SQLRow, _ key: RowKey) {
    for place in uniques.indices {
      guard let values = uniques[place].key(of: row) else { continue }
      if let position = uniques[place].entries.find(values) {
        uniques[place].entries[position] = key
      } else {
        uniques[place].entries.insert(key, at: values)
      }
    }
  }

  /// Takes what `row` had in the unique indexes out, except what the row that is there now needs.
  func unindex(_ row: SQLRow, _ key: RowKey) {
    guard !uniques.isEmpty else { return }
    let current = rows[key]?.row
    for place in uniques.indices {
      guard let values = uniques[place].key(of: row),
        let position = uniques[place].entries.find(values),
        RowKey.order(uniques[place].entries[position], key) == 0
      else { continue }
      if let current, let kept = uniques[place].key(of: current),
        RowKey.order(kept, values) == 0
      {
        continue
      }
      uniques[place].entries.remove(at: position)
    }
  }

  /// Calls `body` with every row that is committed, in the order of the keys.
  public func forEachCommitted(_ body: (RowKey, SQLRow) -> Void) {
    var position = rows.start
    while !rows.isEnd(position) {
      if let row = visible(rows[position], to: nil, at: Int64.max) {
        body(rows.key(at: position), row)
      }
      position = rows.next(position)
    }
  }

  /// Puts a committed row in, as a recovery does.
  public func load(_ row: SQLRow, hiddenKey: Int64? = nil, stamp: Int64 = 0) {
    let key = self.key(of: row) ?? .number(hiddenKey ?? nextHidden)
    if primary.isEmpty, case .number(let number) = key { nextHidden = max(nextHidden, number + 1) }
    if let position = rows.find(key) {
      rows[position] = Record(row: row, stamp: stamp)
    } else {
      rows.insert(Record(row: row, stamp: stamp), at: key)
    }
    index(row, key)
    noteNumber(of: row)
  }

  /// Keeps the next automatic number above those in use.
  func noteNumber(of row: SQLRow) {
    guard let column = definition.columns.firstIndex(where: { $0.isAutoIncrement }),
      column < row.count, case .integer(let number) = row[column], number >= nextNumber
    else { return }
    nextNumber = number < Int64.max ? number + 1 : number
  }

  /// Sets the next automatic number, as a recovery does.
  public func restore(nextNumber: Int64, nextHidden: Int64) {
    self.nextNumber = max(self.nextNumber, nextNumber)
    self.nextHidden = max(self.nextHidden, nextHidden)
  }
}

/// The tables of a database, by name.
public final class Database {
  /// The name, with regard to case.
  public let name: String
  /// Its tables; no order is promised, see ``sorted``.
  public internal(set) var tables: [String: Table] = [:]

  init(_ name: String) { self.name = name }

  /// The tables in the order of their names.
  public var sorted: [Table] {
    tables.values.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
}
