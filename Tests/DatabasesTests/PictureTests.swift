import Scenes
import Simulation
import Testing

@testable import Databases

@Suite struct DatabasePictureTests {
  @Test func serversShowTheirRowsLogsAndWhomTheyFollow() throws {
    let fixture = try ReplicationFixture()
    fixture.table()
    let base = fixture.base
    base.sql("b", "SET GLOBAL super_read_only = 1")
    base.sql("a", "INSERT INTO test.t VALUES (1, 10), (2, 20)")
    base.wait(1)
    var scene = base.session.scene()
    let source = try #require(scene.boxes.first { $0.id == "database/a" })
    #expect(source.badges == [SceneBadge("takes writes", .good)])
    #expect(source.details.contains("test.t: 2 rows"))
    #expect(source.details.contains("  1, 10"))
    #expect(source.details.first?.hasPrefix("log: binlog.000002 ") == true)
    let replica = try #require(scene.boxes.first { $0.id == "database/b" })
    #expect(replica.badges == [SceneBadge("up to date", .good), SceneBadge("read only")])
    #expect(
      scene.links == [
        SceneLink(from: "database/b", to: "database/a", kind: .follows, state: .good)
      ])
    base.kill("a")
    base.wait(2)
    scene = base.session.scene()
    #expect(
      scene.boxes.first { $0.id == "database/a" }?.badges == [SceneBadge("not running", .bad)])
    #expect(scene.links.first?.state == .bad)
  }

  @Test func aReplicaThatStoppedShowsItsError() throws {
    let fixture = try ReplicationFixture()
    fixture.table()
    let base = fixture.base
    base.sql("b", "INSERT INTO test.t VALUES (1, 1)")
    base.sql("a", "INSERT INTO test.t VALUES (1, 2)")
    base.wait(1)
    let box = base.session.scene().boxes.first { $0.id == "database/b" }
    #expect(box?.badges.first == SceneBadge("error 1062", .bad))
  }

  /// Who copies from whom is seen while it goes on, and for a moment longer: files of a small
  /// database are there at once.
  @Test func aTransferOfFilesIsSeen() throws {
    let fixture = DatabaseFixture()
    try fixture.start("a")
    try fixture.start("b")
    let system = DatabaseSystem.of(fixture.world)
    let receiver = try #require(fixture.server("b")).process!
    let sender = try #require(fixture.machines["a"]).host
    func clones() -> [SceneLink] {
      var scene = Scene(title: "")
      for host in [sender, receiver.host] {
        scene.boxes.append(
          SceneBox(
            id: "pod/" + host.name, kind: .pod, label: host.name, machine: host.nameAndAddress))
      }
      DatabasePicture(system, at: fixture.world.now).add(to: &scene)
      return scene.links.filter { $0.kind == .clones }
    }
    #expect(clones().isEmpty)
    system.noteTransfer(to: receiver, from: sender)
    fixture.wait(60)
    #expect(clones() == [SceneLink(from: "pod/b", to: "pod/a", kind: .clones)])
    fixture.kill("b")
    #expect(clones().isEmpty)
    system.noteTransfer(to: receiver, from: sender)
    fixture.wait(1)
    #expect(clones().count == 1)
    fixture.wait(2)
    #expect(clones().isEmpty)
  }

  @Test(
    "What ncat receives is drawn as a copy when it is a backup",
    arguments: [
      ("XBSTCK01 1 1\\nab", true), ("hello", false),
    ])
  func onlyBackupsAreCopies(_ text: String, _ isCopy: Bool) throws {
    let fixture = DatabaseFixture()
    func run(_ name: String, _ command: String) throws {
      let image = "gcr.io/google-samples/xtrabackup:1.0"
      guard case .pulled(let pulled) = fixture.world.images.pull(image) else {
        throw DatabaseFixture.NotFound()
      }
      let container = Container(
        world: fixture.world, name: name, image: pulled, host: fixture.machine(name).host,
        command: ["bash", "-c", command])
      try container.start()
      fixture.wait(milliseconds: 100)
    }
    _ = fixture.machine("b")
    try run("a", "ncat --listen 3307 -c \"printf '\(text)'\"")
    try run("b", "ncat --recv-only a 3307")
    let copies = DatabaseSystem.of(fixture.world).clones(at: fixture.world.now)
    #expect(copies.map { $0.receiver.name } == (isCopy ? ["b"] : []))
  }

  @Test func statementsOfOtherMachinesAreTold() throws {
    let fixture = DatabaseFixture()
    try fixture.start("a")
    func told(_ statement: String) -> [String] {
      fixture.session.run("mysql -h a -e '\(statement)'").messages.map {
        "\($0.from.prefix { $0 != " " }) to \($0.to.prefix { $0 != " " }): \($0.question): \($0.answer)"
          + ($0.isFailure ? "!" : "")
      }
    }
    #expect(told("CREATE DATABASE d") == ["laptop to a: CREATE DATABASE d: OK, 1 row changed"])
    #expect(told("SELECT   1") == ["laptop to a: SELECT 1: 1 row"])
    #expect(told("SELECT * FROM d.t") == ["laptop to a: SELECT * FROM d.t: ERROR 1146!"])
    let long = told("SELECT 1 AS a_name_that_is_much_longer_than_a_picture_has_room_for")
    #expect(long == ["laptop to a: SELECT 1 AS a_name_that_is_much_longer_than_a_…: 1 row"])
  }

  @Test(arguments: [
    ("CREATE USER clerk IDENTIFIED BY 'tea'", "CREATE USER clerk IDENTIFIED BY <secret>"),
    ("create user a\n  identified  by 'tea'", "create user a identified by <secret>"),
    (
      "ALTER USER a IDENTIFIED WITH mysql_native_password BY 'tea'",
      "ALTER USER a IDENTIFIED WITH mysql_native_pass…"
    ),
    ("ALTER USER a IDENTIFIED WITH sha BY 'tea'", "ALTER USER a IDENTIFIED WITH sha BY <secret>"),
    ("ALTER USER a IDENTIFIED WITH sha BY'tea'", "ALTER USER a IDENTIFIED WITH sha BY <secret>"),
    (
      "START REPLICA USER = 'a' PASSWORD = 'tea'", "START REPLICA USER = 'a' PASSWORD = <secret>"
    ),
    ("SET PASSWORD FOR a = 'tea'", "SET PASSWORD FOR a = <secret>"),
    ("CHANGE MASTER TO MASTER_PASSWORD='tea'", "CHANGE MASTER TO MASTER_PASSWORD = <secret>"),
    (
      "CHANGE REPLICATION SOURCE TO SOURCE_PASSWORD = 'tea', SOURCE_HOST = 'a'",
      "CHANGE REPLICATION SOURCE TO SOURCE_PASSWORD = <secret>"
    ),
    ("SELECT identified, password FROM t", "SELECT identified, password FROM t"),
    (
      "SELECT 'äääääääääääääääääääääääääääääääääääää'",
      "SELECT 'äääääääääääääääääää…"
    ),
  ])
  func passwordsAreInNoPicture(_ statement: String, _ shown: String) {
    #expect(StatementGlimpse.text(statement) == shown)
  }
}
