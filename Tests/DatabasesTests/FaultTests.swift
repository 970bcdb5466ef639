import Simulation
import Testing

@testable import Databases

/// What `sim` does to servers and their machines, and what they say of it.
@Suite struct FaultTests {
  @Test func aFullDiskIsToldAndForgottenWhenThereIsSpaceAgain() throws {
    let base = DatabaseFixture()
    try base.start("a", arguments: ["--skip-log-bin"])
    base.sql("a", "CREATE DATABASE test; CREATE TABLE test.t (id INT PRIMARY KEY, s TEXT)")
    #expect(base.run("sim fill a /var/lib/mysql") == "")
    #expect(
      base.run("sim why host/a").hasPrefix(
        "host/a has no space left on the disk of /var/lib/mysql (sim, at "))
    #expect(
      base.sql("a", "INSERT INTO test.t VALUES (1, 'x')")
        == "ERROR 1114 (HY000) at line 1: The table 't' is full\n[1]\n")
    #expect(
      base.run("sim why database/a").hasPrefix("database/a could not write: its disk is full"))
    #expect(base.sql("a", "SELECT COUNT(*) FROM test.t") == "0\n")
    base.run("sim free a /var/lib/mysql")
    #expect(base.sql("a", "INSERT INTO test.t VALUES (1, 'x')") == "")
    base.run("sim kill a mysqld")
    try base.start("a", arguments: ["--skip-log-bin"])
    #expect(base.sql("a", "SELECT * FROM test.t") == "1\tx\n")
  }

  @Test("M7: a replica whose disk is full waits with its relay log, and catches up")
  func aFullDiskOfAReplica() throws {
    let fixture = try ReplicationFixture()
    fixture.table()
    let base = fixture.base
    base.run("sim fill b /var/lib/mysql")
    base.sql("a", "INSERT INTO test.t VALUES (1, 1)")
    base.sql("a", "INSERT INTO test.t VALUES (2, 2)")
    base.wait(1)
    #expect(base.status("b", "Replica_IO_State") == "Queueing source event to the relay log")
    #expect(
      base.log("b").last?.hasSuffix(
        "Disk is full writing './b-relay-bin.000002' (OS errno 28 - No space left on device)."
          + " Waiting for someone to free space... Retry in 60 secs."
          + " Message reprinted in 600 secs.") == true, "\(base.log("b").last ?? "")")
    #expect(
      base.run("sim why database/b").hasPrefix(
        "database/b waits: there is no space left for b-relay-bin.000002 (mysqld, since "))
    #expect(base.sql("b", "SELECT COUNT(*) FROM test.t") == "0\n")
    let lines = base.log("b").filter { $0.contains("Disk is full") }.count
    base.wait(620)
    #expect(base.log("b").filter { $0.contains("Disk is full") }.count == lines + 1)
    base.run("sim free b /var/lib/mysql")
    base.wait(61)
    #expect(base.sql("b", "SELECT * FROM test.t") == "1\t1\n2\t2\n")
    #expect(base.status("b", "Replica_IO_State") == "Waiting for source to send event")
    #expect(!base.run("sim why database/b").contains("waits"))
  }

  @Test func aPowerCutSaysWhatItTookAway() throws {
    let base = DatabaseFixture()
    try base.start(
      "a", arguments: ["--innodb-flush-log-at-trx-commit=2", "--sync-binlog=0"])
    base.sql("a", "CREATE DATABASE test; CREATE TABLE test.t (id INT PRIMARY KEY)")
    base.wait(40)
    base.sql("a", "INSERT INTO test.t VALUES (1)")
    let step = base.session.run("sim crash a")
    #expect(
      step.events.contains {
        $0.text.hasPrefix("lost what was not on its disks yet of ")
          && $0.text.contains("binlog.000002")
      })
    #expect(step.events.contains { $0.subject == "host/a" && $0.text == "lost its power" })
  }

  @Test("M7: a slow link makes a replica late, not wrong")
  func aSlowLink() throws {
    let fixture = try ReplicationFixture(["a", "b", "c"])
    fixture.table()
    let base = fixture.base
    #expect(base.run("sim slow a / b 5s") == "")
    #expect(
      base.run("sim why network").hasPrefix("network slow by 5s between a and b (sim, at "))
    base.sql("a", "INSERT INTO test.t VALUES (1, 1)")
    base.wait(1)
    #expect(base.sql("b", "SELECT COUNT(*) FROM test.t") == "0\n")
    #expect(base.sql("c", "SELECT COUNT(*) FROM test.t") == "1\n")
    base.wait(5)
    #expect(base.sql("b", "SELECT COUNT(*) FROM test.t") == "1\n")
    base.run("sim heal")
    base.sql("a", "INSERT INTO test.t VALUES (2, 2)")
    base.wait(1)
    #expect(base.sql("b", "SELECT COUNT(*) FROM test.t") == "2\n")
  }

  @Test func aServerThatIsKilledEndsItsContainer() throws {
    let base = DatabaseFixture()
    try base.start("a")
    let step = base.session.run("sim kill a mysqld")
    #expect(step.output == "" && step.exitStatus == 0)
    #expect(step.events.contains { $0.subject == "host/a" && $0.text == "has lost its mysqld" })
    #expect(base.machines["a"]?.container?.isRunning == false)
    #expect(
      base.run("sim kill a mysqld")
        == "sim kill: no 'mysqld' runs on 'a'; nothing runs there\n[1]\n")
  }

  @Test("M9: a dump says which transactions it holds, so that a slave goes on behind them")
  func aDumpSeedsASlave() throws {
    let base = DatabaseFixture()
    try base.start("a", arguments: ReplicationFixture.gtid + ["--server-id=1"], waits: false)
    try base.start("b", arguments: ReplicationFixture.gtid + ["--server-id=2"])
    base.sql("a", "CREATE DATABASE shop; CREATE TABLE shop.t (id INT PRIMARY KEY)")
    base.sql("a", "INSERT INTO shop.t VALUES (1), (2)")
    let warning = base.run("mysqldump -h a --single-transaction --databases shop > dump.sql")
    #expect(warning.hasPrefix("Warning: A partial dump from a server that has GTIDs"))
    #expect(base.run("mysql -h b < dump.sql") == "")
    #expect(base.sql("b", "SELECT @@gtid_executed") == base.sql("a", "SELECT @@gtid_executed"))
    #expect(base.sql("b", "SELECT @@gtid_purged") == base.sql("a", "SELECT @@gtid_executed"))
    #expect(
      base.run("mysql -h b < dump.sql")
        == "ERROR 3546 (HY000) at line 15: @@GLOBAL.GTID_PURGED cannot be changed: the added gtid set"
        + " must not overlap with @@GLOBAL.GTID_EXECUTED\n[1]\n")
    base.sql(
      "b",
      "CHANGE REPLICATION SOURCE TO SOURCE_HOST='a', SOURCE_USER='root', SOURCE_AUTO_POSITION=1; START REPLICA"
    )
    base.sql("a", "INSERT INTO shop.t VALUES (3)")
    base.wait(1)
    #expect(base.sql("b", "SELECT * FROM shop.t") == "1\n2\n3\n")
    let plain = base.run("mysqldump -h a --set-gtid-purged=OFF shop")
    #expect(!plain.contains("GTID"), "\(plain)")
    // Who lacks what this slave never had in its log cannot get it here.
    try base.start("c", arguments: ReplicationFixture.gtid + ["--server-id=3"])
    base.sql(
      "c",
      "CHANGE REPLICATION SOURCE TO SOURCE_HOST='b', SOURCE_USER='root', SOURCE_AUTO_POSITION=1; START REPLICA"
    )
    base.wait(1)
    #expect(base.status("c", "Last_IO_Errno") == "13114")
  }
}
