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
}
