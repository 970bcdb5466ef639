import Simulation
import Testing

@Suite struct FileTests {
  private func system() throws -> FileSystem {
    let files = FileSystem(root: Disk(name: "root"))
    try files.makeDirectory("/etc", now: .zero)
    try files.write("one\n", to: "/etc/motd", now: .zero)
    return files
  }

  @Test func filesAreWrittenAppendedAndRead() throws {
    let files = try system()
    try files.write("two\n", to: "motd", from: "/etc", appending: true, now: .zero)
    #expect(try files.read("/etc/../etc/./motd") == "one\ntwo\n")
    try files.write("new", to: "/etc/motd", now: .zero)
    #expect(try files.read("/etc/motd") == "new")
    #expect(files.root.used == 3)
  }

  @Test func mistakesHaveTheWordsOfTheCLibrary() throws {
    let files = try system()
    #expect(throws: FileError.noSuchFile) { try files.read("/etc/nosuch") }
    #expect(throws: FileError.isADirectory) { try files.read("/etc") }
    #expect(throws: FileError.notADirectory) { try files.read("/etc/motd/x") }
    #expect(throws: FileError.noSuchFile) { try files.write("", to: "/no/such", now: .zero) }
    #expect(throws: FileError.isADirectory) { try files.write("", to: "/etc", now: .zero) }
    #expect(throws: FileError.isADirectory) { try files.write("", to: "/", now: .zero) }
    #expect(throws: FileError.exists) { try files.makeDirectory("/etc", now: .zero) }
    #expect(throws: FileError.notEmpty) { try files.remove("/etc") }
    #expect(throws: FileError.busy) { try files.remove("/", recursively: true) }
    #expect(FileError.noSuchFile.text == "No such file or directory")
  }

  @Test(arguments: [1, 2, 61, 62, 63, 64, 65, 200])
  func whatIsMountedIsFoundHoweverDeepItIs(depth: Int) throws {
    let files = try system()
    let volume = Disk(name: "volume")
    try FileSystem(root: volume).write("x", to: "/file", now: .zero)
    let path = String(repeating: "/d", count: depth)
    try files.mount(volume, at: path)
    #expect(try files.read(path + "/file") == "x")
    #expect(try files.list(path) == ["file"])
    let above = String(repeating: "/d", count: depth - 1)
    #expect(try files.entries(of: above.isEmpty ? "/" : above).map { $0.name }.contains("d"))
    files.unmount(path)
    #expect(!files.exists("/d"))
  }

  @Test func theEntriesOfAFolderAreWhatIsSeenThere() throws {
    let files = try system()
    try files.put(.link("motd"), at: "/etc/link")
    try files.makeDirectory("/etc/folder", now: .zero)
    let volume = Disk(name: "volume")
    try FileSystem(root: volume).write("x", to: "/inner", now: .zero)
    try files.mount(volume, at: "/etc/folder")
    try files.mount(volume, at: "/etc/only", subPath: "")
    let entries = try files.entries(of: "/etc")
    try #require(entries.map { $0.name } == ["folder", "link", "motd", "only"])
    #expect(entries[1].node == .link("motd"))
    for index in [0, 3] {
      guard case .directory(let folder) = entries[index].node else {
        Issue.record("\(entries[index].name) is no folder")
        continue
      }
      #expect(folder.names == ["inner"])
    }
    #expect(throws: FileError.notADirectory) { try files.entries(of: "/etc/motd") }
    #expect(throws: FileError.noSuchFile) { try files.entries(of: "/etc/nosuch") }
  }

