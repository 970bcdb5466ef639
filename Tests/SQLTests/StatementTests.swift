import SQL
import Testing

@Suite struct StatementTests {
  private func messages() throws -> SQLFixture {
    let sql = SQLFixture()
    try sql.perform("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(10), n INT)")
    try sql.perform(
      "INSERT INTO t (name, n) VALUES ('one', 1), ('two', 2), ('three', 3), ('', NULL)")
    return sql
  }

  @Test func rowsComeInTheOrderOfThePrimaryKey() throws {
    let sql = SQLFixture()
    try sql.perform("CREATE TABLE t (id INT PRIMARY KEY)")
    for id in [5, 3, 9, 1, 7] { try sql.perform("INSERT INTO t VALUES (\(id))") }
    #expect(try sql.rows("SELECT * FROM t") == ["1", "3", "5", "7", "9"])
    #expect(try sql.rows("SELECT id FROM t WHERE id > 3 AND id <= 7") == ["5", "7"])
    #expect(try sql.rows("SELECT id FROM t WHERE id BETWEEN 2 AND 5") == ["3", "5"])
    #expect(try sql.rows("SELECT id FROM t WHERE id IN (9, 1, 4)") == ["1", "9"])
  }

  @Test func aTableWithoutAKeyKeepsTheOrderOfInsertion() throws {
    let sql = SQLFixture()
    try sql.perform("CREATE TABLE messages (message VARCHAR(250))")
    try sql.perform("INSERT INTO messages VALUES ('hello'), ('again'), ('hello')")
    #expect(try sql.rows("SELECT * FROM test.messages") == ["hello", "again", "hello"])
    try sql.perform("DELETE FROM messages WHERE message = 'hello' LIMIT 1")
    #expect(try sql.rows("SELECT message FROM messages") == ["again", "hello"])
  }

