import Foundation
import Testing

@testable import Book

@Suite struct PublicationTests {
  let scratch = Scratch()
  var site: String { scratch.path + "/site/public" }

  private func write(_ text: String) -> (String) throws -> Bool {
    { folder in
      try Data(text.utf8).write(to: URL(filePath: folder + "/index.html"))
      return true
    }
  }

  @Test func aSiteIsWrittenAndReplacedAsAWhole() throws {
    try Publication.replace(site, write: write("one"))
    #expect(scratch.read("site/public/index.html") == "one")
    scratch.write("stale", to: "site/public/stale.html")
    try Publication.replace(site, write: write("two"))
    #expect(scratch.names("site/public") == [".statebook-site", "index.html"])
    #expect(scratch.read("site/public/index.html") == "two")
    #expect(scratch.names("site") == ["public"])
  }

  @Test func theOldSiteStaysWhenTheNewOneFails() throws {
    struct Broken: Error {}
    try Publication.replace(site, write: write("one"))
    #expect(throws: Broken.self) {
      try Publication.replace(site) { folder in
        _ = try write("two")(folder)
        throw Broken()
      }
    }
    let isWritten = try Publication.replace(site) { folder in
      _ = try write("three")(folder)
      return false
    }
    #expect(!isWritten)
    #expect(scratch.read("site/public/index.html") == "one")
    #expect(scratch.names("site") == ["public"])
  }

  @Test func aFolderThatIsNoSiteIsRefused() throws {
    scratch.write("precious", to: "site/public/thesis.txt")
    #expect(throws: Refusal.self) { try Publication.replace(site, write: write("one")) }
    #expect(scratch.names("site/public") == ["thesis.txt"])
    #expect(scratch.names("site") == ["public"])
  }

  @Test func anEmptyFolderIsTaken() throws {
    try FileManager.default.createDirectory(atPath: site, withIntermediateDirectories: true)
    try Publication.replace(site + "/", write: write("one"))
    #expect(scratch.read("site/public/index.html") == "one")
  }

  @Test func aFileOrLinkInThePlaceIsRefused() throws {
    let file = scratch.write("x", to: "file")
    #expect(throws: Refusal.self) { try Publication.replace(file, write: write("one")) }
    scratch.write("x", to: "real/x")
    symlink("real", scratch.path + "/link")
    #expect(throws: Refusal.self) {
      try Publication.replace(scratch.path + "/link", write: write("one"))
    }
    #expect(scratch.names("real") == ["x"])
  }

  @Test func theFolderOfTheBookIsRefused() throws {
    scratch.write("# x", to: "book/chapters/en/a.md")
    scratch.write("statebook\n", to: "book/.statebook-site")
    for place in ["/book", "/book/chapters", ""] {
      #expect(throws: Refusal.self) {
        try Publication.replace(
          scratch.path + place, keeping: [scratch.path + "/book/chapters/en"],
          write: write("one"))
      }
    }
    #expect(scratch.exists("book/chapters/en/a.md"))
  }

  @Test func anInterruptLeavesNothingHalfWritten() async throws {
    try Publication.replace(site, write: write("one"))
    await #expect(processExitsWith: .exitCode(130)) { [site = site as String] in
      try Publication.replace(site) { folder in
        try Data("half".utf8).write(to: URL(filePath: folder + "/index.html"))
        TemporaryPaths.removeAllAndExit(130)
      }
    }
    #expect(scratch.read("site/public/index.html") == "one")
    #expect(scratch.names("site") == ["public"])
  }
}
