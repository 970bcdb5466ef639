/// What a statement gives back.
public enum StatementResult: Sendable {
  case rows(ResultSet)
  case done(Completion)
}

/// What a statement without rows did.
public struct Completion: Hashable, Sendable {
  /// Rows that were changed.
  public var affected: Int64
  /// The first number that AUTO_INCREMENT gave; 0 when it gave none.
  public var insertID: Int64
  /// `Rows matched: 1  Changed: 1  Warnings: 0`; empty for none.
  public var info: String

  /// What a statement did; by default nothing worth telling.
  public init(affected: Int64 = 0, insertID: Int64 = 0, info: String = "") {
    self.affected = affected
    self.insertID = insertID
    self.info = info
  }
}

/// Rows with named columns.
public struct ResultSet: Sendable {
  /// How a client shows one column. Its type is not told beyond that.
  public struct Column: Hashable, Sendable {
    /// The heading: the alias, or the expression as it was written.
    public var name: String
    /// Whether a client aligns it to the right.
    public var isNumeric: Bool
    /// Whether it can hold no NULL.
    public var isNotNull: Bool

    /// A column of texts that may be NULL, unless said otherwise.
    public init(_ name: String, isNumeric: Bool = false, isNotNull: Bool = false) {
      self.name = name
      self.isNumeric = isNumeric
      self.isNotNull = isNotNull
    }
  }

  /// The columns, in order; every row has as many values.
  public var columns: [Column]
  /// nil for NULL.
  public var rows: [[String?]]

  /// A result; that rows are as wide as `columns` is not checked.
  public init(_ columns: [Column], rows: [[String?]] = []) {
    self.columns = columns
    self.rows = rows
  }
}
