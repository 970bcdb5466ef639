import Simulation
import Testing

@testable import Databases

/// A source and replicas that follow it by global transaction identifiers, unless said otherwise.
final class ReplicationFixture {
  let base = DatabaseFixture()
  static let gtid = ["--gtid-mode=ON", "--enforce-gtid-consistency=ON"]
  let names: [String]

  init(_ names: [String] = ["a", "b"], arguments: [String] = ReplicationFixture.gtid) throws {
    self.names = names
    for (index, name) in names.enumerated() {
      try base.start(name, arguments: arguments + ["--server-id=\(index + 1)"], waits: false)
    }
    base.wait(15)
    let auto = arguments.contains("--gtid-mode=ON")
    for name in names.dropFirst() {
      base.sql(
        name,
        "CHANGE REPLICATION SOURCE TO SOURCE_HOST='\(names[0])', SOURCE_USER='root',"
          + " SOURCE_CONNECT_RETRY=5"
          + (auto ? ", SOURCE_AUTO_POSITION=1" : "") + "; START REPLICA")
    }
    base.wait(2)
  }

  func table() {
    base.sql(names[0], "CREATE DATABASE test; CREATE TABLE test.t (id INT PRIMARY KEY, n INT)")
    base.wait(1)
  }
}

@Suite struct ReplicationTests {
  @Test("M7: a replica applies what its source logs, in order, and says how far it is")
  func aReplicaFollows() throws {
    let fixture = try ReplicationFixture(["a", "b", "c"])
    fixture.table()
    let base = fixture.base
    base.sql("a", "INSERT INTO test.t VALUES (1, 1), (2, 2)")
    base.sql("a", "UPDATE test.t SET n = 7 WHERE id = 1; DELETE FROM test.t WHERE id = 2")
    base.wait(1)
    #expect(base.sql("b", "SELECT * FROM test.t") == "1\t7\n")
    #expect(base.sql("c", "SELECT * FROM test.t") == "1\t7\n")
    #expect(base.status("b", "Replica_IO_Running") == "Yes")
    #expect(base.status("b", "Replica_SQL_Running") == "Yes")
    #expect(base.status("b", "Seconds_Behind_Source") == "0")
    #expect(base.status("b", "Source_Host") == "a")
    #expect(base.status("b", "Retrieved_Gtid_Set") == base.status("b", "Executed_Gtid_Set"))
    #expect(base.status("b", "Executed_Gtid_Set").hasSuffix(":1-5"))
    #expect(base.sql("a", "SHOW REPLICAS").split(separator: "\n").count == 2)
    #expect(base.sql("b", "SELECT @@gtid_executed") == base.sql("a", "SELECT @@gtid_executed"))
  }

