import Simulation
import Testing

@testable import Databases

@Suite struct ServerTests {
  private func started() throws -> DatabaseFixture {
    let fixture = DatabaseFixture()
    try fixture.start("db")
    return fixture
  }

  @Test func aNewServerIsInitializedAndAnswers() throws {
    let fixture = try started()
    #expect(
      fixture.run("mysql -h db -e 'SELECT VERSION(), @@hostname, @@server_id'") == """
        VERSION()\t@@hostname\t@@server_id
        8.0.36\tdb\t1

        """)
    #expect(fixture.run("mysqladmin -h db ping") == "mysqld is alive\n")
    #expect(
      fixture.sql("db", "SHOW DATABASES") == "information_schema\nmysql\nperformance_schema\nsys\n")
    let log = fixture.log("db")
    #expect(log.contains { $0.hasSuffix("[Note] [Entrypoint]: Initializing database files") })
    #expect(log.contains { $0.hasSuffix("MySQL init process done. Ready for start up.") })
    #expect(log.last?.contains("ready for connections. Version: '8.0.36'") == true)
  }

  @Test func rowsGoThereAndBack() throws {
    let fixture = try started()
    #expect(
      fixture.sql(
        "db",
        "CREATE DATABASE test; CREATE TABLE test.t (id INT PRIMARY KEY, name VARCHAR(20)); INSERT INTO test.t VALUES (1, 'hello'), (2, NULL)"
      ) == "")
    #expect(
      fixture.run("mysql -h db -t -e 'SELECT * FROM test.t'") == """
        +----+-------+
        | id | name  |
        +----+-------+
        |  1 | hello |
        |  2 | NULL  |
        +----+-------+

        """)
    #expect(
      fixture.run("mysql -h db -E -e 'SELECT * FROM test.t WHERE id = 1'") == """
        *************************** 1. row ***************************
          id: 1
        name: hello

        """)
    #expect(
      fixture.run("mysql -h db -e 'SELECT * FROM test.x'")
        == "ERROR 1146 (42S02) at line 1: Table 'test.x' doesn't exist\n[1]\n")
    #expect(fixture.run("echo 'SELECT COUNT(*) FROM t' | mysql -h db test") == "COUNT(*)\n2\n")
  }

  @Test("SIGTERM and SIGQUIT shut it down", arguments: [Signal.terminate, .quit])
  func signals(_ signal: Signal) throws {
    let fixture = try started()
    fixture.machines["db"]?.container?.send(signal)
    fixture.wait(5)
    #expect(fixture.log("db").last?.includes("Shutdown complete") == true)
    #expect(fixture.machines["db"]?.container?.isRunning == false)
  }

  @Test func theFirstClientHasTheNumberThatTheServersOwnThreadsLeave() throws {
    for (image, number) in [("mysql:8.0", "8\n"), ("mysql:5.7", "2\n")] {
      let fixture = DatabaseFixture()
      try fixture.start("db", image: image)
      #expect(fixture.sql("db", "SELECT CONNECTION_ID()") == number)
    }
  }

  @Test func threadsOfOthersAreForThoseWithPROCESS() throws {
    let fixture = try started()
    fixture.sql("db", "CREATE USER clerk; CREATE USER boss; GRANT PROCESS ON *.* TO boss")
    func users(_ name: String) -> [String] {
      fixture.run(
        "mysql -h db -u clerk -e 'SELECT SLEEP(3)' > /dev/null & mysql -h db -e 'SELECT SLEEP(3)'"
          + " > /dev/null & sleep 1; mysql -h db -u \(name) -N -e 'SHOW PROCESSLIST' | cut -f 2;"
          + " wait"
      ).split(separator: "\n").map { String($0) }.sorted()
    }
    #expect(users("clerk") == ["clerk", "clerk"])
    #expect(users("boss") == ["boss", "clerk", "event_scheduler", "root"])
  }

  @Test func clientsThatCannotConnectSayWhy() throws {
    let fixture = try started()
    #expect(
      fixture.run("mysql -e 'SELECT 1'")
        == "ERROR 2002 (HY000): Can't connect to local MySQL server through socket '/var/run/mysqld/mysqld.sock' (2)\n[1]\n"
    )
    #expect(
      fixture.run("mysql -h nosuch -e 'SELECT 1'")
        == "ERROR 2005 (HY000): Unknown MySQL server host 'nosuch' (-2)\n[1]\n")
    #expect(
      fixture.run("mysql -h db -P 3310 -e 'SELECT 1'")
        == "ERROR 2003 (HY000): Can't connect to MySQL server on 'db:3310' (111)\n[1]\n")
    #expect(
      fixture.run("mysql -h db -u nobody -e 'SELECT 1'")
        == "ERROR 1045 (28000): Access denied for user 'nobody'@'192.168.49.1' (using password: NO)\n[1]\n"
    )
    #expect(
      fixture.run("mysql -h db nosuch -e 'SELECT 1'")
        == "ERROR 1049 (42000): Unknown database 'nosuch'\n[1]\n")
    fixture.kill("db")
    #expect(
      fixture.run("mysql -h db -e 'SELECT 1'")
        == "ERROR 2003 (HY000): Can't connect to MySQL server on 'db:3306' (111)\n[1]\n")
  }

  @Test("Version 5.7 does not know whether the database or the table is missing")
  func unknownDatabases() throws {
    let fixture = DatabaseFixture()
    try fixture.start("db", image: "mysql:5.7")
    #expect(
      fixture.run("mysql -h db -e 'SELECT * FROM nodb.t'")
        == "ERROR 1146 (42S02) at line 1: Table 'nodb.t' doesn't exist\n[1]\n")
    #expect(
      fixture.run("mysql -h db nodb -e 'SELECT 1'")
        == "ERROR 1049 (42000): Unknown database 'nodb'\n[1]\n")
  }

  @Test func theEnvironmentMakesAccountsAndADatabase() throws {
    let fixture = DatabaseFixture()
    try fixture.start(
      "db",
      environment: [
        "MYSQL_ROOT_PASSWORD": "secret", "MYSQL_DATABASE": "shop", "MYSQL_USER": "app",
        "MYSQL_PASSWORD": "pw",
      ])
    #expect(
      fixture.run("mysql -h db -u app -ppw shop -e 'CREATE TABLE t (id INT); SHOW TABLES'")
        == "mysql: [Warning] Using a password on the command line interface can be insecure.\nTables_in_shop\nt\n"
    )
    #expect(
      fixture.run("MYSQL_PWD=pw mysql -h db -u app -e 'SELECT * FROM mysql.user'")
        == "ERROR 1142 (42000) at line 1: SELECT command denied to user 'app'@'192.168.49.1' for table 'user'\n[1]\n"
    )
    #expect(
      fixture.run("mysql -h db -e 'SELECT 1'")
        == "ERROR 1045 (28000): Access denied for user 'root'@'192.168.49.1' (using password: NO)\n[1]\n"
    )
    #expect(fixture.run("MYSQL_PWD=secret mysql -h db -N -e 'SELECT CURRENT_USER()'") == "root@%\n")
  }

  @Test func withoutAPasswordOptionTheImageRefusesToStart() throws {
    let fixture = DatabaseFixture()
    try fixture.start("db", environment: [:], expectsStart: false)
    #expect(
      fixture.log("db").contains {
        $0.hasSuffix("Database is uninitialized and password option is not specified")
      })
    #expect(fixture.machines["db"]?.container?.isRunning == false)
  }

  @Test func aStatementThatWaitsForALockGetsItOrGivesUp() throws {
    let fixture = try started()
    fixture.sql(
      "db",
      "CREATE DATABASE test; CREATE TABLE test.t (id INT PRIMARY KEY, n INT); INSERT INTO test.t VALUES (1, 0)"
    )
    fixture.run(
      "mysql -h db test -e 'BEGIN; UPDATE t SET n = n + 1; SELECT SLEEP(5); COMMIT' > /dev/null &")
    #expect(fixture.sql("db", "UPDATE test.t SET n = n + 10") == "")
    #expect(fixture.sql("db", "SELECT n FROM test.t") == "11\n")
    fixture.run(
      "mysql -h db test -e 'BEGIN; UPDATE t SET n = 0; SELECT SLEEP(100); COMMIT' > /dev/null &")
    let start = fixture.world.now
    #expect(
      fixture.sql("db", "UPDATE test.t SET n = 1")
        == "ERROR 1205 (HY000) at line 1: Lock wait timeout exceeded; try restarting transaction\n[1]\n"
    )
    #expect((fixture.world.now - start).seconds >= 50)
  }

  @Test func dataOutlivesTheProcessAndTheMachine() throws {
    let fixture = try started()
    fixture.sql(
      "db",
      "CREATE DATABASE test; CREATE TABLE test.t (id INT PRIMARY KEY AUTO_INCREMENT, n INT); INSERT INTO test.t (n) VALUES (1), (2)"
    )
    fixture.sql("db", "UPDATE test.t SET n = 5 WHERE id = 1; DELETE FROM test.t WHERE id = 2")
    fixture.kill("db")
    try fixture.start("db")
    #expect(fixture.sql("db", "SELECT * FROM test.t") == "1\t5\n")
    fixture.sql("db", "INSERT INTO test.t (n) VALUES (3)")
    #expect(fixture.sql("db", "SELECT * FROM test.t") == "1\t5\n3\t3\n")
    fixture.machines["db"]?.host.crash()
    fixture.wait(1)
    fixture.machines["db"]?.host.start()
    try fixture.start("db")
    #expect(fixture.sql("db", "SELECT * FROM test.t") == "1\t5\n3\t3\n")
    fixture.stop("db")
    #expect(fixture.log("db").last?.contains("Shutdown complete") == true)
    try fixture.start("db")
    #expect(fixture.sql("db", "SELECT * FROM test.t") == "1\t5\n3\t3\n")
    #expect(!fixture.log("db").contains { $0.contains("crash recovery") })
  }

  @Test func accountsSurviveACrash() throws {
    let fixture = DatabaseFixture()
    try fixture.start("db")
    fixture.sql(
      "db", "CREATE USER 'repl'@'%' IDENTIFIED BY 'secret'; CREATE USER old; DROP USER old")
    fixture.kill("db")
    try fixture.start("db")
    #expect(fixture.sql("db", "SELECT user FROM mysql.user WHERE user <> 'root'") == "repl\n")
    #expect(
      fixture.session.run("mysql -h db -urepl -psecret -N -e 'SELECT 1' 2> warnings").output
        == "1\n")
  }

  @Test func whatIsNotFlushedIsLostWithThePower() throws {
    let fixture = DatabaseFixture()
    try fixture.start(
      "db", arguments: ["--innodb-flush-log-at-trx-commit=2", "--sync-binlog=0"])
    fixture.sql("db", "CREATE DATABASE test; CREATE TABLE test.t (id INT PRIMARY KEY)")
    fixture.wait(40)
    fixture.sql("db", "INSERT INTO test.t VALUES (1)")
    fixture.wait(3)
    // The laptop's client needs a moment; the redo log is written through each second.
    let command = fixture.session.run("mysql -h db -e 'INSERT INTO test.t VALUES (2)'")
    #expect(command.exitStatus == 0)
    fixture.machines["db"]?.host.crash()
    fixture.machines["db"]?.host.start()
    try fixture.start("db")
    #expect(fixture.sql("db", "SELECT * FROM test.t") == "1\n")
    // A crash of the process alone loses nothing.
    fixture.session.run("mysql -h db -e 'INSERT INTO test.t VALUES (3)'")
    fixture.kill("db")
    try fixture.start("db")
    #expect(fixture.sql("db", "SELECT * FROM test.t") == "1\n3\n")
  }

  @Test func withSettingZeroACrashOfTheProcessLosesTheLastSecond() throws {
    let fixture = DatabaseFixture()
    try fixture.start("db", arguments: ["--innodb-flush-log-at-trx-commit=0", "--skip-log-bin"])
    fixture.sql(
      "db",
      "CREATE DATABASE test; CREATE TABLE test.t (id INT PRIMARY KEY); INSERT INTO test.t VALUES (1)"
    )
    fixture.wait(3)
    fixture.session.run("mysql -h db -e 'INSERT INTO test.t VALUES (2)'")
    fixture.kill("db")
    try fixture.start("db")
    #expect(fixture.sql("db", "SELECT * FROM test.t") == "1\n")
  }

  @Test func aFullDiskFailsTheStatementAndKeepsTheServer() throws {
    let fixture = DatabaseFixture()
    fixture.machine("db", capacity: 40_000)
    try fixture.start("db", arguments: ["--skip-log-bin"])
    fixture.sql(
      "db", "CREATE DATABASE test; CREATE TABLE test.t (id INT PRIMARY KEY AUTO_INCREMENT, s TEXT)")
    let result = fixture.sql("db", "INSERT INTO test.t (s) VALUES (REPEAT('x', 50000))")
    #expect(result == "ERROR 1114 (HY000) at line 1: The table 't' is full\n[1]\n")
    #expect(fixture.sql("db", "SELECT COUNT(*) FROM test.t") == "0\n")
    #expect(fixture.sql("db", "INSERT INTO test.t (s) VALUES ('x')") == "")
  }

  @Test func theBinaryLogHasTheRealSizes() throws {
    let fixture = try started()
    #expect(
      fixture.run("mysql -h db -t -e 'SHOW MASTER STATUS'") == """
        +---------------+----------+--------------+------------------+-------------------+
        | File          | Position | Binlog_Do_DB | Binlog_Ignore_DB | Executed_Gtid_Set |
        +---------------+----------+--------------+------------------+-------------------+
        | binlog.000002 |      157 |              |                  |                   |
        +---------------+----------+--------------+------------------+-------------------+

        """)
    fixture.sql("db", "CREATE DATABASE test; CREATE TABLE test.t (id INT PRIMARY KEY)")
    fixture.sql("db", "INSERT INTO test.t VALUES (1)")
    #expect(
      fixture.run("mysql -h db -t -e \"SHOW BINLOG EVENTS IN 'binlog.000002'\"") == """
        +---------------+-----+----------------+-----------+-------------+------------------------------------------------------+
        | Log_name      | Pos | Event_type     | Server_id | End_log_pos | Info                                                 |
        +---------------+-----+----------------+-----------+-------------+------------------------------------------------------+
        | binlog.000002 |   4 | Format_desc    |         1 |         126 | Server ver: 8.0.36, Binlog ver: 4                    |
        | binlog.000002 | 126 | Previous_gtids |         1 |         157 |                                                      |
        | binlog.000002 | 157 | Anonymous_Gtid |         1 |         236 | SET @@SESSION.GTID_NEXT= 'ANONYMOUS'                 |
        | binlog.000002 | 236 | Query          |         1 |         340 | CREATE DATABASE test /* xid=6 */                     |
        | binlog.000002 | 340 | Anonymous_Gtid |         1 |         419 | SET @@SESSION.GTID_NEXT= 'ANONYMOUS'                 |
        | binlog.000002 | 419 | Query          |         1 |         543 | CREATE TABLE test.t (id INT PRIMARY KEY) /* xid=7 */ |
        | binlog.000002 | 543 | Anonymous_Gtid |         1 |         622 | SET @@SESSION.GTID_NEXT= 'ANONYMOUS'                 |
        | binlog.000002 | 622 | Query          |         1 |         697 | BEGIN                                                |
        | binlog.000002 | 697 | Table_map      |         1 |         744 | table_id: 91 (test.t)                                |
        | binlog.000002 | 744 | Write_rows     |         1 |         784 | table_id: 91 flags: STMT_END_F                       |
        | binlog.000002 | 784 | Xid            |         1 |         815 | COMMIT /* xid=8 */                                   |
        +---------------+-----+----------------+-----------+-------------+------------------------------------------------------+

        """)
    let position = Int64(fixture.sql("db", "SHOW MASTER STATUS").split(separator: "\t")[1])
    #expect(
      position
        == fixture.machines["db"].flatMap { machine in
          (try? FileSystem(root: machine.volume).read("/binlog.000002")).map {
            Int64($0.utf8.count)
          }
        })
    fixture.sql("db", "FLUSH LOGS")
    #expect(fixture.sql("db", "SHOW BINARY LOGS").split(separator: "\n").count == 3)
    fixture.sql("db", "PURGE BINARY LOGS TO 'binlog.000003'")
    #expect(fixture.sql("db", "SHOW BINARY LOGS") == "binlog.000003\t157\tNo\n")
  }

  @Test func variablesAreReadAndSet() throws {
    let fixture = try started()
    #expect(
      fixture.sql("db", "SHOW VARIABLES LIKE 'read_only'; SELECT @@read_only")
        == "read_only\tOFF\n0\n")
    #expect(
      fixture.sql("db", "SET GLOBAL super_read_only = ON; SELECT @@read_only, @@super_read_only")
        == "1\t1\n")
    #expect(
      fixture.sql("db", "CREATE DATABASE x")
        == "ERROR 1290 (HY000) at line 1: The MySQL server is running with the --super-read-only option so it cannot execute this statement\n[1]\n"
    )
    #expect(
      fixture.sql("db", "SET read_only = 1")
        == "ERROR 1229 (HY000) at line 1: Variable 'read_only' is a GLOBAL variable and should be set with SET GLOBAL\n[1]\n"
    )
    #expect(
      fixture.sql("db", "SET GLOBAL hostname = 'x'")
        == "ERROR 1238 (HY000) at line 1: Variable 'hostname' is a read only variable\n[1]\n")
    #expect(
      fixture.sql("db", "SET GLOBAL nosuch = 1")
        == "ERROR 1193 (HY000) at line 1: Unknown system variable 'nosuch'\n[1]\n")
    #expect(
      fixture.sql("db", "SET GLOBAL read_only = maybe")
        == "ERROR 1231 (42000) at line 1: Variable 'read_only' can't be set to the value of 'maybe'\n[1]\n"
    )
    fixture.sql("db", "SET PERSIST max_connections = 77; SET GLOBAL sync_binlog = 5")
    fixture.kill("db")
    try fixture.start("db")
    #expect(
      fixture.sql("db", "SELECT @@max_connections, @@sync_binlog, @@read_only") == "77\t1\t0\n")
  }
}
