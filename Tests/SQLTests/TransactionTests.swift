import SQL
import Testing

@Suite struct TransactionTests {
  private func accounts() throws -> (SQLFixture, SQLSession, SQLSession) {
    let sql = SQLFixture()
    try sql.perform("CREATE TABLE a (id INT PRIMARY KEY, n INT, u INT UNIQUE)")
    try sql.perform("INSERT INTO a VALUES (1, 10, 1), (2, 20, 2)")
    return (sql, sql.session(), sql.session())
  }

  @Test func nobodySeesWhatIsNotCommitted() throws {
    let (sql, one, two) = try accounts()
    try sql.perform("START TRANSACTION", one)
    try sql.perform("UPDATE a SET n = 11 WHERE id = 1", one)
    try sql.perform("INSERT INTO a VALUES (3, 30, 3)", one)
    try sql.perform("DELETE FROM a WHERE id = 2", one)
    #expect(try sql.rows("SELECT id, n FROM a", one) == ["1|11", "3|30"])
    #expect(try sql.rows("SELECT id, n FROM a", two) == ["1|10", "2|20"])
    try sql.perform("COMMIT", one)
    #expect(try sql.rows("SELECT id, n FROM a", two) == ["1|11", "3|30"])
  }

  @Test func aRollbackTakesEverythingBack() throws {
    let (sql, one, _) = try accounts()
    try sql.perform("BEGIN", one)
    try sql.perform("UPDATE a SET n = 0, u = 9 WHERE id = 1", one)
    try sql.perform("DELETE FROM a WHERE id = 1", one)
    try sql.perform("INSERT INTO a VALUES (1, 99, 1)", one)
    try sql.perform("ROLLBACK", one)
    #expect(try sql.rows("SELECT * FROM a") == ["1|10|1", "2|20|2"])
    #expect(
      sql.failure("INSERT INTO a VALUES (7, 7, 1)")
        == "1062 (23000): Duplicate entry '1' for key 'a.u'")
    #expect(sql.failure("INSERT INTO a VALUES (7, 7, 9)") == "no error")
  }

  @Test func repeatableReadsRepeat() throws {
    let (sql, one, two) = try accounts()
    try sql.perform("START TRANSACTION", one)
    #expect(try sql.value("SELECT n FROM a WHERE id = 1", one) == "10")
    for n in 11...15 { try sql.perform("UPDATE a SET n = \(n) WHERE id = 1", two) }
    try sql.perform("DELETE FROM a WHERE id = 2", two)
    try sql.perform("INSERT INTO a VALUES (4, 40, 4)", two)
    #expect(try sql.rows("SELECT id, n FROM a", one) == ["1|10", "2|20"])
    // Its own write starts from what is there now.
    try sql.perform("UPDATE a SET n = n + 1 WHERE id = 1", one)
    #expect(try sql.value("SELECT n FROM a WHERE id = 1", one) == "16")
    try sql.perform("COMMIT", one)
    #expect(try sql.rows("SELECT id, n FROM a", one) == ["1|16", "4|40"])
  }

  @Test func readCommittedSeesEachCommit() throws {
    let (sql, one, two) = try accounts()
    one.isolation = "READ-COMMITTED"
    try sql.perform("START TRANSACTION", one)
    #expect(try sql.value("SELECT n FROM a WHERE id = 1", one) == "10")
    try sql.perform("UPDATE a SET n = 11 WHERE id = 1", two)
    #expect(try sql.value("SELECT n FROM a WHERE id = 1", one) == "11")
  }

  @Test func writersOfOneRowWaitForEachOther() throws {
    let (sql, one, two) = try accounts()
    try sql.perform("BEGIN", one)
    try sql.perform("UPDATE a SET n = 11 WHERE id = 1", one)
    #expect(
      sql.failure("UPDATE a SET n = 12 WHERE id = 1", two)
        == "1205 (HY000): Lock wait timeout exceeded; try restarting transaction")
    #expect(two.transaction?.waitsFor === one.transaction)
    two.abandonWait()
    // Another row is free, a scan over all of them is not.
    #expect(sql.failure("UPDATE a SET n = 21 WHERE id = 2", two) == "no error")
    #expect(sql.failure("UPDATE a SET n = 0 WHERE n = 21", two).hasPrefix("1205"))
    two.abandonWait()
    #expect(sql.failure("INSERT INTO a VALUES (1, 1, 7)", two).hasPrefix("1205"))
    two.abandonWait()
    try sql.perform("COMMIT", one)
    #expect(sql.failure("UPDATE a SET n = 12 WHERE id = 1", two) == "no error")
  }

  @Test func lockingReadsLock() throws {
    let (sql, one, two) = try accounts()
    try sql.perform("BEGIN", one)
    _ = try sql.rows("SELECT * FROM a WHERE id = 1 FOR SHARE", one)
    #expect(try sql.rows("SELECT n FROM a WHERE id = 1 FOR SHARE", two) == ["10"])
    #expect(sql.failure("UPDATE a SET n = 1 WHERE id = 1", two).hasPrefix("1205"))
    two.abandonWait()
    try sql.perform("COMMIT", one)
    try sql.perform("BEGIN", one)
    _ = try sql.rows("SELECT * FROM a WHERE id = 1 FOR UPDATE", one)
    #expect(try sql.rows("SELECT n FROM a WHERE id = 1", two) == ["10"])
    #expect(sql.failure("SELECT n FROM a WHERE id = 1 FOR SHARE", two).hasPrefix("1205"))
  }

  @Test func aCircleOfWaitsIsADeadlock() throws {
    let (sql, one, two) = try accounts()
    try sql.perform("BEGIN", one)
    try sql.perform("BEGIN", two)
    try sql.perform("UPDATE a SET n = 1 WHERE id = 1", one)
    try sql.perform("UPDATE a SET n = 2 WHERE id = 2", two)
    #expect(sql.failure("UPDATE a SET n = 1 WHERE id = 2", one).hasPrefix("1205"))
    #expect(
      sql.failure("UPDATE a SET n = 2 WHERE id = 1", two)
        == "1213 (40001): Deadlock found when trying to get lock; try restarting transaction")
    #expect(!two.isInTransaction, "the victim's transaction is gone")
    #expect(sql.failure("UPDATE a SET n = 1 WHERE id = 2", one) == "no error")
  }

  @Test func aReadOnlyTransactionWritesNothing() throws {
    let (sql, one, _) = try accounts()
    try sql.perform("START TRANSACTION READ ONLY", one)
    #expect(
      sql.failure("UPDATE a SET n = 1", one)
        == "1792 (25006): Cannot execute statement in a READ ONLY transaction.")
  }

  @Test func aTableInUseIsNotDropped() throws {
    let (sql, one, two) = try accounts()
    try sql.perform("BEGIN", one)
    _ = try sql.rows("SELECT * FROM a", one)
    #expect(sql.failure("DROP TABLE a", two).hasPrefix("1205"))
    two.abandonWait()
    try sql.perform("COMMIT", one)
    #expect(sql.failure("DROP TABLE a", two) == "no error")
  }

  /// A table and a list of rows do the same for random statements, transactions and rollbacks.
  @Test(arguments: 1...20) func aTableBehavesAsASimpleModel(seed: UInt64) throws {
    let sql = SQLFixture()
    try sql.perform("CREATE TABLE t (id INT PRIMARY KEY, n INT, u INT UNIQUE)")
    var model: [Int: (n: Int, u: Int)] = [:]
    var saved = model
    var isOpen = false
    var state = seed &* 0x9e37_79b9_7f4a_7c15
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    for _ in 0..<400 {
      let id = next(40)
      let u = next(40)
      switch next(8) {
      case 0 where !isOpen:
        try sql.perform("BEGIN")
        isOpen = true
        saved = model
      case 1 where isOpen:
        try sql.perform(next(2) == 0 ? "COMMIT" : "ROLLBACK")
        let rows = try sql.rows("SELECT id, n, u FROM t")
        let isModel = rows == render(model)
        #expect(isModel || rows == render(saved))
        if !isModel { model = saved }
        isOpen = false
      case 2, 3, 4:
        let isTaken = model[id] != nil || model.values.contains { $0.u == u }
        let failure = sql.failure("INSERT INTO t VALUES (\(id), \(u), \(u))")
        #expect((failure == "no error") == !isTaken, "\(failure)")
        if !isTaken { model[id] = (u, u) }
      case 5:
        try sql.perform("DELETE FROM t WHERE id = \(id)")
        model[id] = nil
      case 6:
        let isTaken = model.contains { $0.key != id && $0.value.u == u } && model[id] != nil
        let failure = sql.failure("UPDATE t SET u = \(u), n = n + 1 WHERE id = \(id)")
        #expect((failure == "no error") == !isTaken, "\(failure)")
        if !isTaken, let row = model[id] { model[id] = (row.n + 1, u) }
      default:
        try sql.perform("UPDATE t SET n = n + 1 WHERE n > \(u)")
        for (key, row) in model where row.n > u { model[key] = (row.n + 1, row.u) }
      }
      #expect(try sql.rows("SELECT id, n, u FROM t") == render(model))
    }
  }

  private func render(_ model: [Int: (n: Int, u: Int)]) -> [String] {
    model.keys.sorted().map { "\($0)|\(model[$0]!.n)|\(model[$0]!.u)" }
  }
}
