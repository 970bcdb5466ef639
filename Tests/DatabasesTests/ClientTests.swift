import SQL
import Simulation
import Testing

@testable import Databases

@Suite struct ClientTests {
  @Test(arguments: [
    ("mysql:8.0", "mysql  Ver 8.0.36 for Linux on x86_64 (MySQL Community Server - GPL)"),
    ("mysql:5.7", "mysql  Ver 14.14 Distrib 5.7.44, for Linux (x86_64) using  EditLine wrapper"),
  ])
  func theClientHasTheVersionOfItsImage(_ image: String, _ line: String) throws {
    let fixture = DatabaseFixture()
    try fixture.start("db", image: image)
    let sink = TextSink(world: fixture.world)
    _ = try fixture.machines["db"]?.container?.execute(
      ["mysql", "--version"], input: TextSource(world: fixture.world), output: sink,
      errorOutput: sink)
    fixture.wait(1)
    #expect(sink.text == line + "\n")
  }

  private func started() throws -> DatabaseFixture {
    let fixture = DatabaseFixture()
    try fixture.start("db")
    fixture.sql("db", "CREATE DATABASE test; CREATE TABLE test.t (id INT PRIMARY KEY, s TEXT)")
    return fixture
  }

  @Test func inputIsTakenApartAtDelimitersOutsideOfQuotes() {
    var splitter = StatementSplitter()
    let text = """
      SELECT 'a;b', "c;d" -- not; here
      ;
      # a comment;
      SELECT `x;y` /* no; */ FROM t\\G
      use test
      delimiter //
      SELECT 1; SELECT 2 //
      delimiter ;
      SELECT 'it''s;', 'a\\'b;'; SELECT 3
      """
    let pieces = splitter.pieces(text)
    #expect(
      pieces.map { $0.text } == [
        "SELECT 'a;b', \"c;d\"", "SELECT `x;y`  FROM t", "use test", "SELECT 1; SELECT 2",
        "SELECT 'it''s;', 'a\\'b;'", "SELECT 3",
      ])
    #expect(pieces.map { $0.line } == [1, 4, 5, 7, 9, 9])
    #expect(pieces.map { $0.end } == [.plain, .vertical, .plain, .plain, .plain, .plain])
  }

  @Test func aMistakeEndsTheInputUnlessForced() throws {
    let fixture = try started()
    let input = "SELECT 1;\\nSELEC 2;\\nSELECT 3;"
    #expect(
      fixture.run("printf '\(input)' | mysql -h db -N 2> err; cat err") == """
        1
        ERROR 1064 (42000) at line 2: You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near 'SELEC 2' at line 1

        """)
    #expect(fixture.run("printf '\(input)' | mysql -h db -N -f 2> /dev/null") == "1\n3\n[1]\n")
  }

  @Test func batchOutputIsEscapedUnlessRaw() throws {
    let fixture = try started()
    fixture.sql("db", "INSERT INTO test.t VALUES (1, 'a\\tb\\nc\\\\d')")
    #expect(fixture.sql("db", "SELECT s FROM test.t") == "a\\tb\\nc\\\\d\n")
    #expect(fixture.run("mysql -h db -N -r -e 'SELECT s FROM test.t'") == "a\tb\nc\\d\n")
  }

  @Test func unknownOptionsAreRefused() throws {
    let fixture = try started()
    #expect(
      fixture.run("mysql --nosuch") == "mysql: [ERROR] unknown option '--nosuch'.\n[2]\n")
    #expect(
      fixture.run("mysqladmin -h db nosuch") == "mysqladmin: Unknown command: 'nosuch'\n[1]\n")
    #expect(
      fixture.run("mysqldump -h db --nosuch x").hasPrefix("mysqldump: [ERROR] unknown option"))
  }

  @Test func whatIsNotSimulatedIsNoUnknownOption() throws {
    let fixture = try started()
    for option in ["--html", "-H", "--xml", "-X", "--tee=x", "--pager", "-U"] {
      let name = option.split(separator: "=")[0]
      #expect(
        fixture.run("mysql -h db \(option) -e 'SELECT 1'")
          == "mysql: the option \(name) is not supported here\n[1]\n")
    }
    #expect(
      fixture.run("mysql -h db -e '\\! ls'")
        == "ERROR at line 1: the command '\\!' of the client is not supported here\n[1]\n")
    #expect(
      fixture.run("echo 'pager less' | mysql -h db")
        == "ERROR at line 1: the command 'pager' of the client is not supported here\n[1]\n")
  }

  @Test(arguments: ["status", "status;", "\\s"])
  func statusTellsAboutTheConnection(_ command: String) throws {
    let fixture = try started()
    let text = fixture.run("mysql -h db test -e '\(command)'")
    let lines = text.split(separator: "\n").map { String($0) }
    #expect(lines.first == "--------------")
    #expect(lines.last == "--------------")
    for line in [
      "mysql  Ver 8.0.36 for Linux on x86_64 (MySQL Community Server - GPL)",
      "Current database:\ttest", "Server version:\t\t8.0.36 MySQL Community Server - GPL",
      "Protocol version:\t10", "Connection:\t\tdb via TCP/IP", "Server characterset:\tutf8mb4",
      "TCP port:\t\t3306", "Using delimiter:\t;",
    ] {
      #expect(lines.contains(line), "\(line) in \(text)")
    }
    #expect(lines.contains { $0.hasPrefix("Threads: ") })
  }

  @Test(arguments: [
    ("-v", "n\n1\n", ""), ("-vv", "n\n1\n1 row in set\n\n", "Bye\n"),
    ("-v -v -v", "+---+\n| n |\n+---+\n| 1 |\n+---+\n1 row in set (0.00 sec)\n\n", "Bye\n"),
    ("-vvv", "+---+\n| n |\n+---+\n| 1 |\n+---+\n1 row in set (0.00 sec)\n\n", "Bye\n"),
  ])
  func verbosityAddsUp(_ option: String, _ result: String, _ end: String) throws {
    let fixture = try started()
    let line = "--------------\n"
    #expect(
      fixture.run("echo 'SELECT 1 AS n' | mysql -h db \(option)")
        == line + "SELECT 1 AS n\n" + line + "\n" + result + end)
  }

  @Test func twoLettersTellWhatAStatementChanged() throws {
    let fixture = try started()
    #expect(
      fixture.run("mysql -h db -vv test -e 'INSERT INTO t VALUES (1, NULL)'")
        .hasSuffix("\nQuery OK, 1 row affected\n\nBye\n"))
    #expect(
      fixture.run("mysql -h db -vv test -e 'SELECT * FROM t WHERE id = 9'")
        .hasSuffix("\nEmpty set\n\nBye\n"))
  }

  @Test func aDumpMakesTheSameAgain() throws {
    let fixture = try started()
    fixture.sql("db", "INSERT INTO test.t VALUES (1, 'it''s'), (2, NULL), (3, 'a\\nb')")
    #expect(fixture.run("mysqldump -h db test > dump.sql") == "")
    fixture.sql("db", "CREATE DATABASE copy")
    #expect(fixture.run("mysql -h db copy < dump.sql") == "")
    #expect(fixture.sql("db", "SELECT * FROM copy.t") == fixture.sql("db", "SELECT * FROM test.t"))
    #expect(
      fixture.run("mysqldump -h db nosuch").contains(
        "mysqldump: Got error: 1049: Unknown database 'nosuch' when selecting the database\n"))
  }

  @Test func mysqladminTellsAndShutsDown() throws {
    let fixture = try started()
    #expect(fixture.run("mysqladmin -h db status").hasPrefix("Uptime: "))
    #expect(fixture.run("mysqladmin -h db shutdown") == "")
    fixture.wait(3)
    #expect(fixture.machines["db"]?.container?.isRunning == false)
    #expect(
      fixture.run("mysqladmin -h db ping") == """
        mysqladmin: connect to server at 'db' failed
        error: 'Can't connect to MySQL server on 'db:3306' (111)'
        Check that mysqld is running on db and that the port is 3306.
        You can check this by doing 'telnet db 3306'
        [1]

        """)
  }

  /// Whatever somebody sends to the port: the server goes on.
  @Test func hostileMessagesDoNotStopTheServer() throws {
    let fixture = try started()
    let pieces = [
      "login", "query", "dump", "ping", "acknowledge", "quit", "\n", "5:hello", "-:", "-5:", "0:",
      "99999999999999999999:x", "3:abc", ":", "SELECT", "\u{0}", "é", "1:1", "4:root", "0:0:0:0:",
    ]
    var state: UInt64 = 7
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    let space = fixture.session.registrations.laptop
    for _ in 0..<300 {
      let process = space.start(
        IdleProgram(),
        Launch(
          arguments: ["x"], input: TextSource(world: fixture.world), output: NullSink(),
          errorOutput: NullSink()))
      process.connect(to: "10.0.0.1", port: 3306) { result in
        guard case .connected(let socket) = result else { return }
        if next(2) == 0 {
          socket.send(Packet(.login, ["root", "", "", "x", ""]).text)
        }
        for _ in 0..<3 {
          socket.send((0..<(1 + next(6))).map { _ in pieces[next(pieces.count)] }.joined())
        }
      }
      fixture.wait(milliseconds: 10)
      process.send(.kill)
    }
    #expect(fixture.run("mysqladmin -h db ping") == "mysqld is alive\n")
  }

  @Test func packetsSurviveTheWire() {
    let packet = Packet(.rows, ["a:b", nil, "", "é\n12:", "-:"])
    let copy = Packet(packet.text)
    #expect(copy?.kind == .rows)
    #expect(copy?.fields == packet.fields)
    #expect(Packet("nonsense") == nil)
    #expect(Packet("query\n5:abc") == nil)
  }
}

/// Does nothing.
final class IdleProgram: Program {
  func start(_ process: Process) {}
}
