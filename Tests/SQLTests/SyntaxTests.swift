import SQL
import Testing

@Suite struct SyntaxTests {
  @Test func mistakesShowWhatStandsNear() {
    let sql = SQLFixture()
    let start =
      "1064 (42000): You have an error in your SQL syntax; check the manual that corresponds to your"
      + " MySQL server version for the right syntax to use near "
    let cases: [(String, String)] = [
      ("SELEC 1", "'SELEC 1' at line 1"),
      ("SELECT * FORM t", "'FORM t' at line 1"),
      ("SELECT *\nFROM t\nWHERE", "'' at line 3"),
      ("INSERT INTO t VALUES (1", "'' at line 1"),
      ("CREATE TABLE t (id INT,)", "')' at line 1"),
      ("UPDATE t SET", "'' at line 1"),
      ("SELECT 'open", "''open' at line 1"),
      ("DROP", "'' at line 1"),
      ("SELECT 1 1", "'1' at line 1"),
      ("INSERT INTO key VALUES (1)", "'key VALUES (1)' at line 1"),
    ]
    for (text, near) in cases { #expect(sql.failure(text) == start + near) }
    #expect(sql.failure("") == "1065 (42000): Query was empty")
    #expect(sql.failure(" -- nothing") == "1065 (42000): Query was empty")
  }

  @Test func whatIsNotSupportedIsRefusedByName() {
    let sql = SQLFixture()
    let cases: [(String, String)] = [
      ("SELECT 1 UNION SELECT 2", "UNION"),
      ("SELECT (SELECT 1)", "subqueries"),
      ("SELECT * FROM t WHERE id IN (SELECT 1)", "subqueries"),
      ("CREATE VIEW v AS SELECT 1", "CREATE VIEW"),
      ("CREATE TRIGGER x", "CREATE TRIGGER"),
      ("CREATE TABLE t (a JSON)", "the type JSON"),
      ("CREATE TABLE t (a INT REFERENCES x (id))", "FOREIGN KEY"),
      ("ALTER TABLE t ADD PRIMARY KEY (a)", "ALTER TABLE ADD PRIMARY"),
      ("ALTER TABLE t ADD COLUMN n INT, MODIFY a INT", "ALTER TABLE MODIFY"),
      ("ALTER TABLE t RENAME COLUMN a TO b", "ALTER TABLE RENAME"),
      ("ALTER TABLE t MODIFY a INT", "ALTER TABLE MODIFY"),
      ("EXPLAIN SELECT 1", "EXPLAIN"),
      ("SAVEPOINT x", "SAVEPOINT"),
      ("LOAD DATA INFILE 'x' INTO TABLE t", "LOAD"),
      ("LOCK TABLES t READ", "LOCK TABLES"),
      ("WITH x AS (SELECT 1) SELECT * FROM x", "WITH"),
      ("SELECT 'a' REGEXP 'b'", "REGEXP"),
      ("SELECT COUNT(*) OVER ()", "window functions"),
      ("SELECT DATE_FORMAT(NOW(), '%Y')", "DATE_FORMAT"),
      ("START REPLICA UNTIL SQL_AFTER_GTIDS = 'x'", "START REPLICA UNTIL"),
      ("CALL p()", "CALL"),
    ]
    for (text, what) in cases {
      #expect(
        sql.failure(text) == "1235 (42000): This version of MySQL doesn't yet support '\(what)'",
        "\(text)")
    }
  }

