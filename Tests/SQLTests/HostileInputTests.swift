import Testing

@testable import SQL

/// Whatever a learner types: an error of the real server or a clear refusal, in bounded time and
/// memory, never the end of the program.
@Suite struct HostileInputTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var what: String
    var text: @Sendable () -> String
    /// What the answer begins with; a value where there is no error.
    var answer: String

    init(_ what: String, _ answer: String, _ text: @escaping @autoclosure @Sendable () -> String) {
      self.what = what
      self.text = text
      self.answer = answer
    }

    var testDescription: String { what }
  }

  private static func times(_ count: Int, _ text: String) -> String {
    String(repeating: text, count: count)
  }

  static let cases: [Case] = [
    Case(
      "deep parentheses", "1436 (HY000): Thread stack overrun",
      "SELECT \(times(100_000, "("))1\(times(100_000, ")"))"),
    Case("a long sum", "1436 (HY000): Thread stack overrun", "SELECT \(times(100_000, "1+"))1"),
    Case(
      "many ANDs", "1436 (HY000): Thread stack overrun",
      "SELECT 1 FROM t WHERE \(times(100_000, "id = 1 AND ")) id = 1"),
    Case(
      "many CASEs", "1436 (HY000): Thread stack overrun",
      "SELECT \(times(5000, "CASE WHEN 1 THEN "))1\(times(5000, " END"))"),
    Case(
      "calls in calls", "1436 (HY000): Thread stack overrun",
      "SELECT \(times(5000, "ABS("))1\(times(5000, ")"))"),
    Case(
      "an unterminated string", "1064 (42000): You have an error in your SQL syntax",
      "SELECT 'abc"),
    Case(
      "an unterminated name", "1064 (42000): You have an error in your SQL syntax",
      "SELECT `abc"),
    Case(
      "a comment that never ends", "1064 (42000): You have an error in your SQL syntax",
      "SELECT 1 /* \(times(100_000, "* /"))"),
    Case(
      "comments in comments", "1064 (42000): You have an error in your SQL syntax",
      "SELECT \(times(50_000, "/*!"))"),
    Case("only a comment", "1065 (42000): Query was empty", "-- nothing"),
    Case("nothing", "1065 (42000): Query was empty", "   \n\t "),
    Case(
      "NUL outside of quotes", "1064 (42000): You have an error in your SQL syntax",
      "SELECT \u{0}1"),
    Case("NUL in a string", "3", "SELECT LENGTH('a\u{0}b')"),
    Case(
      "bytes that are no UTF-8", "3",
      "SELECT LENGTH('" + String(decoding: [0xff], as: UTF8.self) + "')"),
    Case("an emoji for a name", "1054 (42S22): Unknown column '😀' in 'field list'", "SELECT 😀"),
    Case(
      "a name of 64 kB", "1059 (42000): Identifier name 'xxx",
      "CREATE TABLE \(times(65_536, "x")) (id INT)"),
    Case(
      "a column name of 64 kB", "1059 (42000): Identifier name 'xxx",
      "CREATE TABLE z (\(times(65_536, "x")) INT)"),
    Case(
      "a database name of 64 kB", "1059 (42000): Identifier name 'xxx",
      "CREATE DATABASE \(times(65_536, "x"))"),
    Case("an empty name", "1103 (42000): Incorrect table name ''", "CREATE TABLE `` (id INT)"),
    Case(
      "too many columns", "1117 (HY000): Too many columns",
      "CREATE TABLE z (" + (0..<5000).map { "c\($0) INT" }.joined(separator: ",") + ")"),
    Case("division by zero", "NULL", "SELECT 1 / 0"),
    Case("remainder of zero", "NULL", "SELECT 5 % 0"),
    Case(
      "division by zero that is stored", "1365 (22012): Division by 0",
      "INSERT INTO t VALUES (9, 1 / 0, 1)"),
    Case(
      "an integer that overflows",
      "1690 (22003): BIGINT value is out of range in '(9223372036854775807 + 1)'",
      "SELECT 9223372036854775807 + 1"),
    Case(
      "a product that overflows", "1690 (22003): BIGINT value is out of range in",
      "SELECT 9223372036854775807 * 9223372036854775807"),
    Case(
      "a column that overflows", "1264 (22003): Out of range value for column 'id' at row 1",
      "INSERT INTO t VALUES (99999999999, 'a', 1)"),
    Case("a double without end", "1367 (22007): Illegal double '1e999'", "SELECT 1e999"),
    Case(
      "text that is too long", "1406 (22001): Data too long for column 'a' at row 1",
      "INSERT INTO t VALUES (9, '\(times(100_000, "x"))', 1)"),
    Case(
      "LIKE with many %", "0",
      "SELECT '\(times(3000, "a"))' LIKE '\(times(500, "%a"))%b'"),
    Case(
      "LIKE that never ends",
      "3024 (HY000): Query execution was interrupted, maximum statement execution time exceeded",
      "SELECT REPEAT('a', 1000000) LIKE '%\(times(1000, "a"))b'"),
    Case(
      "a join that explodes",
      "1104 (42000): The SELECT would examine more than MAX_JOIN_SIZE rows",
      "SELECT COUNT(*) FROM big a, big b, big c, big d, big e"),
    Case(
      "an answer that fills the memory", "1041 (HY000): Out of memory",
      "SELECT REPEAT('x', 1000000) FROM big a, big b"),
    Case(
      "a text that doubles", "1041 (HY000): Out of memory",
      "SELECT GROUP_CONCAT(REPEAT('x', 1000000)) FROM big a, big b"),
    Case(
      "61 joins", "1116 (HY000): Too many tables; MySQL can only use 61 tables in a join",
      "SELECT 1 FROM " + (0..<70).map { "t t\($0)" }.joined(separator: ",")),
    Case("a delete of nothing", "1064 (42000): You have an error in your SQL syntax", "DELETE"),
    Case("semicolons", "1064 (42000): You have an error in your SQL syntax", ";;;;"),
    Case(
      "two statements", "1064 (42000): You have an error in your SQL syntax",
      "SELECT 1; SELECT 2"),
    Case(
      "a LIMIT that is negative", "1064 (42000): You have an error in your SQL syntax",
      "SELECT 1 LIMIT -1"),
    Case(
      "a long list", "1",
      "SELECT 7 IN (\(times(200_000, "1,"))7)"),
  ]

  @Test(arguments: cases) func isAnsweredInBounds(_ hostile: Case) {
    let sql = SQLFixture()
    sql.main.joinLimit = 50_000
    #expect(
      sql.failure("CREATE TABLE t (id INT PRIMARY KEY, a VARCHAR(20), b DECIMAL(10,2))")
        == "no error")
    #expect(sql.failure("CREATE TABLE big (id INT PRIMARY KEY)") == "no error")
    let values = (1...500).map { "(\($0))" }.joined(separator: ",")
    #expect(sql.failure("INSERT INTO big VALUES \(values)") == "no error")
    let text = hostile.text()
    let failure = sql.failure(text)
    let answer = failure == "no error" ? ((try? sql.value(text)) ?? "no value") : failure
    #expect(answer.hasPrefix(hostile.answer), "\(answer.prefix(200))")
    #expect(answer.utf8.count < 70_000, "\(answer.utf8.count) bytes")
    // Nothing is left behind.
    #expect((try? sql.value("SELECT COUNT(*) FROM t")) == "0")
  }

  @Test func tenMegabytesOfValuesAreInserted() throws {
    let sql = SQLFixture()
    _ = sql.failure("CREATE TABLE t (id INT PRIMARY KEY, s TEXT)")
    let value = String(repeating: "x", count: 1000)
    let rows = (0..<10_000).map { "(\($0),'\(value)')" }.joined(separator: ",")
    #expect(sql.failure("INSERT INTO t VALUES \(rows)") == "no error")
    #expect(try sql.value("SELECT SUM(LENGTH(s)) FROM t") == "10000000")
  }
}
