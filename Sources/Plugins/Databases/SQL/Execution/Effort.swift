/// What one statement has cost: no statement takes more than a moment here, where a real server
/// would compute for hours.
struct Effort {
  /// Combinations of rows that joins may look at.
  static let rowLimit = 1_000_000
  private let rowLimit: Int
  /// Bytes of text that may be made, and that an answer may have.
  static let byteLimit = 256 << 20

  /// Characters that one LIKE may compare.
  static let patternLimit = 2_000_000

  private var rows = 0
  private var bytes = 0

  init(rowLimit: Int = Effort.rowLimit) { self.rowLimit = rowLimit }

  /// Counts a combination of rows of several tables.
  mutating func examineJoinedRow() throws(SQLError) {
    rows += 1
    if rows > rowLimit { throw .tooManyRows }
  }

  /// Counts bytes that are made.
  mutating func make(_ count: Int) throws(SQLError) {
    bytes += count
    if bytes > Effort.byteLimit { throw .outOfMemory }
  }
}
