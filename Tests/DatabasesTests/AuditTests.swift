import Simulation
import Testing

@testable import Databases

@Suite struct AuditTests {
  @Test("M13: what was acknowledged and did not survive is told, with what it was")
  func lostWrites() throws {
    let fixture = try ReplicationFixture()
    fixture.table()
    let base = fixture.base
    base.sql("a", "INSERT INTO test.t VALUES (1, 1)")
    base.wait(1)
    #expect(
      base.run("sim audit b") == """
        acknowledged writes: 3
        lost on b: 0
        writes on b that nobody was told of: 0
        reads: 0, stale: 0, back in time: 0

        """)
    base.run("sim partition a / b")
    base.sql("a", "INSERT INTO test.t VALUES (2, 2)")
    base.run("sim crash a; sim heal")
    base.sql("b", "STOP REPLICA; RESET REPLICA ALL")
    let text = base.run("sim audit")
    #expect(
      text.hasPrefix(
        "acknowledged writes: 4\nlost on b: 1\n  insert test.t (2, 2), written to a at "))
    #expect(text.hasSuffix("[1]\n"))
  }

  @Test("M7, M13: stale reads, and reads that go back in time from one slave to another")
  func staleReads() throws {
    let fixture = try ReplicationFixture(["a", "b", "c"])
    fixture.table()
    let base = fixture.base
    base.sql("c", "STOP REPLICA SQL_THREAD")
    base.sql("a", "INSERT INTO test.t VALUES (1, 1)")
    base.wait(1)
    #expect(base.sql("b", "SELECT COUNT(*) FROM test.t") == "1\n")
    #expect(base.sql("c", "SELECT COUNT(*) FROM test.t") == "0\n")
    let text = base.run("sim audit")
    #expect(text.contains("reads: 2, stale: 1, back in time: 1\n"))
    #expect(text.contains("  stale: laptop read test.t from c at "))
    #expect(text.contains("  back in time: laptop read from b at "))
  }

  @Test func aWriteThatWasNeverAcknowledgedIsNoLoss() throws {
    let fixture = try ReplicationFixture()
    fixture.table()
    let base = fixture.base
    base.run("mysql -h a -e 'SELECT SLEEP(0.5); INSERT INTO test.t VALUES (9, 9)' & sleep 0.4")
    base.run("sim partition laptop / a b")
    base.wait(2)
    base.run("sim heal")
    #expect(base.run("sim audit a").contains("lost on a: 0\n"))
    #expect(base.run("sim audit nosuch") == "sim audit: no database server runs on 'nosuch'\n[2]\n")
  }
}
