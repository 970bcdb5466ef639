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

  @Test func aFileThatChangedMeanwhileStays() throws {
    let file = scratch.write("theirs", to: "a.md")
    try AtomicFile.replace(file, with: Array("ours".utf8)) { false }
    #expect(scratch.read("a.md") == "theirs")
    #expect(scratch.names() == ["a.md"])
  }
}
