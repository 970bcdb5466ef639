import Foundation
import Testing

/// Each item that the simulated cluster needs is proved by a test that names it, and the table
/// `Tests/ITEMS.md` says by which.
@Suite struct ItemTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
  static let tests = folder.deletingLastPathComponent()

  private func table() throws -> (table: ItemTable, misplaced: [Proof.Misplaced]) {
    let list = try String(
      contentsOf: ItemTests.folder.appending(path: "items.txt"), encoding: .utf8)
    var proofs: [Proof] = []
    var misplaced: [Proof.Misplaced] = []
    let paths = try FileManager.default.subpathsOfDirectory(atPath: ItemTests.tests.path).sorted()
    for path in paths where !path.hasPrefix("ItemTests/") {
      guard path.hasSuffix(".swift") || path.hasPrefix("Scenarios/") && path.hasSuffix(".md") else {
        continue
      }
      let text = try String(contentsOf: ItemTests.tests.appending(path: path), encoding: .utf8)
      if path.hasSuffix(".md") {
        proofs += Proof.read(markdown: text, file: path)
      } else {
        let found = Proof.read(swift: text, file: path)
        proofs += found.proofs
        misplaced += found.misplaced
      }
    }
    return (ItemTable(items: try Item.read(list), proofs: proofs), misplaced)
  }

  @Test func everyNeededItemIsProved() throws {
    let unproved = Set(try table().table.unproved)
    #expect(unproved.sorted() == [], "no test names these")
  }

  @Test func whatIsLeftOutIsSeenToBeRefused() throws {
    let table = try table().table
    for item in table.items where item.priority == .leftOut {
      #expect(table.proofs[item.id] != nil, "no test shows what becomes of \(item.id)")
    }
  }

  @Test func testsNameOnlyItemsOfTheListAndAtTheHeadOfTheirNames() throws {
    let (table, misplaced) = try table()
    #expect(table.unknown == [])
    for name in misplaced { Issue.record("\(name)") }
    let ids = table.items.map { $0.id }
    #expect(Set(ids).count == ids.count, "an id is in the list twice")
  }

  @Test func theCommittedTableIsUpToDate() throws {
    let file = ItemTests.tests.appending(path: "ITEMS.md")
    let text = try table().table.text
    if ProcessInfo.processInfo.environment["STATEBOOK_WRITE_ITEMS"] != nil {
      try Data(text.utf8).write(to: file, options: .atomic)
    }
    let committed = try String(contentsOf: file, encoding: .utf8)
    #expect(
      committed == text,
      "Tests/ITEMS.md is stale: STATEBOOK_WRITE_ITEMS=1 swift test --filter ItemTests writes it")
  }
}

@Suite struct ItemReadingTests {
  @Test func idsStandAtTheHeadOfANameBeforeAColon() {
    #expect(Proof.head(of: "S12, K30: with hands").items == ["S12", "K30"])
    #expect(Proof.head(of: "S10 S16: down").items == ["S10", "S16"])
    #expect(Proof.head(of: "get -w: the header once").items == [])
    #expect(Proof.head(of: "E2–E4: names").items == [])
  }

  @Test func aTestIsFoundByItsNameAndOtherPlacesAreReported() {
    let mark = "@Te" + "st"
    let found = Proof.read(
      swift: """
        \(mark)("S12: one")
        func one() {}
        \(mark)(
          "N3, N4: two", arguments: [1])
        func two(_ number: Int) {}
        \(mark)("three (K20)") func three() {}
        \(mark) func four() {}
        """, file: "A.swift")
    #expect(found.proofs.map { $0.name } == ["one", "two"])
    #expect(found.proofs.map { $0.items } == [["S12"], ["N3", "N4"]])
    #expect(found.misplaced.map { $0.name } == ["three (K20)"])
  }

  @Test func aCheckFenceProvesItsClaims() {
    let proofs = Proof.read(
      markdown: "# T\n\n```check claims=G2,S26\nIt hangs: true\n```\n\n```check\nG3: true\n```\n",
      file: "Scenarios/a.md")
    #expect(proofs.map { $0.items } == [["G2", "S26"]])
    #expect(proofs.map { $0.name } == ["It hangs"])
  }

  @Test func aLineThatIsNoItemIsAMistake() throws {
    #expect(try Item.read("# a\n## B\nS1 P0 It does.\n").first?.section == "B")
    #expect(throws: Item.Mistake.self) { try Item.read("S1 It does.\n") }
  }
}
