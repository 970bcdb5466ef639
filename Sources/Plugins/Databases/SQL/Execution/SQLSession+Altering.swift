/// What a table becomes by the clauses of an ALTER TABLE.
private struct Alteration {
  var definition: TableDefinition
  /// What is done to every row, in order.
  var steps: [(inout SQLRow) -> Void] = []
}

extension SQLSession {
  /// Carries out the clauses of ALTER TABLE from left to right: all of them or none.
  func alter(_ table: Table, _ changes: [TableChange]) throws(SQLError) -> Completion {
    var alteration = Alteration(definition: table.definition)
    for change in changes {
      switch change {
      case .addColumn(let column): try add(column, to: &alteration)
      case .dropColumn(let name): try drop(name, from: &alteration)
      case .addKey(let key):
        let wanted = alteration.definition.keys + [key]
        alteration.definition.keys = try keys(wanted, &alteration.definition)
      case .dropKey(let name):
        let name = name.lowercased()
        guard
          let index = alteration.definition.keys.firstIndex(where: {
            $0.kind != .primary && $0.name.lowercased() == name
          })
        else { throw missing(name) }
        alteration.definition.keys.remove(at: index)
        let rest = alteration.definition.keys
        alteration.definition.keys = try keys(rest, &alteration.definition)
      }
    }
    func altered(_ row: SQLRow) -> SQLRow {
      var row = row
      for step in alteration.steps { step(&row) }
      return row
    }
    try checkUnique(table, alteration.definition, altered)
    rebuild(table, alteration.definition, altered)
    return Completion(info: "Records: 0  Duplicates: 0  Warnings: 0")
  }

  /// 1091.
  private func missing(_ name: String) -> SQLError {
    SQLError(1091, "42000", "Can't DROP '\(name)'; check that column/key exists")
  }

  /// 1062 where rows that are there would be the same in a unique key that is new.
  private func checkUnique(
    _ table: Table, _ definition: TableDefinition, _ altered: (SQLRow) -> SQLRow
  ) throws(SQLError) {
    let old = table.definition.keys
    let trial = Table(definition)
    let new = definition.keys.filter { $0.kind == .unique && !old.contains($0) }
    guard !new.isEmpty else { return }
    var problem: SQLError?
    table.forEachCommitted { _, row in
      guard problem == nil else { return }
      let row = altered(row)
      for index in trial.uniques where new.contains(where: { $0.name == index.name }) {
        if let values = index.key(of: row), index.entries[values] != nil {
          problem = engine.duplicate(trial, index.name, index.columns, row)
          return
        }
      }
      trial.load(row)
    }
    if let problem { throw problem }
  }

  private func add(
    _ column: ColumnDefinition, to alteration: inout Alteration
  ) throws(SQLError) {
    if alteration.definition.index(of: column.name) != nil {
      throw .duplicateColumn(column.name)
    }
    try check(column)
    if column.isAutoIncrement { throw .wrongAutoIncrement }
    var column = column
    var value = SQLValue.null
    switch column.defaultValue {
    case .value(let given) where !given.isNull:
      value = try converted(given, column)
      column.defaultValue = .value(value)
    case .value:
      if column.isNotNull { throw .invalidDefault(column.name) }
      column.defaultValue = .none
    case .now: value = .time(SQLTime(seconds: environment.statementTime))
    case .none where column.isNotNull:
      switch column.type {
      case .integer: value = .integer(0)
      case .decimal(_, let scale): value = .decimal(SQLDecimal(units: 0, scale: scale))
      case .double: value = .double(0)
      case .char, .varchar, .text: value = .text("")
      default: throw .invalidDefault(column.name)
      }
    case .none: break
    }
    alteration.definition.columns.append(column)
    alteration.steps.append { $0.append(value) }
  }

  private func drop(_ name: String, from alteration: inout Alteration) throws(SQLError) {
    guard let index = alteration.definition.index(of: name) else { throw missing(name) }
    if alteration.definition.columns.count == 1 {
      throw SQLError(
        1090, "42000", "You can't delete all columns with ALTER TABLE; use DROP TABLE instead")
    }
    let full = alteration.definition.columns[index].name
    if alteration.definition.keys.contains(where: { $0.columns.contains(full) }) {
      throw .unsupported("ALTER TABLE DROP COLUMN of a key's column")
    }
    alteration.definition.columns.remove(at: index)
    alteration.steps.append { $0.remove(at: index) }
  }
}
