import Foundation
import Testing

@testable import Book

@Suite struct AtomicFileTests {
  let scratch = Scratch()

  @Test func replacingKeepsThePermissionsAndLeavesNothingElse() throws {
    let file = scratch.write("old", to: "a.md")
    chmod(file, 0o640)
    try AtomicFile.replace(file, with: Array("new".utf8))
    #expect(scratch.read("a.md") == "new")
    var status = stat()
    stat(file, &status)
    #expect(status.st_mode & 0o7777 == 0o640)
    #expect(scratch.names() == ["a.md"])
  }

  @Test func aLinkStaysALinkAndItsTargetIsReplaced() throws {
    let target = scratch.write("old", to: "real/a.md")
    let link = scratch.path + "/a.md"
    symlink(target, link)
    try AtomicFile.replace(link, with: Array("new".utf8))
    var status = stat()
    lstat(link, &status)
    #expect(status.st_mode & S_IFMT == S_IFLNK)
    #expect(scratch.read("real/a.md") == "new")
    #expect(scratch.names("real") == ["a.md"])
  }

  @Test func aDanglingLinkIsRefused() {
    let link = scratch.path + "/a.md"
    symlink("nowhere", link)
    #expect(throws: Refusal.self) { try AtomicFile.replace(link, with: [65]) }
    #expect(!scratch.exists("nowhere"))
  }

  @Test func aFolderIsRefused() {
    scratch.write("x", to: "folder/x")
    #expect(throws: Refusal.self) {
      try AtomicFile.replace(scratch.path + "/folder", with: [65])
    }
    #expect(scratch.names("folder") == ["x"])
  }

  @Test func whatAKilledWriterLeftIsRemovedAndNothingElse() throws {
    let file = scratch.write("old", to: "a.md")
    let remains = scratch.write("ne", to: ".a.md.statebook-Ab3xYz")
    let others = [".b.md.statebook-Ab3xYz", ".a.md.statebook-Ab3xYz1", ".a.md.swp", "a.md~"]
    for name in others { scratch.write("x", to: name) }
    symlink(file, scratch.path + "/.a.md.statebook-linked")
    try AtomicFile.replace(file, with: Array("new".utf8))
    #expect(!FileManager.default.fileExists(atPath: remains))
    #expect(scratch.names() == (others + ["a.md", ".a.md.statebook-linked"]).sorted())
    #expect(scratch.read("a.md") == "new")
  }

  @Test func theDraftOfAWriterWhoLivesStays() throws {
    let file = scratch.write("old", to: "a.md")
    let draft = scratch.write("ne", to: ".a.md.statebook-Ab3xYz")
    let descriptor = open(draft, O_RDWR)
    #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    AtomicFile.removeRemains(of: file)
    #expect(scratch.exists(".a.md.statebook-Ab3xYz"))
    close(descriptor)
    AtomicFile.removeRemains(of: file)
    #expect(!scratch.exists(".a.md.statebook-Ab3xYz"))
  }

  /// Writers remove what others left, while these write.
  @Test func writersDoNotTakeEachOthersDrafts() async throws {
    let file = scratch.write("0", to: "a.md")
    await withTaskGroup(of: Bool.self) { group in
      for writer in 0..<8 {
        group.addTask {
          (0..<50).allSatisfy { _ in
            (try? AtomicFile.replace(file, with: [UInt8(writer)], survivesPowerLoss: false)) != nil
          }
        }
      }
      for await isDone in group { #expect(isDone) }
    }
    #expect(scratch.names() == ["a.md"])
  }

  @Test func aFileThatChangedMeanwhileStays() throws {
    let file = scratch.write("theirs", to: "a.md")
    try AtomicFile.replace(file, with: Array("ours".utf8)) { false }
    #expect(scratch.read("a.md") == "theirs")
    #expect(scratch.names() == ["a.md"])
  }
}
