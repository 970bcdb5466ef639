/// What a statement gives back.
public enum StatementResult: Sendable {
  case rows(ResultSet)
  case done(Completion)
}

/// What a statement without rows did.
public struct Completion: Hashable, Sendable {
  /// Rows that were changed.
  public var affected: Int64
  public var insertID: Int64
  /// `Rows matched: 1  Changed: 1  Warnings: 0`; empty for none.
  public var info: String

  public init(affected: Int64 = 0, insertID: Int64 = 0, info: String = "") {
    self.affected = affected
    self.insertID = insertID
    self.info = info
  }
}

/// Rows with named columns.
public struct ResultSet: Sendable {
  public struct Column: Hashable, Sendable {
    public var name: String
    /// Whether a client aligns it to the right.
    public var isNumeric: Bool
    /// Whether it can hold no NULL.
    public var isNotNull: Bool

    public init(_ name: String, isNumeric: Bool = false, isNotNull: Bool = false) {
      self.name = name
      self.isNumeric = isNumeric
      self.isNotNull = isNotNull
    }
  }

  public var columns: [Column]
  /// nil for NULL.
  public var rows: [[String?]]

  public init(_ columns: [Column], rows: [[String?]] = []) {
    self.columns = columns
    self.rows = rows
  }
}