  @Test func conditionsFollowThreeValuedLogic() throws {
    let sql = try messages()
    #expect(try sql.rows("SELECT id FROM t WHERE n > 1") == ["2", "3"])
    #expect(try sql.rows("SELECT id FROM t WHERE NOT n > 1") == ["1"])
    #expect(try sql.rows("SELECT id FROM t WHERE n IS NULL") == ["4"])
    #expect(try sql.rows("SELECT id FROM t WHERE n <=> NULL") == ["4"])
    #expect(try sql.rows("SELECT id FROM t WHERE n NOT IN (1, NULL)") == [])
    #expect(
      try sql.rows("SELECT NULL = NULL, NULL AND 0, NULL OR 1, 1 XOR NULL") == ["NULL|0|1|NULL"])
  }

  @Test func likeKnowsItsWildcards() throws {
    let sql = try messages()
    #expect(try sql.rows("SELECT name FROM t WHERE name LIKE 'T%'") == ["two", "three"])
    #expect(try sql.rows("SELECT name FROM t WHERE name LIKE '_n_'") == ["one"])
    #expect(
      try sql.value("SELECT 'a%b' LIKE 'a\\%b', 'axb' LIKE 'a\\%b', 'aaab' LIKE '%ab'") == "1|0|1")
  }

  @Test func orderLimitAndDistinct() throws {
    let sql = try messages()
    try sql.perform("INSERT INTO t (name, n) VALUES ('ONE', 1)")
    #expect(try sql.rows("SELECT id FROM t ORDER BY n DESC, id DESC LIMIT 2") == ["3", "2"])
    #expect(try sql.rows("SELECT id FROM t ORDER BY 1 DESC LIMIT 1, 2") == ["4", "3"])
    #expect(try sql.rows("SELECT id AS x FROM t ORDER BY x LIMIT 1 OFFSET 2") == ["3"])
    #expect(try sql.rows("SELECT DISTINCT n FROM t ORDER BY n") == ["NULL", "1", "2", "3"])
    #expect(try sql.rows("SELECT DISTINCT name FROM t WHERE n = 1") == ["one"])
    #expect(
      sql.failure("SELECT id FROM t ORDER BY 5")
        == "1054 (42S22): Unknown column '5' in 'order clause'")
  }

  @Test func aggregatesCountWhatIsThere() throws {
    let sql = try messages()
    #expect(
      try sql.value("SELECT COUNT(*), COUNT(n), SUM(n), MIN(n), MAX(name), AVG(n) FROM t")
        == "4|3|6|1|two|2.0000")
    #expect(
      try sql.value("SELECT COUNT(*), SUM(n), MAX(n) FROM t WHERE id > 100") == "0|NULL|NULL")
    try sql.perform("INSERT INTO t (name, n) VALUES ('x', 1), ('y', 1)")
    #expect(
      try sql.rows("SELECT n, COUNT(*) AS c FROM t GROUP BY n HAVING c > 1") == ["1|3"])
    #expect(try sql.value("SELECT COUNT(DISTINCT n) FROM t") == "3")
    #expect(try sql.value("SELECT GROUP_CONCAT(name) FROM t WHERE n = 1") == "one,x,y")
    #expect(
      try sql.value("SELECT GROUP_CONCAT(name, ' ', n) FROM t WHERE n = 1") == "one 1,x 1,y 1")
    #expect(
      try sql.value(
        "SELECT GROUP_CONCAT(name ORDER BY n DESC, name SEPARATOR ' < ') FROM t WHERE n < 3")
        == "two < one < x < y")
    #expect(
      try sql.value(
        "SELECT GROUP_CONCAT(DISTINCT n ORDER BY n), GROUP_CONCAT(n) FROM t WHERE n = 1")
        == "1|1,1,1")
    #expect(
      sql.failure("SELECT GROUP_CONCAT() FROM t").hasPrefix("1064 (42000)"))
    #expect(
      sql.failure("SELECT GROUP_CONCAT(n SEPARATOR n) FROM t").hasPrefix("1064 (42000)"))
    #expect(
      sql.failure("SELECT name, COUNT(*) FROM t")
        == "1140 (42000): In aggregated query without GROUP BY, expression #1 of SELECT list "
        + "contains nonaggregated column 'test.t.name'; this is incompatible with "
        + "sql_mode=only_full_group_by")
    #expect(
      sql.failure("SELECT id FROM t WHERE COUNT(*) > 1")
        == "1111 (HY000): Invalid use of group function")
  }

  @Test func joinsMatchRows() throws {
    let sql = SQLFixture()
    try sql.perform("CREATE TABLE a (id INT PRIMARY KEY, name TEXT)")
    try sql.perform("CREATE TABLE b (id INT PRIMARY KEY, a INT)")
    try sql.perform("INSERT INTO a VALUES (1, 'x'), (2, 'y'), (3, 'z')")
    try sql.perform("INSERT INTO b VALUES (10, 1), (11, 1), (12, 3), (13, NULL)")
    #expect(
      try sql.rows("SELECT b.id, name FROM b JOIN a ON a.id = b.a") == ["10|x", "11|x", "12|z"])
    #expect(
      try sql.rows("SELECT a.id, b.id FROM a LEFT JOIN b ON b.a = a.id ORDER BY a.id, b.id")
        == ["1|10", "1|11", "2|NULL", "3|12"])
    #expect(
      try sql.rows("SELECT a.id FROM a LEFT JOIN b ON b.a = a.id WHERE b.id IS NULL") == ["2"])
    #expect(try sql.value("SELECT COUNT(*) FROM a, b") == "12")
    #expect(try sql.rows("SELECT * FROM a x JOIN a y USING (id) WHERE id = 2") == ["2|y|y"])
    #expect(
      sql.failure("SELECT id FROM a, b")
        == "1052 (23000): Column 'id' in field list is ambiguous")
    #expect(sql.failure("SELECT 1 FROM a, a") == "1066 (42000): Not unique table/alias: 'a'")
  }

  @Test func updatesChangeWhatTheyMatch() throws {
    let sql = try messages()
    guard case .done(let done) = try sql.perform("UPDATE t SET n = n + 1 WHERE n >= 2") else {
      return
    }
    #expect(done.affected == 2)
    #expect(done.info == "Rows matched: 2  Changed: 2  Warnings: 0")
    #expect(try sql.rows("SELECT n FROM t") == ["1", "3", "4", "NULL"])
    guard case .done(let again) = try sql.perform("UPDATE t SET n = 1 WHERE n = 1") else { return }
    #expect(again.affected == 0)
    try sql.perform("UPDATE t SET id = 10 WHERE id = 1")
    #expect(try sql.rows("SELECT id, name FROM t WHERE id = 10") == ["10|one"])
    #expect(try sql.rows("SELECT id FROM t WHERE id = 1") == [])
    #expect(
      sql.failure("UPDATE t SET id = 3 WHERE id = 2")
        == "1062 (23000): Duplicate entry '3' for key 't.PRIMARY'")
    #expect(try sql.value("SELECT name FROM t WHERE id = 2") == "two")
  }

  @Test func insertsCountTheirNumbers() throws {
    let sql = try messages()
    #expect(try sql.value("SELECT LAST_INSERT_ID()") == "1")
    try sql.perform("INSERT INTO t (id, name) VALUES (100, 'far')")
    try sql.perform("INSERT INTO t (name) VALUES ('next')")
    #expect(try sql.value("SELECT LAST_INSERT_ID()") == "101")
    try sql.perform("DELETE FROM t WHERE id = 101")
    try sql.perform("INSERT INTO t (id, name) VALUES (NULL, 'again')")
    #expect(try sql.value("SELECT MAX(id) FROM t") == "102")
    try sql.perform("INSERT INTO t SET name = 'set'")
    #expect(try sql.value("SELECT name FROM t WHERE id = 103") == "set")
  }

  @Test func duplicatesAreRefusedReplacedOrUpdated() throws {
    let sql = SQLFixture()
    try sql.perform("CREATE TABLE u (id INT PRIMARY KEY, mail VARCHAR(20) UNIQUE, n INT DEFAULT 0)")
    try sql.perform("INSERT INTO u (id, mail) VALUES (1, 'a@x')")
    #expect(
      sql.failure("INSERT INTO u (id, mail) VALUES (2, 'A@X')")
        == "1062 (23000): Duplicate entry 'A@X' for key 'u.mail'")
    #expect(
      sql.failure("INSERT INTO u (id, mail) VALUES (5, 'b@x'), (1, 'c@x')")
        == "1062 (23000): Duplicate entry '1' for key 'u.PRIMARY'")
    #expect(
      try sql.value("SELECT COUNT(*) FROM u") == "1", "a statement that fails changes nothing")
    try sql.perform(
      "INSERT INTO u (id, mail) VALUES (1, 'x') ON DUPLICATE KEY UPDATE n = n + 1, mail = VALUES(mail)"
    )
    #expect(try sql.rows("SELECT * FROM u") == ["1|x|1"])
    try sql.perform("REPLACE INTO u VALUES (1, 'y', 7)")
    #expect(try sql.rows("SELECT * FROM u") == ["1|y|7"])
    try sql.perform("INSERT IGNORE INTO u VALUES (1, 'z', 9), (2, 'w', 9)")
    #expect(try sql.rows("SELECT * FROM u") == ["1|y|7", "2|w|9"])
    try sql.perform("DELETE FROM u WHERE id = 2")
    try sql.perform("INSERT INTO u VALUES (3, 'w', 1)")
    #expect(try sql.rows("SELECT id FROM u WHERE mail = 'W'") == ["3"])
  }

  @Test func valuesMustFitTheirColumns() throws {
    let sql = SQLFixture()
    try sql.perform(
      "CREATE TABLE c (a TINYINT UNSIGNED NOT NULL, b VARCHAR(3), d DATETIME, e DECIMAL(5,2))")
    #expect(
      sql.failure("INSERT INTO c (b) VALUES ('x')")
        == "1364 (HY000): Field 'a' doesn't have a default value")
    #expect(
      sql.failure("INSERT INTO c (a) VALUES (NULL)") == "1048 (23000): Column 'a' cannot be null")
    #expect(
      sql.failure("INSERT INTO c (a) VALUES (256)")
        == "1264 (22003): Out of range value for column 'a' at row 1")
    #expect(
      sql.failure("INSERT INTO c (a, b) VALUES (1, 'abc'), (2, 'abcd')")
        == "1406 (22001): Data too long for column 'b' at row 2")
    #expect(
      sql.failure("INSERT INTO c (a) VALUES ('x')")
        == "1366 (HY000): Incorrect integer value: 'x' for column 'a' at row 1")
    #expect(
      sql.failure("INSERT INTO c (a, d) VALUES (1, 'soon')")
        == "1292 (22007): Incorrect datetime value: 'soon' for column 'd' at row 1")
    #expect(
      sql.failure("INSERT INTO c VALUES (1, 'x')")
        == "1136 (21S01): Column count doesn't match value count at row 1")
    #expect(
      sql.failure("INSERT INTO c (a, x) VALUES (1, 2)")
        == "1054 (42S22): Unknown column 'x' in 'field list'")
    try sql.perform("INSERT INTO c VALUES ('7', 42, '2026-3-2 9:5:1', 1.005)")
    #expect(try sql.rows("SELECT * FROM c") == ["7|42|2026-03-02 09:05:01|1.01"])
    #expect(
      sql.failure("INSERT INTO c (a, e) VALUES (1, 1000)")
        == "1264 (22003): Out of range value for column 'e' at row 1")
  }

  @Test func arithmeticHasTheTypesOfMySQL() throws {
    let sql = SQLFixture()
    #expect(
      try sql.value("SELECT 1/3, 7 DIV 2, 7 % 3, 1 + 1.50, '3' + 4, 2 * 3") == "0.3333|3|1|2.50|7|6"
    )
    #expect(try sql.value("SELECT 1/0, -5 % 3, 1.5 * 1.5, 0.1 + 0.2") == "NULL|-2|2.25|0.3")
    #expect(
      sql.failure("SELECT 9223372036854775807 + 1")
        == "1690 (22003): BIGINT value is out of range in '(9223372036854775807 + 1)'")
    #expect(
      try sql.value("SELECT ROUND(2.5), ROUND(-1.25, 1), FLOOR(-1.5), CEIL(1.2), ABS(-3)")
        == "3|-1.3|-2|2|3")
  }

  @Test func functionsOfATutorial() throws {
    let sql = SQLFixture()
    #expect(
      try sql.value("SELECT NOW(), CURDATE(), UNIX_TIMESTAMP()")
        == "2026-03-02 09:00:00|2026-03-02|1772442000")
    #expect(try sql.value("SELECT CONCAT('a', 1, 'b'), CONCAT('a', NULL)") == "a1b|NULL")
    #expect(
      try sql.value(
        "SELECT UPPER('Ab'), LENGTH('héllo'), CHAR_LENGTH('héllo'), SUBSTRING('hello', 2, 3), LEFT('hello', 2)"
      ) == "AB|6|5|ell|he")
    #expect(
      try sql.value("SELECT DATABASE(), VERSION(), @@server_id, USER()")
        == "test|8.0.36|101|root@localhost")
    #expect(
      try sql.value(
        "SELECT IF(1 > 2, 'a', 'b'), COALESCE(NULL, 5), IFNULL(NULL, 'x'), NULLIF(1, 1)")
        == "b|5|x|NULL")
    #expect(
      try sql.value(
        "SELECT CASE WHEN 1 = 2 THEN 'a' WHEN 2 = 2 THEN 'b' END, CASE 3 WHEN 3 THEN 'c' ELSE 'd' END"
      ) == "b|c")
    #expect(
      try sql.value("SELECT DATE_ADD('2026-01-31', INTERVAL 1 MONTH), NOW() - INTERVAL 1 DAY")
        == "2026-02-28|2026-03-01 09:00:00")
    #expect(
      try sql.value(
        "SELECT GTID_SUBSET('3e11fa47-71ca-11e1-9e33-c80aa9429562:1-3', '3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5')"
      ) == "1")
    #expect(
      sql.failure("SELECT nosuch(1)") == "1305 (42000): FUNCTION test.nosuch does not exist")
    #expect(
      sql.failure("SELECT @@nosuch") == "1193 (HY000): Unknown system variable 'nosuch'")
  }

  @Test func definitionsAreShownAsTheyAreKept() throws {
    let sql = SQLFixture()
    try sql.perform(
      """
      CREATE TABLE orders (
        id INT NOT NULL AUTO_INCREMENT,
        customer VARCHAR(40) NOT NULL DEFAULT 'nobody' COMMENT 'who',
        paid BOOLEAN,
        at TIMESTAMP DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
        note TEXT,
        PRIMARY KEY (id), UNIQUE KEY who (customer, at), KEY (paid)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
      """)
    #expect(
      try sql.value("SHOW CREATE TABLE orders") == """
        orders|CREATE TABLE `orders` (
          `id` int NOT NULL AUTO_INCREMENT,
          `customer` varchar(40) NOT NULL DEFAULT 'nobody' COMMENT 'who',
          `paid` tinyint(1) DEFAULT NULL,
          `at` timestamp NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
          `note` text,
          PRIMARY KEY (`id`),
          UNIQUE KEY `who` (`customer`,`at`),
          KEY `paid` (`paid`)
        ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci
        """)
    #expect(
      try sql.rows("DESCRIBE orders") == [
        "id|int|NO|PRI|NULL|auto_increment", "customer|varchar(40)|NO|MUL|nobody|",
        "paid|tinyint(1)|YES|MUL|NULL|",
        "at|timestamp|YES||CURRENT_TIMESTAMP|DEFAULT_GENERATED on update CURRENT_TIMESTAMP",
        "note|text|YES||NULL|",
      ])
    #expect(try sql.rows("SHOW TABLES") == ["orders"])
    #expect(
      try sql.rows("SHOW DATABASES")
        == ["information_schema", "performance_schema", "sys", "test"])
  }

  @Test func theOldVersionHasItsOwnWords() throws {
    let sql = SQLFixture(.v57)
    try sql.perform("CREATE TABLE t (id INT PRIMARY KEY, b BIGINT UNSIGNED)")
    #expect(
      try sql.value("SHOW CREATE TABLE t") == """
        t|CREATE TABLE `t` (
          `id` int(11) NOT NULL,
          `b` bigint(20) unsigned DEFAULT NULL,
          PRIMARY KEY (`id`)
        ) ENGINE=InnoDB DEFAULT CHARSET=latin1
        """)
    try sql.perform("INSERT INTO t VALUES (1, 1)")
    #expect(
      sql.failure("INSERT INTO t VALUES (1, 1)")
        == "1062 (23000): Duplicate entry '1' for key 'PRIMARY'")
  }

  @Test func definitionsThatAreWrongAreRefused() throws {
    let sql = SQLFixture()
    try sql.perform("CREATE TABLE t (id INT)")
    let cases: [(String, String)] = [
      ("CREATE TABLE t (id INT)", "1050 (42S01): Table 't' already exists"),
      ("CREATE DATABASE test", "1007 (HY000): Can't create database 'test'; database exists"),
      (
        "DROP DATABASE nosuch", "1008 (HY000): Can't drop database 'nosuch'; database doesn't exist"
      ),
      ("DROP TABLE nosuch", "1051 (42S02): Unknown table 'test.nosuch'"),
      ("SELECT * FROM nosuch", "1146 (42S02): Table 'test.nosuch' doesn't exist"),
      ("SELECT * FROM no.such", "1049 (42000): Unknown database 'no'"),
      ("CREATE TABLE x (a INT, A INT)", "1060 (42S21): Duplicate column name 'A'"),
      (
        "CREATE TABLE x (a INT PRIMARY KEY, b INT PRIMARY KEY)",
        "1068 (42000): Multiple primary key defined"
      ),
      (
        "CREATE TABLE x (a INT AUTO_INCREMENT)",
        "1075 (42000): Incorrect table definition; there can be only one auto column and it must be "
          + "defined as a key"
      ),
      ("CREATE TABLE x (a INT DEFAULT 'q')", "1067 (42000): Invalid default value for 'a'"),
      ("CREATE TABLE x (a INT, KEY (b))", "1072 (42000): Key column 'b' doesn't exist in table"),
      (
        "CREATE TABLE x (a TEXT PRIMARY KEY)",
        "1170 (42000): BLOB/TEXT column 'a' used in key specification without a key length"
      ),
    ]
    for (text, message) in cases { #expect(sql.failure(text) == message) }
    #expect(sql.failure("CREATE TABLE IF NOT EXISTS t (id INT)") == "no error")
    #expect(sql.failure("DROP TABLE IF EXISTS nosuch") == "no error")
    #expect(try sql.rows("SHOW WARNINGS") == [], "the fixture clears them with each statement")
  }

  @Test func columnsAreAddedAndDropped() throws {
    let sql = try messages()
    try sql.perform("ALTER TABLE t ADD COLUMN flag INT NOT NULL DEFAULT 5")
    #expect(try sql.value("SELECT * FROM t WHERE id = 1") == "1|one|1|5")
    try sql.perform("ALTER TABLE t DROP COLUMN n")
    #expect(try sql.value("SELECT * FROM t WHERE id = 1") == "1|one|5")
    try sql.perform("RENAME TABLE t TO s")
    try sql.perform("INSERT INTO s (name) VALUES ('new')")
    #expect(try sql.value("SELECT id, name FROM s WHERE name = 'new'") == "5|new")
    try sql.perform("TRUNCATE TABLE s")
    #expect(try sql.value("SELECT COUNT(*) FROM s") == "0")
  }
}
