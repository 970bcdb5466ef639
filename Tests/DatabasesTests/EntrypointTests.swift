import Simulation
import Testing

@testable import Databases

@Suite("The entrypoint of the image mysql") struct EntrypointTests {
  /// Lines of the log without their times.
  private func log(_ fixture: DatabaseFixture) -> [String] {
    fixture.log("db").map { line in
      line.hasPrefix("2026-") ? String(line.drop { $0 != " " }.dropFirst()) : line
    }
  }

  @Test func everyLineOfTheLogNamesTheThreadThatWroteIt() throws {
    let fixture = DatabaseFixture()
    try fixture.start(
      "db",
      environment: [
        "MYSQL_ROOT_PASSWORD": "secret", "MYSQL_DATABASE": "shop", "MYSQL_USER": "clerk",
        "MYSQL_PASSWORD": "tea",
      ])
    let lines = log(fixture)
    let numbered = lines.filter { $0.contains("[MY-") }
    #expect(numbered.count > 10)
    for line in numbered {
      let thread = line.prefix { $0 != " " }
      #expect(Int(thread) != nil, "\(line)")
    }
    #expect(lines.contains("1 [System] [MY-013576] [InnoDB] InnoDB initialization has started."))
    #expect(
      lines.contains {
        $0.hasPrefix("6 [Warning] [MY-010453] [Server] root@localhost is created with an empty")
      })
    // Time zones, root, database, user, rights, and then the one that ends it: from 8 on.
    #expect(
      lines.contains(
        "13 [System] [MY-013172] [Server] Received SHUTDOWN from user root. Shutting down mysqld"
          + " (Version: 8.0.36)."))
    fixture.stop("db")
    #expect(
      log(fixture).contains(
        "0 [System] [MY-013172] [Server] Received SHUTDOWN from user <via user signal>. Shutting"
          + " down mysqld (Version: 8.0.36)."))
  }

  @Test func itSaysWhatItDoesInTheOrderOfTheRealOne() throws {
    let fixture = DatabaseFixture()
    try fixture.start(
      "db", environment: ["MYSQL_ROOT_PASSWORD": "secret", "MYSQL_DATABASE": "shop"])
    let entrypoint = fixture.log("db").compactMap { line -> String? in
      guard let place = line.range(of: "[Entrypoint]: ") else {
        return line.hasPrefix("2026-") ? nil : line
      }
      return String(line[place.upperBound...])
    }
    #expect(
      entrypoint == [
        "Entrypoint script for MySQL Server 8.0.36-1.el8 started.",
        "Switching to dedicated user 'mysql'",
        "Entrypoint script for MySQL Server 8.0.36-1.el8 started.",
        "Initializing database files", "Database files initialized", "Starting temporary server",
        "Temporary server started.",
        "Warning: Unable to load '/usr/share/zoneinfo/iso3166.tab' as time zone. Skipping it.",
        "Warning: Unable to load '/usr/share/zoneinfo/leapseconds' as time zone. Skipping it.",
        "Warning: Unable to load '/usr/share/zoneinfo/tzdata.zi' as time zone. Skipping it.",
        "Warning: Unable to load '/usr/share/zoneinfo/zone.tab' as time zone. Skipping it.",
        "Warning: Unable to load '/usr/share/zoneinfo/zone1970.tab' as time zone. Skipping it.",
        "Creating database shop", "", "Stopping temporary server", "Temporary server stopped", "",
        "MySQL init process done. Ready for start up.", "",
      ])
    // The temporary server is reached by nobody.
    let ports = fixture.log("db").filter { $0.contains("ready for connections") }
      .map { $0.contains("port: 0 ") }
    #expect(ports == [true, false])
  }

  @Test(
    "The binary log has the number that is left when the entrypoint's own servers have theirs",
    arguments: [
      ("mysql:8.0", [], "binlog.000002"), ("mysql:8.0", ["--log-bin"], "db-bin.000003"),
      ("mysql:5.7", ["--log-bin", "--server-id=1"], "db-bin.000003"),
    ] as [(String, [String], String)])
  func binaryLogs(_ image: String, _ arguments: [String], _ name: String) throws {
    let fixture = DatabaseFixture()
    try fixture.start("db", image: image, arguments: arguments)
    let size = image == "mysql:5.7" ? 154 : 157
    #expect(fixture.sql("db", "SHOW MASTER STATUS") == "\(name)\t\(size)\t\t\t\n")
    // The first of three is that of --initialize: a beginning and an end.
    if name.hasSuffix("3") {
      let first = fixture.sql("db", "SHOW BINARY LOGS").split(separator: "\n").first ?? ""
      #expect(first.hasPrefix("db-bin.000001\t\(size + 23)"))
    }
  }

  private static let gtids = [
    "--log-bin", "--server-id=1", "--gtid-mode=ON", "--enforce-gtid-consistency=ON",
  ]

  @Test("Loading the time zones makes five transactions; root's accounts make none")
  func transactions() throws {
    let fixture = DatabaseFixture()
    try fixture.start(
      "db", arguments: EntrypointTests.gtids, environment: ["MYSQL_ALLOW_EMPTY_PASSWORD": "1"])
    #expect(fixture.sql("db", "SELECT @@gtid_executed").hasSuffix(":1-5\n"))
    #expect(
      fixture.sql("db", "SELECT COUNT(*) FROM mysql.time_zone_name WHERE Name = 'UTC'") == "1\n")
    let other = DatabaseFixture()
    try other.start(
      "db", arguments: EntrypointTests.gtids,
      environment: [
        "MYSQL_ALLOW_EMPTY_PASSWORD": "1", "MYSQL_INITDB_SKIP_TZINFO": "1", "MYSQL_DATABASE": "x",
      ])
    #expect(other.sql("db", "SELECT @@gtid_executed").hasSuffix(":1\n"))
    #expect(other.sql("db", "SELECT COUNT(*) FROM mysql.time_zone_name") == "0\n")
  }

  @Test func aTimeZoneFileIsReadAsItWasWritten() throws {
    let zone = try #require(TimeZoneFile(TimeZoneFile.universal("UTC")))
    #expect(TimeZoneFile.universal("UTC").utf8.count == 118)
    #expect(zone.kinds.map { $0.abbreviation } == ["UTC"])
    #expect(zone.kinds[0].offset == 0 && !zone.kinds[0].isSummer && zone.transitions.isEmpty)
    for length in 0..<54 {
      #expect(TimeZoneFile(String(TimeZoneFile.universal("UTC").prefix(length))) == nil)
    }
  }

  @Test(
    "A temporary server that does not let itself be stopped is not waited for",
    arguments: [
      (
        "REVOKE ALL PRIVILEGES ON *.* FROM 'root'@'localhost';",
        "mysqladmin: shutdown failed; error: 'Access denied; you need (at least one of) the SHUTDOWN"
          + " privilege(s) for this operation'"
      ),
      (
        "ALTER USER 'root'@'localhost' IDENTIFIED BY 'other';",
        "error: 'Access denied for user 'root'@'localhost' (using password: NO)'"
      ),
    ])
  func unstoppable(_ statement: String, _ complaint: String) throws {
    let fixture = DatabaseFixture()
    try fixture.start(
      "db", files: ["/docker-entrypoint-initdb.d/a.sql": statement], expectsStart: false)
    let lines = log(fixture)
    #expect(lines.contains(complaint))
    #expect(lines.last?.hasSuffix("[ERROR] [Entrypoint]: Unable to shut down server.") == true)
    guard case .exited(let record) = fixture.machines["db"]?.container?.state else {
      Issue.record("it still runs")
      return
    }
    #expect(record.status == 1)
  }

  @Test(
    "The tag says of which system the package is",
    arguments: [
      ("8.0", "8.0.36-1.el8"), ("8.0.36-oracle", "8.0.36-1.el8"),
      ("8.0-oraclelinux9", "8.0.36-1.el9"), ("8.0-debian", "8.0.36-1debian12"),
      ("8.0.30-bookworm", "8.0.30-1debian12"), ("8.0-bullseye", "8.0.36-1debian11"),
      ("5.7", "5.7.44-1.el7"), ("5.7-debian", "5.7.44-1debian10"), ("5.7-bookworm", nil),
      ("8.0-alpine", nil),
    ] as [(String, String?)])
  func packages(_ tag: String, _ package: String?) throws {
    let fixture = DatabaseFixture()
    guard case .pulled(let image) = fixture.world.images.pull("mysql:" + tag) else {
      #expect(package == nil)
      return
    }
    #expect(image.environment["MYSQL_VERSION"] == package)
  }

  @Test func itGreetsWithThePackageOfItsImage() throws {
    let fixture = DatabaseFixture()
    try fixture.start("db", image: "mysql:8.0-bookworm")
    #expect(
      log(fixture).first?.hasSuffix(
        "[Note] [Entrypoint]: Entrypoint script for MySQL Server 8.0.36-1debian12 started.") == true
    )
    #expect(fixture.sql("db", "SELECT VERSION()") == "8.0.36\n")
  }

  @Test("mysql_tzinfo_to_sql follows links, but not for ever, and passes over hidden names")
  func timeZonesBehindLinks() throws {
    let fixture = DatabaseFixture()
    try fixture.start("db")
    let container = try #require(fixture.machines["db"]?.container)
    let sink = TextSink(world: fixture.world)
    func run(_ command: String) throws -> [String] {
      fixture.world.renewBudgets()
      _ = try container.execute(
        ["bash", "-c", command], input: TextSource(world: fixture.world), output: sink,
        errorOutput: sink)
      fixture.wait(milliseconds: 10)
      return sink.take().split(separator: "\n").map { String($0) }
    }
    _ = try run("mkdir -p /z/deep /z/.hidden; cp /usr/share/zoneinfo/UTC /z/deep/UTC")
    _ = try run("cp /usr/share/zoneinfo/UTC /z/.hidden/UTC; ln -s deep /z/again; ln -s no /z/gone")
    func names(_ lines: [String]) -> [String] {
      lines.compactMap { line in
        guard line.hasPrefix("INSERT INTO time_zone_name") else { return nil }
        return String(line.split(separator: "'")[1])
      }
    }
    let found = try run("cd /z; mysql_tzinfo_to_sql .")
    #expect(names(found) == ["again/UTC", "deep/UTC"])
    #expect(!found.contains { $0.hasPrefix("Warning") })
    _ = try run("ln -s . /z/deep/loop")
    // The system follows forty links on one way.
    #expect(names(try run("mysql_tzinfo_to_sql /z/deep")).count == 41)
    _ = try run("ln -s . /z/deep/other")
    _ = try run("mysql_tzinfo_to_sql /z/deep > /dev/null")
    #expect(fixture.world.exceeded == .work)
  }

  @Test func anAccountThatWouldBeRootIsRefusedBeforeAnythingIsMade() throws {
    let fixture = DatabaseFixture()
    try fixture.start(
      "db", environment: ["MYSQL_ROOT_PASSWORD": "secret", "MYSQL_USER": "root"],
      expectsStart: false)
    #expect(!fixture.log("db").contains { $0.contains("Initializing") })
    #expect(fixture.log("db").contains { $0.contains("[ERROR] [Entrypoint]: MYSQL_USER=\"root\"") })
  }
}