  @Test func pathsAreAsLongAsLinuxLetsThemBe() throws {
    let files = try system()
    let longest = String(repeating: "a", count: 255)
    try files.makeDirectory("/" + longest, now: .zero)
    #expect(files.isDirectory("/" + longest))
    #expect(throws: FileError.nameTooLong) { try files.makeDirectory("/\(longest)a", now: .zero) }
    let deep = String(repeating: "/d", count: 2040)
    try files.makeDirectory(deep, withParents: true, now: .zero)
    #expect(try files.absolute("d/..", from: deep.dropLast(2) + "") == deep.dropLast(2))
    #expect(throws: FileError.nameTooLong) {
      try files.makeDirectory(deep + "/d/d/d/d/d/d/d/d", withParents: true, now: .zero)
    }
    #expect(FileError.nameTooLong.text == "File name too long")
  }

  @Test func linksAndMountsAreFoundOnTheWayDown() throws {
    let files = try system()
    try files.makeDirectory("/a/b/c", withParents: true, now: .zero)
    try files.put(.link("../../etc"), at: "/a/b/up")
    #expect(try files.absolute("/a/b/up/motd") == "/etc/motd")
    #expect(try files.absolute("/a/b/c/../up/../a/b") == "/a/b")
    let volume = Disk(name: "volume")
    try FileSystem(root: volume).makeDirectory("/inner/deep", withParents: true, now: .zero)
    try files.mount(volume, at: "/a/b/c/mounted/far", subPath: "inner")
    #expect(files.isDirectory("/a/b/c/mounted/far/deep"))
    #expect(files.isDirectory("/a/b/c/mounted"))
    #expect(!files.exists("/a/b/c/mounted/near"))
    try files.write("x", to: "/a/b/up/../a/b/c/mounted/far/deep/file", now: .zero)
    #expect(try FileSystem(root: volume).read("/inner/deep/file") == "x")
  }

  @Test func copiesOfATreeAreIndependent() throws {
    let first = try system()
    let second = FileSystem(root: Disk(name: "copy", tree: first.root.tree))
    try second.write("changed", to: "/etc/motd", now: .zero)
    #expect(try first.read("/etc/motd") == "one\n")
    #expect(try second.read("/etc/motd") == "changed")
  }

  @Test func aMountHidesWhatWasThereAndOutlivesTheSystem() throws {
    let volume = Disk(name: "volume")
    let files = try system()
    try files.mount(volume, at: "/etc")
    #expect(!files.exists("/etc/motd"))
    try files.write("kept", to: "/etc/data", now: .zero)
    files.unmount("/etc")
    #expect(files.exists("/etc/motd"))
    let other = FileSystem(root: Disk(name: "other"))
    try other.mount(volume, at: "/var/lib/data")
    #expect(try other.read("/var/lib/data/data") == "kept")
    #expect(try other.list("/") == ["var"])
    #expect(try other.list("/var") == ["lib"])
    #expect(throws: FileError.busy) { try other.remove("/var/lib/data", recursively: true) }
  }

  @Test func aPartOfADiskIsMountedAndReadOnlyIsKept() throws {
    let volume = Disk(name: "volume")
    let files = try system()
    try files.mount(volume, at: "/a", subPath: "x/y", isReadOnly: false)
    try files.write("deep", to: "/a/file", now: .zero)
    try files.mount(volume, at: "/b", isReadOnly: true)
    #expect(try files.read("/b/x/y/file") == "deep")
    #expect(throws: FileError.readOnly) { try files.write("", to: "/b/new", now: .zero) }
    #expect(throws: FileError.readOnly) { try files.remove("/b/x", recursively: true) }
  }

  @Test func aFullDiskRefusesAndKeepsWhatItHas() throws {
    let files = FileSystem(root: Disk(name: "small", capacity: 10))
    try files.write("12345678", to: "/a", now: .zero)
    #expect(throws: FileError.noSpace) { try files.write("123", to: "/b", now: .zero) }
    #expect(throws: FileError.noSpace) {
      try files.write("abc", to: "/a", appending: true, now: .zero)
    }
    #expect(try files.read("/a") == "12345678")
    try files.write("x", to: "/a", now: .zero)
    try files.write("123456789", to: "/b", now: .zero)
    try files.remove("/b")
    #expect(files.root.used == 1)
    // A write that fails for another reason gives the bytes back.
    #expect(throws: FileError.noSuchFile) { try files.write("123", to: "/no/b", now: .zero) }
    #expect(files.root.used == 1)
  }

  @Test func linksAreFollowedButNotInCircles() throws {
    let files = try system()
    try files.put(.link("/etc"), at: "/conf")
    try files.put(.link("motd"), at: "/etc/hello")
    #expect(try files.read("/conf/hello") == "one\n")
    #expect(try files.absolute("/conf/hello") == "/etc/motd")
    try files.put(.link("/loop"), at: "/loop")
    #expect(throws: FileError.tooManyLinks) { try files.read("/loop") }
    try files.remove("/conf")
    #expect(files.exists("/etc/motd"))
  }

  @Test func parentsAreMadeOnRequest() throws {
    let files = try system()
    try files.makeDirectory("/a/b/c", withParents: true, now: .zero)
    try files.makeDirectory("/a/b/c", withParents: true, now: .zero)
    #expect(files.isDirectory("/a/b/c"))
    #expect(throws: FileError.notADirectory) {
      try files.makeDirectory("/etc/motd/x", withParents: true, now: .zero)
    }
  }

  @Test func namesAreListedInByteOrder() throws {
    let files = FileSystem(root: Disk(name: "root"))
    for name in ["b", "a", "Z", "é", "10", "2"] { try files.write("", to: name, now: .zero) }
    #expect(try files.list("/") == ["10", "2", "Z", "a", "b", "é"])
  }

  @Test func appendingManyTimesCostsWhatItAppends() throws {
    let files = FileSystem(root: Disk(name: "root"))
    // Copying the file at each append would move 20 GB here.
    for _ in 0..<200_000 { try files.write("x\n", to: "/log", appending: true, now: .zero) }
    #expect(files.root.used == 400_000)
  }
}

