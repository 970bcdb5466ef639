import Simulation
import Testing

@testable import Databases

@Suite struct FencingTests {
  @Test("M12: an old master that is not fenced takes writes that the new one never gets")
  func twoMasters() throws {
    let fixture = try ReplicationFixture()
    fixture.table()
    let base = fixture.base
    base.run("sim partition a / b")
    base.sql("b", "STOP REPLICA; RESET REPLICA ALL")
    // Who still knows the old one writes there, and is told that all is well.
    #expect(base.sql("a", "INSERT INTO test.t VALUES (1, 1)") == "")
    #expect(base.sql("b", "INSERT INTO test.t VALUES (1, 2)") == "")
    base.run("sim heal")
    #expect(
      base.run("sim audit b").hasPrefix(
        "acknowledged writes: 4\nlost on b: 1\n  insert test.t (1, 1), written to a at "))
    // Neither has all of it, and neither can follow the other.
    base.sql(
      "a",
      "CHANGE REPLICATION SOURCE TO SOURCE_HOST='b', SOURCE_USER='root', SOURCE_AUTO_POSITION=1; START REPLICA"
    )
    base.wait(1)
    #expect(base.status("a", "Last_SQL_Errno") == "1062")
  }

  @Test("M12, G8: with the old master fenced first nothing is written there that could be lost")
  func fencedFirst() throws {
    let fixture = try ReplicationFixture()
    fixture.table()
    let base = fixture.base
    base.sql("a", "INSERT INTO test.t VALUES (1, 1)")
    base.sql("a", "SET GLOBAL super_read_only = ON")
    base.wait(1)
    base.sql("b", "STOP REPLICA; RESET REPLICA ALL")
    #expect(
      base.sql("a", "INSERT INTO test.t VALUES (2, 1)").hasPrefix("ERROR 1290 (HY000) at line 1: "))
    #expect(base.sql("b", "INSERT INTO test.t VALUES (2, 2)") == "")
    #expect(base.run("sim audit b").contains("lost on b: 0\n"))
    // The old one follows the new one without trouble.
    base.sql(
      "a",
      "CHANGE REPLICATION SOURCE TO SOURCE_HOST='b', SOURCE_USER='root', SOURCE_AUTO_POSITION=1; START REPLICA"
    )
    base.wait(1)
    #expect(base.sql("a", "SELECT * FROM test.t") == "1\t1\n2\t2\n")
  }
}