  @Test("M10: SHOW REPLICA STATUS has the layout of the real one")
  func statusLayout() throws {
    let fixture = try ReplicationFixture(arguments: [])
    fixture.table()
    let text = fixture.base.run("mysql -h b -e 'SHOW REPLICA STATUS\\G'")
    let names = text.split(separator: "\n").map {
      String($0.prefix { $0 != ":" }.drop { $0 == " " })
    }
    #expect(names.count == 61)
    #expect(names[1...4] == ["Replica_IO_State", "Source_Host", "Source_User", "Source_Port"])
    #expect(
      names.suffix(3) == ["Source_public_key_path", "Get_Source_public_key", "Network_Namespace"])
    #expect(text.contains("             Replica_IO_State: Waiting for source to send event\n"))
    #expect(text.contains("        Relay_Source_Log_File: binlog.000002\n"))
    let old = fixture.base.run("mysql -h b -e 'SHOW SLAVE STATUS\\G'")
    #expect(old.contains("               Slave_IO_State: Waiting for source to send event\n"))
    #expect(old.contains("          Exec_Master_Log_Pos: "))
    #expect(old.contains("              Replicate_Do_DB: "))
    #expect(fixture.base.sql("a", "SHOW REPLICA STATUS") == "")
  }

  @Test("M9: a replica that is super_read_only refuses writes and still follows")
  func readOnlyReplicas() throws {
    let fixture = try ReplicationFixture()
    fixture.table()
    let base = fixture.base
    base.sql("b", "SET GLOBAL super_read_only = ON")
    #expect(
      base.sql("b", "INSERT INTO test.t VALUES (1, 1)")
        == "ERROR 1290 (HY000) at line 1: The MySQL server is running with the --super-read-only"
        + " option so it cannot execute this statement\n[1]\n")
    base.sql("a", "INSERT INTO test.t VALUES (1, 1)")
    base.wait(1)
    #expect(base.sql("b", "SELECT * FROM test.t") == "1\t1\n")
    // read_only alone lets root write, but nobody without the privilege.
    base.sql("b", "SET GLOBAL super_read_only = OFF; SET GLOBAL read_only = ON")
    base.sql("b", "SET sql_log_bin = 0; CREATE USER app; GRANT ALL ON test.* TO app")
    #expect(base.sql("b", "INSERT INTO test.t VALUES (5, 5)") == "")
    base.sql("a", "CREATE USER app; GRANT ALL ON test.* TO app")
    _ = base
    #expect(
      base.run("mysql -h b -u app -e 'INSERT INTO test.t VALUES (6, 6)'")
        .hasPrefix(
          "ERROR 1290 (HY000) at line 1: The MySQL server is running with the --read-only option"))
  }

  @Test("M9: an errant transaction is on the replica only, and the sets show it")
  func errantTransactions() throws {
    let fixture = try ReplicationFixture()
    fixture.table()
    let base = fixture.base
    base.sql("b", "INSERT INTO test.t VALUES (100, 1)")
    let source = base.sql("a", "SELECT @@gtid_executed").dropLast()
    let replica = base.sql("b", "SELECT @@gtid_executed").dropLast()
    let errant = base.sql("b", "SELECT GTID_SUBTRACT('\(replica)', '\(source)')")
    #expect(errant == base.sql("b", "SELECT CONCAT(@@server_uuid, ':1')"))
    // The same key from the source stops the applier: error 1062.
    base.sql("a", "INSERT INTO test.t VALUES (100, 2)")
    base.wait(1)
    #expect(base.status("b", "Replica_SQL_Running") == "No")
    #expect(base.status("b", "Last_SQL_Errno") == "1062")
    #expect(
      base.status("b", "Last_SQL_Error").hasPrefix(
        "Coordinator stopped because there were error(s) in the worker(s). The most recent failure being: Worker 1 failed executing transaction"
      ))
    #expect(
      base.log("b").contains {
        $0.contains(
          "Could not execute Write_rows event on table test.t; Duplicate entry '100' for key 't.PRIMARY', Error_code: MY-001062; handler error HA_ERR_FOUND_DUPP_KEY"
        )
      })
    #expect(base.status("b", "Seconds_Behind_Source") == "NULL")
    // The remedy: take the errant row away and go on.
    base.sql("b", "SET sql_log_bin = 0; DELETE FROM test.t WHERE id = 100; START REPLICA")
    base.wait(1)
    #expect(base.sql("b", "SELECT * FROM test.t") == "100\t2\n")
  }

  @Test("M7: reads on a replica are stale while it lags")
  func lag() throws {
    let fixture = try ReplicationFixture()
    fixture.table()
    let base = fixture.base
    base.sql(
      "b",
      "STOP REPLICA SQL_THREAD; CHANGE REPLICATION SOURCE TO SOURCE_DELAY=30; START REPLICA SQL_THREAD"
    )
    base.sql("a", "INSERT INTO test.t VALUES (1, 1)")
    base.wait(5)
    #expect(base.sql("b", "SELECT COUNT(*) FROM test.t") == "0\n")
    #expect(Int(base.status("b", "SQL_Remaining_Delay")) ?? 0 > 15)
    #expect(Int(base.status("b", "Seconds_Behind_Source")) ?? 0 > 5)
    base.wait(30)
    #expect(base.sql("b", "SELECT COUNT(*) FROM test.t") == "1\n")
    #expect(base.status("b", "Seconds_Behind_Source") == "0")
  }

  @Test("M6: a replica resumes where it was, after each kind of end")
  func aReplicaResumes() throws {
    let fixture = try ReplicationFixture()
    fixture.table()
    let base = fixture.base
    for (round, end) in ["kill", "stop", "crash"].enumerated() {
      base.sql("a", "INSERT INTO test.t VALUES (\(round * 10), 0)")
      base.wait(1)
      switch end {
      case "kill": base.kill("b")
      case "stop": base.stop("b")
      default:
        base.machines["b"]?.host.crash()
        base.machines["b"]?.host.start()
      }
      base.sql("a", "INSERT INTO test.t VALUES (\(round * 10 + 1), 0)")
      try base.start(
        "b", arguments: ReplicationFixture.gtid + ["--server-id=2", "--relay-log-recovery=ON"])
      #expect(
        base.sql("b", "SELECT COUNT(*) FROM test.t") == "\(round * 2 + 2)\n", "after \(end)")
    }
  }

  @Test("M6: a replica that comes back too late gets error 1236")
  func purgedLogs() throws {
    let fixture = try ReplicationFixture()
    fixture.table()
    let base = fixture.base
    base.stop("b")
    base.sql("a", "INSERT INTO test.t VALUES (1, 1); FLUSH LOGS; INSERT INTO test.t VALUES (2, 2)")
    base.sql("a", "PURGE BINARY LOGS TO 'binlog.000003'")
    try base.start("b", arguments: ReplicationFixture.gtid + ["--server-id=2"])
    #expect(base.status("b", "Replica_IO_Running") == "No")
    #expect(base.status("b", "Last_IO_Errno") == "13114")
    #expect(
      base.status("b", "Last_IO_Error").hasPrefix(
        "Got fatal error 1236 from source when reading data from binary log: 'Cannot replicate because the source purged required binary logs."
      ))
  }

  @Test("M4: by file and position, from the place that was noted")
  func filePositions() throws {
    let fixture = try ReplicationFixture(["a", "b"], arguments: [])
    fixture.table()
    let base = fixture.base
    base.sql("a", "INSERT INTO test.t VALUES (1, 1)")
    base.wait(1)
    #expect(base.sql("b", "SELECT * FROM test.t") == "1\t1\n")
    let place = base.sql("a", "SHOW MASTER STATUS").split(separator: "\t")
    #expect(base.status("b", "Exec_Source_Log_Pos") == String(place[1]))
    base.sql("b", "STOP REPLICA; RESET REPLICA ALL")
    base.sql("a", "INSERT INTO test.t VALUES (2, 2)")
    #expect(
      base.sql("b", "START REPLICA")
        == "ERROR 1200 (HY000) at line 1: The server is not configured as replica; fix in config file"
        + " or with CHANGE REPLICATION SOURCE TO\n[1]\n")
    base.sql(
      "b",
      "CHANGE MASTER TO MASTER_HOST='a', MASTER_USER='root', MASTER_LOG_FILE='\(place[0])', MASTER_LOG_POS=\(place[1]); START SLAVE"
    )
    base.wait(1)
    #expect(base.sql("b", "SELECT * FROM test.t") == "1\t1\n2\t2\n")
    #expect(
      base.sql("b", "CHANGE MASTER TO MASTER_LOG_POS=4").hasPrefix(
        "ERROR 3021 (HY000) at line 1: This operation cannot be performed with a running replica io thread; run STOP REPLICA IO_THREAD FOR CHANNEL '' first."
      ))
    base.sql(
      "b",
      "STOP REPLICA; CHANGE MASTER TO MASTER_LOG_FILE='binlog.000009', MASTER_LOG_POS=4; START REPLICA"
    )
    base.wait(1)
    #expect(
      base.status("b", "Last_IO_Error")
        == "Got fatal error 1236 from source when reading data from binary log: 'Could not find first log file name in binary log index file'"
    )
  }

  @Test func aReplicaTriesUntilItsSourceIsThere() throws {
    let fixture = try ReplicationFixture()
    fixture.table()
    let base = fixture.base
    base.kill("a")
    base.wait(12)
    #expect(base.status("b", "Replica_IO_Running") == "Connecting")
    #expect(base.status("b", "Last_IO_Errno") == "2003")
    #expect(
      base.status("b", "Last_IO_Error").hasPrefix(
        "Error connecting to source 'root@a:3306'. This was attempt"))
    try base.start("a", arguments: ReplicationFixture.gtid + ["--server-id=1"])
    base.sql("a", "INSERT INTO test.t VALUES (1, 1)")
    base.wait(6)
    #expect(base.sql("b", "SELECT * FROM test.t") == "1\t1\n")
    #expect(base.status("b", "Last_IO_Errno") == "0")
  }

  @Test func aCutNetworkDelaysAndLosesNothing() throws {
    let fixture = try ReplicationFixture()
    fixture.table()
    let base = fixture.base
    base.run("sim partition a / b")
    base.sql("a", "INSERT INTO test.t VALUES (1, 1)")
    base.wait(200)
    #expect(base.sql("b", "SELECT COUNT(*) FROM test.t") == "0\n")
    base.run("sim heal")
    base.wait(70)
    #expect(base.sql("b", "SELECT COUNT(*) FROM test.t") == "1\n")
  }

  @Test func replicasOfReplicasGetEverything() throws {
    let fixture = try ReplicationFixture(["a", "b", "c"])
    let base = fixture.base
    base.sql("c", "STOP REPLICA; CHANGE REPLICATION SOURCE TO SOURCE_HOST='b'; START REPLICA")
    fixture.table()
    base.sql("a", "INSERT INTO test.t VALUES (1, 1)")
    base.wait(1)
    #expect(base.status("c", "Source_Host") == "b")
    #expect(base.sql("c", "SELECT * FROM test.t") == "1\t1\n")
    #expect(base.sql("c", "SELECT @@gtid_executed") == base.sql("a", "SELECT @@gtid_executed"))
  }

  @Test func serversThatAreTheSameDoNotFollowEachOther() throws {
    let base = DatabaseFixture()
    try base.start("a", waits: false)
    try base.start("b")
    base.sql("b", "CHANGE REPLICATION SOURCE TO SOURCE_HOST='a', SOURCE_USER='root'; START REPLICA")
    base.wait(1)
    #expect(
      base.status("b", "Last_IO_Error").hasPrefix(
        "Fatal error: The replica I/O thread stops because source and replica have equal MySQL server ids"
      ))
  }

  @Test func aPasswordNeedsTheServersKey() throws {
    let fixture = try ReplicationFixture()
    let base = fixture.base
    base.sql(
      "a", "CREATE USER 'repl'@'%' IDENTIFIED BY 'pw'; GRANT REPLICATION SLAVE ON *.* TO 'repl'@'%'"
    )
    base.sql(
      "b",
      "STOP REPLICA; CHANGE REPLICATION SOURCE TO SOURCE_USER='repl', SOURCE_PASSWORD='pw'; START REPLICA"
    )
    base.wait(1)
    #expect(base.status("b", "Last_IO_Errno") == "2061")
    #expect(
      base.status("b", "Last_IO_Error").hasSuffix(
        "Authentication plugin 'caching_sha2_password' reported error: Authentication requires secure connection."
      ))
    base.sql(
      "b", "STOP REPLICA; CHANGE REPLICATION SOURCE TO GET_SOURCE_PUBLIC_KEY=1; START REPLICA")
    base.wait(1)
    #expect(base.status("b", "Replica_IO_Running") == "Yes")
  }

  @Test("M12: the most advanced replica is promoted, the others follow it")
  func promotion() throws {
    let fixture = try ReplicationFixture(["a", "b", "c"])
    fixture.table()
    let base = fixture.base
    base.sql("c", "STOP REPLICA IO_THREAD")
    base.sql("a", "INSERT INTO test.t VALUES (1, 1)")
    base.wait(1)
    base.kill("a")
    base.sql("b", "STOP REPLICA; RESET REPLICA ALL; SET GLOBAL read_only = OFF")
    base.sql("c", "STOP REPLICA; CHANGE REPLICATION SOURCE TO SOURCE_HOST='b'; START REPLICA")
    base.sql("b", "INSERT INTO test.t VALUES (2, 2)")
    base.wait(1)
    #expect(base.sql("c", "SELECT * FROM test.t") == "1\t1\n2\t2\n")
    // The old source comes back as a replica; it had nothing that the new one lacks.
    try base.start("a", arguments: ReplicationFixture.gtid + ["--server-id=1"])
    base.sql(
      "a",
      "CHANGE REPLICATION SOURCE TO SOURCE_HOST='b', SOURCE_USER='root', SOURCE_AUTO_POSITION=1; START REPLICA"
    )
    base.wait(1)
    #expect(base.sql("a", "SELECT * FROM test.t") == "1\t1\n2\t2\n")
  }
}