@Suite struct UnflushedWriteTests {
  private func disk() throws -> (World, Host, FileSystem, Process) {
    let world = World(seed: 1)
    let space = world.space("node", at: "10.0.0.1", programs: [("idle", { _ in })])
    let process = try space.start("idle")
    world.run(until: world.now)
    return (world, space.host, space.fileSystem, process)
  }

  @Test func whatIsNotFlushedIsLostWithThePower() throws {
    let (_, host, files, process) = try disk()
    try process.writeBuffered("one\n", to: "/log")
    process.flush("/log")
    try process.writeBuffered("two\n", to: "/log", appending: true)
    try process.writeBuffered("new", to: "/other")
    #expect(try files.read("/log") == "one\ntwo\n")
    host.crash()
    #expect(try files.read("/log") == "one\n")
    #expect(!files.exists("/other"))
  }

  @Test func theEndOfTheProcessLosesNothing() throws {
    let (world, _, files, process) = try disk()
    try process.writeBuffered("one\n", to: "/log")
    process.send(.kill)
    world.run(until: world.now + .seconds(1))
    #expect(try files.read("/log") == "one\n")
  }

  @Test func theSystemWritesBackAfterAWhile() throws {
    let (world, host, files, process) = try disk()
    try process.writeBuffered("one\n", to: "/log")
    world.run(until: world.now + .seconds(20))
    try process.writeBuffered("late", to: "/late")
    world.run(until: world.now + .seconds(11))
    host.crash()
    #expect(try files.read("/log") == "one\n")
    #expect(!files.exists("/late"))
  }

  @Test func aReplacedFileIsTheOldOrTheNewOne() throws {
    let (_, host, files, process) = try disk()
    try process.writeBuffered("old", to: "/file")
    process.flush("/file")
    try process.writeBuffered(" and more", to: "/file", appending: true)
    try process.writeBuffered("completely new", to: "/file")
    host.crash()
    #expect(try files.read("/file") == "old")
    #expect(files.root.used == 3)
  }

  @Test func otherWritesReachTheDiskAtOnce() throws {
    let (world, host, files, process) = try disk()
    try process.writeBuffered("one", to: "/file")
    try files.write("two", to: "/file", now: world.now)
    try process.writeBuffered("x", to: "/gone")
    try files.remove("/gone")
    host.crash()
    #expect(try files.read("/file") == "two")
    #expect(!files.exists("/gone"))
  }

  @Test func anotherMachinesMemoryIsAnotherMatter() throws {
    let (world, host, _, process) = try disk()
    let volume = Disk(name: "volume")
    try process.fileSystem.mount(volume, at: "/data")
    let other = world.space("other", at: "10.0.0.2")
    try process.writeBuffered("kept", to: "/data/file")
    other.host.crash()
    #expect(try process.fileSystem.read("/data/file") == "kept")
    host.crash()
    #expect(!process.fileSystem.exists("/data/file"))
  }
}
