import Simulation
import Testing

@testable import Databases

/// What somebody sees who looks into the data folder of a server that runs.
@Suite struct DataFolderTests {
  private func names(_ fixture: DatabaseFixture, _ path: String) -> [String] {
    guard let files = fixture.machines["db"]?.container?.fileSystem else { return [] }
    do throws(FileError) { return try files.list("/var/lib/mysql/" + path) } catch { return [] }
  }

  @Test(arguments: [
    ("mysql:8.0", ["o.ibd"]), ("mysql:5.7", ["db.opt", "o.frm", "o.ibd"]),
  ])
  func aDatabaseIsAFolderAtOnce(_ image: String, _ files: [String]) throws {
    let fixture = DatabaseFixture()
    try fixture.start("db", image: image)
    fixture.sql("db", "CREATE DATABASE shop")
    #expect(names(fixture, "").contains("shop"))
    fixture.sql("db", "CREATE TABLE shop.o (id INT PRIMARY KEY); INSERT INTO shop.o VALUES (1)")
    #expect(names(fixture, "shop") == files)
    fixture.kill("db")
    try fixture.start("db", image: image)
    #expect(fixture.sql("db", "SELECT * FROM shop.o") == "1\n")
    fixture.sql("db", "RENAME TABLE shop.o TO shop.p")
    #expect(!names(fixture, "shop").contains("o.ibd"))
    #expect(names(fixture, "shop").contains("p.ibd"))
    fixture.sql("db", "DROP TABLE shop.p")
    #expect(!names(fixture, "shop").contains { $0.hasPrefix("p.") })
    fixture.sql("db", "DROP DATABASE shop")
    #expect(!names(fixture, "").contains("shop"))
    fixture.kill("db")
    try fixture.start("db", image: image)
    #expect(fixture.sql("db", "SHOW DATABASES LIKE 'shop'") == "")
  }
}