@Suite struct SemiSyncTests {
  static let arguments =
    ReplicationFixture.gtid + [
      "--plugin-load=rpl_semi_sync_source=semisync_source.so;rpl_semi_sync_replica=semisync_replica.so",
      "--rpl-semi-sync-source-enabled=1", "--rpl-semi-sync-replica-enabled=1",
    ]

  @Test("M8: a commit waits for a replica, and nobody sees its row before")
  func aCommitWaits() throws {
    let fixture = try ReplicationFixture(arguments: SemiSyncTests.arguments)
    fixture.table()
    let base = fixture.base
    #expect(
      base.sql("a", "SHOW STATUS LIKE 'Rpl_semi_sync_source_status'")
        == "Rpl_semi_sync_source_status\tON\n")
    base.run("sim partition a / b")
    base.run("mysql -h a -e 'INSERT INTO test.t VALUES (1, 1)' &")
    #expect(base.sql("a", "SELECT COUNT(*) FROM test.t") == "0\n")
    base.run("sim heal")
    base.wait(1)
    #expect(base.sql("a", "SELECT COUNT(*) FROM test.t") == "1\n")
    #expect(
      base.sql("a", "SHOW STATUS LIKE 'Rpl_semi_sync_source_no_tx'")
        == "Rpl_semi_sync_source_no_tx\t0\n")
  }

  @Test("M8: after the timeout the source goes on without replicas, silently")
  func theTimeout() throws {
    let fixture = try ReplicationFixture(arguments: SemiSyncTests.arguments)
    fixture.table()
    let base = fixture.base
    base.run("sim partition a / b")
    let start = base.world.now
    #expect(base.sql("a", "INSERT INTO test.t VALUES (1, 1)") == "")
    #expect((base.world.now - start).milliseconds >= 10_000)
    #expect(
      base.sql("a", "SHOW STATUS LIKE 'Rpl_semi_sync_source_status'")
        == "Rpl_semi_sync_source_status\tOFF\n")
    // A warning is all that its log says, for notes are not written unless somebody asks for them.
    // It is the session that waited which says so.
    let warning = base.log("a").last ?? ""
    #expect(warning.contains("Z 10 [Warning] [MY-011153] [Repl] Timeout waiting"), "\(warning)")
    #expect(
      !base.log("a").contains { $0.contains("[Note]") && !$0.contains("[Entrypoint]") })
    let second = base.world.now
    #expect(base.sql("a", "INSERT INTO test.t VALUES (2, 2)") == "")
    #expect((base.world.now - second).milliseconds < 3000)
    base.run("sim heal")
    base.wait(120)
    #expect(
      base.sql("a", "SHOW STATUS LIKE 'Rpl_semi_sync_source_status'")
        == "Rpl_semi_sync_source_status\tON\n")
    #expect(base.sql("b", "SELECT COUNT(*) FROM test.t") == "2\n")
  }
}
