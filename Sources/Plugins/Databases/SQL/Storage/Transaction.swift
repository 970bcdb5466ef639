/// A transaction that is not over.
public final class Transaction {
  /// Counted from 1 in the order in which they began, within an engine.
  public let number: Int64
  /// What it changed, in order: what is logged when it commits.
  public internal(set) var changes: [RowChange] = []
  /// The commit that its consistent reads see; nil before the first one.
  public internal(set) var snapshot: Int64?
  /// Whether writing is error 1792.
  public let isReadOnly: Bool
  /// Whom the statement that runs now must wait for.
  public internal(set) var waitsFor: Transaction?
  /// Set while its commit is under way: it can no longer be rolled back.
  public var isCommitting = false
  var undo: [UndoStep] = []
  var locks: [(table: Table, key: RowKey)] = []
  /// The tables that it used: their definitions cannot change meanwhile.
  var tables: [Table] = []

  struct UndoStep {
    var table: Table
    var key: RowKey
    /// nil where there was no record.
    var record: Table.Record?
  }

  init(number: Int64, isReadOnly: Bool) {
    self.number = number
    self.isReadOnly = isReadOnly
  }

  /// Whether it changed anything.
  public var hasChanges: Bool { !changes.isEmpty }

  func use(_ table: Table) {
    if !tables.contains(where: { $0 === table }) { tables.append(table) }
  }
}

/// One row before and after a change.
public struct RowChange {
  /// What became of the row.
  public enum Kind: Hashable, Sendable {
    case insert
    case update
    case delete
  }

  /// The table that holds it.
  public var table: Table
  /// The row as it was; nil for an insert.
  public var before: SQLRow?
  /// The row as it is; nil for a delete.
  public var after: SQLRow?
  /// The hidden key of a row without a primary key.
  public var hiddenKey: Int64?

  /// What it is, from which of both there are.
  public var kind: Kind { before == nil ? .insert : after == nil ? .delete : .update }
}