  /// What MySQL's grammar has and this one has not is no mistake of whoever wrote it.
  @Test(arguments: [
    ("SELECT * FROM t PARTITION (p0)", "PARTITION"),
    ("SELECT 1 EXCEPT SELECT 2", "EXCEPT"),
    ("SELECT a FROM t WINDOW w AS (ORDER BY a)", "WINDOW"),
    ("SELECT 'a' COLLATE utf8mb4_bin", "COLLATE"),
    ("SELECT 'a' SOUNDS LIKE 'b'", "SOUNDS LIKE"),
    ("SELECT 1 MEMBER OF ('[1]')", "MEMBER OF"),
    ("SELECT RANK() OVER (ORDER BY a) FROM t", "window functions"),
    ("SELECT EXTRACT(YEAR FROM NOW())", "EXTRACT"),
    ("SELECT TRIM(LEADING 'x' FROM 'xa')", "TRIM(LEADING …)"),
    ("SELECT SUBSTRING('abc' FROM 2)", "SUBSTRING(… FROM …)"),
    ("SELECT CONVERT('a' USING latin1)", "CONVERT … USING"),
    ("SELECT CONVERT('12', JSON)", "CONVERT to JSON"),
    ("SELECT CAST('a' AS BINARY)", "CAST … AS BINARY"),
    ("SELECT COUNT(DISTINCT a, b) FROM t", "COUNT(DISTINCT …) of several expressions"),
    ("SELECT ROW(1, 2)", "row constructors"),
    ("SELECT DATE '2026-01-01'", "DATE literals"),
    ("SELECT 0x4D", "the literal 0x4D"),
    ("SELECT X'4D'", "the literal X'…'"),
    ("SELECT MONTHNAME(NOW())", "MONTHNAME"),
    ("SELECT ST_X(1)", "ST_X"),
    ("SELECT UTC_DATE()", "UTC_DATE"),
    ("CREATE TABLE t (a INT4)", "INT4"),
    ("CREATE TABLE t (a MIDDLEINT)", "MIDDLEINT"),
    ("CREATE TABLE t (a CHAR(3) BINARY)", "BINARY"),
    ("CREATE TABLE t (a INT) CHECKSUM=1", "CHECKSUM"),
    ("CREATE TABLE t (a INT, FULLTEXT (a))", "FULLTEXT"),
    ("CREATE FULLTEXT INDEX i ON t (a)", "CREATE FULLTEXT INDEX"),
    ("INSERT INTO t VALUES ROW(1)", "ROW"),
    ("INSERT INTO t TABLE u", "INSERT … TABLE"),
    ("DELETE FROM t AS x WHERE x.a = 1", "an alias in DELETE"),
    ("SHOW FULL COLUMNS FROM t", "SHOW FULL COLUMNS"),
    ("SHOW COLUMNS FROM t LIKE 'a'", "SHOW COLUMNS … LIKE"),
    ("SHOW STORAGE ENGINES", "SHOW STORAGE"),
    ("SHOW WARNINGS LIMIT 1", "SHOW WARNINGS LIMIT"),
    ("DESCRIBE t a", "DESCRIBE of one column"),
  ])
  func whatMySQLKnowsIsNoSyntaxError(_ text: String, _ what: String) throws {
    let sql = SQLFixture()
    #expect(
      sql.failure(text) == "1235 (42000): This version of MySQL doesn't yet support '\(what)'")
    sql.main.database = nil
    #expect(sql.failure(text).hasPrefix("1235 (42000)"), "without a database")
  }

  @Test func convertIsACast() throws {
    let sql = SQLFixture()
    #expect(try sql.value("SELECT CONVERT('12', UNSIGNED) + 1") == "13")
    #expect(try sql.value("SELECT CONVERT('abcdef', CHAR(3))") == "abc")
    sql.main.database = nil
    #expect(try sql.value("SELECT CONVERT('abcdef', CHAR(3))") == "abc")
  }

  @Test func commentsAreLeftOut() throws {
    let sql = SQLFixture()
    #expect(try sql.value("SELECT 1 /* one */ + 1 -- two\n + 1 # three\n") == "3")
    #expect(try sql.value("SELECT /*!40101 5 + */ 1") == "6")
  }

  @Test func textsAreUnescaped() throws {
    let sql = SQLFixture()
    #expect(
      try sql.value(#"SELECT 'it''s', "a\"b", 'a\nb', 'back\\slash'"#)
        == "it's|a\"b|a\nb|back\\slash")
    #expect(try sql.value("SELECT 'one' 'two'") == "onetwo")
  }

  @Test func namesOfColumnsAreTheTextThatWasWritten() throws {
    let sql = SQLFixture()
    guard
      case .rows(let result) = try sql.perform(
        "SELECT @@server_id,NOW(), 1 +  1, 'x', COUNT(*) AS c, 2 two")
    else { return }
    #expect(result.columns.map { $0.name } == ["@@server_id", "NOW()", "1 +  1", "x", "c", "two"])
    #expect(result.columns.map { $0.isNumeric } == [true, false, true, false, true, true])
  }

  /// Whatever a learner types: an error, never the end of the program.
  @Test func hostileTextNeverCrashes() {
    let sql = SQLFixture()
    _ = sql.failure("CREATE TABLE t (id INT PRIMARY KEY, a VARCHAR(20), b DECIMAL(10,2))")
    let deep = String(repeating: "(", count: 5000) + "1" + String(repeating: ")", count: 5000)
    #expect(sql.failure("SELECT " + deep).hasPrefix("1436 (HY000): Thread stack overrun"))
    #expect(sql.failure("SELECT " + String(repeating: "NOT ", count: 5000) + "1").hasPrefix("1436"))
    #expect(sql.failure("SELECT " + String(repeating: "-", count: 5001) + "1").hasPrefix("1"))
    #expect(
      sql.failure("SELECT " + String(repeating: "1+", count: 20_000) + "1") != "")
    let pieces = [
      "SELECT", "*", "FROM", "t", "WHERE", "id", "=", "1", "(", ")", ",", "'", "\"", "`", "@@",
      "@x",
      "INSERT", "INTO", "VALUES", "UPDATE", "SET", "DELETE", "NULL", "-", "+", "/", "0", ".",
      "1e999",
      "99999999999999999999999", "-9223372036854775808", "GROUP BY", "ORDER BY", "LIMIT", "COUNT(",
      "CASE", "WHEN", "END", "LIKE", "'%_\\'", "IN", "BETWEEN", "AND", "NOT", "INTERVAL", "DAY",
      "ROUND(", "CREATE TABLE", "DROP", "SHOW", "VARIABLES", "\u{0}", "é", "😀", ";", "--", "/*",
      "*/",
      "CHANGE", "REPLICATION", "SOURCE", "TO", "GTID_SUBSET(", "'x:1-'", "SUBSTRING(", "DATE_ADD(",
      "LPAD(", "DIV", "%", "JOIN", "LEFT", "ON", "USING", "a", "b", "GRANT", "ALL", "HAVING",
    ]
    var state: UInt64 = 42
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    for _ in 0..<20_000 {
      let text = (0..<(1 + next(12))).map { _ in pieces[next(pieces.count)] }
        .joined(separator: next(4) == 0 ? "" : " ")
      _ = sql.failure(text)
    }
    let calls = [
      "SELECT REPEAT('x', 1000000000000)", "SELECT ROUND(1e308, -400)", "SELECT ROUND(1, 99999999)",
      "SELECT FROM_UNIXTIME(9e18)", "SELECT DATE_ADD('9999-12-31', INTERVAL 9e18 DAY)",
      "SELECT SUBSTRING('a', -9223372036854775808)", "SELECT -9223372036854775808 DIV -1",
      "SELECT -9223372036854775808 % -1", "SELECT ABS(-9223372036854775808)",
      "SELECT 999999999999999999.9 * 999999999999999999.9", "SELECT 1.5 DIV 0.0000000000000001",
      "SELECT LPAD('a', 999999999, 'b')", "SELECT 0x", "SELECT 1 LIMIT 9223372036854775807",
      "SELECT 1 FROM t LIMIT 9223372036854775807, 9223372036854775807",
      "SELECT SPACE(-1), RIGHT('a', -5), LEFT('a', 9e18)", "SELECT CAST(1e300 AS SIGNED)",
      "SELECT CAST('99999999999999999999' AS DECIMAL(5,2))", "SELECT 5 DIV 1e-300",
      "SELECT GTID_SUBTRACT('3e11fa47-71ca-11e1-9e33-c80aa9429562:1-9223372036854775807', '')",
      "INSERT INTO t VALUES (2147483648, '', 1)", "INSERT INTO t VALUES (1, '', 1e400)",
      "SELECT DATE_ADD('2026-01-01', INTERVAL -9000000000000 YEAR)",
    ]
    for text in calls { #expect(sql.failure(text) != "") }
  }
}
