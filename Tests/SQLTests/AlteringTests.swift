import SQL
import Testing

@Suite struct AlteringTests {
  private func orders() throws -> SQLFixture {
    let sql = SQLFixture()
    try sql.perform("CREATE TABLE o (id INT AUTO_INCREMENT PRIMARY KEY, qty INT, item VARCHAR(9))")
    try sql.perform("INSERT INTO o (qty, item) VALUES (1, 'a'), (1, 'b')")
    return sql
  }

  @Test func severalClausesAreOneChange() throws {
    let sql = try orders()
    try sql.perform(
      "ALTER TABLE o ADD COLUMN n INT NOT NULL DEFAULT 7, ADD INDEX (qty), ADD UNIQUE u (item, n),"
        + " ADD (x INT, y INT)")
    #expect(try sql.rows("SELECT * FROM o") == ["1|1|a|7|NULL|NULL", "2|1|b|7|NULL|NULL"])
    let keys = try sql.rows("SHOW INDEX FROM o").map { $0.split(separator: "|")[2...4] }
    #expect(
      keys.map { $0.joined(separator: " ") } == [
        "PRIMARY 1 id", "u 1 item", "u 2 n", "qty 1 qty",
      ])
    try sql.perform("ALTER TABLE o DROP INDEX u, DROP COLUMN n")
    #expect(try sql.rows("SELECT * FROM o") == ["1|1|a|NULL|NULL", "2|1|b|NULL|NULL"])
  }

  @Test func aClauseThatFailsLeavesTheTable() throws {
    let sql = try orders()
    #expect(
      sql.failure("ALTER TABLE o ADD COLUMN n INT, ADD UNIQUE INDEX u (qty)")
        == "1062 (23000): Duplicate entry '1' for key 'o.u'")
    #expect(
      sql.failure("ALTER TABLE o ADD COLUMN n INT, DROP INDEX nosuch")
        == "1091 (42000): Can't DROP 'nosuch'; check that column/key exists")
    #expect(
      sql.failure("ALTER TABLE o ADD n INT, RENAME TO p")
        == "1235 (42000): This version of MySQL doesn't yet support 'ALTER TABLE RENAME'")
    #expect(try sql.rows("SELECT * FROM o") == ["1|1|a", "2|1|b"])
  }

  @Test func createIndexIsAnAlterTable() throws {
    let sql = try orders()
    try sql.perform("CREATE UNIQUE INDEX u ON o (item)")
    #expect(
      sql.failure("INSERT INTO o (item) VALUES ('a')")
        == "1062 (23000): Duplicate entry 'a' for key 'o.u'")
    try sql.perform("DROP INDEX u ON o")
    try sql.perform("INSERT INTO o (item) VALUES ('a')")
    #expect(
      sql.failure("CREATE INDEX i ON o (item) COMMENT 'x'")
        == "1235 (42000): This version of MySQL doesn't yet support 'CREATE INDEX … COMMENT'")
  }

  @Test(arguments: [
    (SQLVersion.v57, "o|0|PRIMARY|1|id|A|2|NULL|NULL||BTREE||"),
    (SQLVersion.v80, "o|0|PRIMARY|1|id|A|2|NULL|NULL||BTREE|||YES|NULL"),
  ])
  func showIndexHasTheColumnsOfItsVersion(_ version: SQLVersion, _ row: String) throws {
    let sql = SQLFixture(version)
    try sql.perform("CREATE TABLE o (id INT PRIMARY KEY)")
    try sql.perform("INSERT INTO o VALUES (1), (2)")
    guard case .rows(let result) = try sql.perform("SHOW INDEX FROM o") else { return }
    #expect(result.columns.map { $0.name }.contains("Expression") == (version == .v80))
    #expect(try sql.rows("SHOW INDEX FROM o") == [row])
  }

  @Test func whatTheLargestNumberCannotHoldIsRefusedByName() throws {
    let sql = SQLFixture()
    try sql.perform("CREATE TABLE b (n BIGINT UNSIGNED, i INT UNSIGNED)")
    let refusal =
      "1235 (42000): This version of MySQL doesn't yet support 'numbers above"
      + " 9223372036854775807'"
    #expect(sql.failure("INSERT INTO b (n) VALUES (18446744073709551615)") == refusal)
    #expect(sql.failure("INSERT INTO b (n) VALUES ('9223372036854775808')") == refusal)
    #expect(sql.failure("SELECT 9223372036854775808") == refusal)
    #expect(
      sql.failure("INSERT INTO b (n) VALUES (18446744073709551616)")
        == "1264 (22003): Out of range value for column 'n' at row 1")
    #expect(
      sql.failure("INSERT INTO b (i) VALUES ('18446744073709551615')")
        == "1264 (22003): Out of range value for column 'i' at row 1")
    try sql.perform("INSERT INTO b (n) VALUES (9223372036854775807)")
    #expect(
      try sql.rows("SELECT n FROM b LIMIT 0, 18446744073709551615") == ["9223372036854775807"])
  }

  /// InnoDB reserves as many numbers as the statement has rows, with the first one that it needs.
  @Test func aStatementThatFailsHasUsedUpTheNumbersOfAllItsRows() throws {
    let sql = try orders()
    try sql.perform("CREATE UNIQUE INDEX u ON o (item)")
    #expect(sql.failure("INSERT INTO o (item) VALUES ('a'), ('c'), ('d')").hasPrefix("1062"))
    try sql.perform("INSERT INTO o (item) VALUES ('c')")
    #expect(try sql.value("SELECT id FROM o WHERE item = 'c'") == "6")
    try sql.perform("INSERT INTO o (id, item) VALUES (50, 'x'), (NULL, 'y')")
    try sql.perform("INSERT INTO o (id, item) VALUES (NULL, 'p'), (20, 'q'), (NULL, 'r')")
    try sql.perform("INSERT INTO o (item) VALUES ('z')")
    #expect(
      try sql.rows("SELECT id FROM o WHERE id > 6") == ["20", "50", "51", "53", "54", "56"])
  }
}
