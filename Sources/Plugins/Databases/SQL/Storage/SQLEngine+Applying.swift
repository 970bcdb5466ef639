/// How a row event could not be applied.
public enum ApplyProblem: Error {
  case failed(SQLError)
  /// HA_ERR_KEY_NOT_FOUND: the row that was changed elsewhere is not here.
  case rowNotFound
  /// Another transaction has the row: `waitsFor` of the one that applies says which.
  case mustWait
}

extension SQLEngine {
  /// Makes a change that another server logged, or that the redo log holds: rows are found by their
  /// primary key, or by all their values.
  public func apply(
    _ table: Table, before: SQLRow?, after: SQLRow?, hiddenKey: Int64?,
    _ transaction: Transaction
  ) throws(ApplyProblem) {
    transaction.waitsFor = nil
    transaction.use(table)
    do throws(SQLError) {
      guard let before else {
        if let after {
          // A hidden key is this server's own business, unless it restores its own rows.
          let isFree = hiddenKey.map { table.rows[.number($0)] == nil } ?? false
          try insert(after, into: table, transaction, hiddenKey: isFree ? hiddenKey : nil)
          table.noteNumber(of: after)
        }
        return
      }
      guard let key = find(before, in: table, hiddenKey), let record = table.rows[key],
        let row = record.row
      else { throw SQLError(0, "", "") }
      try change(table, key, from: row, to: after, transaction)
      if let after { table.noteNumber(of: after) }
    } catch {
      if transaction.waitsFor != nil { throw .mustWait }
      throw error.code == 0 ? .rowNotFound : .failed(error)
    }
  }

  private func find(_ row: SQLRow, in table: Table, _ hiddenKey: Int64?) -> RowKey? {
    if let key = table.key(of: row) { return key }
    if let hiddenKey, let record = table.rows[.number(hiddenKey)], record.row == row {
      return .number(hiddenKey)
    }
    var position = table.rows.start
    while !table.rows.isEnd(position) {
      if table.rows[position].row == row { return table.rows.key(at: position) }
      position = table.rows.next(position)
    }
    return nil
  }
}
