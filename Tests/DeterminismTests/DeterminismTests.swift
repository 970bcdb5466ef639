import Foundation
import OtherPrograms
import Testing

/// The finished site is made of the same bytes in every process, debug and release.
@Suite struct DeterminismTests {
  @Test("G9: the site has the same bytes in two processes, debug and release")
  func theSiteHasTheSameBytesInTwoProcessesAndInDebugAndRelease() throws {
    let scratch = FileManager.default.temporaryDirectory
      .appending(path: "statebook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    // The tool that was built together with this test, and one of the other configuration.
    let here = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appending(path: "statebook")
    try #require(FileManager.default.isExecutableFile(atPath: here.path), "\(here.path)")
    let other = try executable()
    // Nothing is taken from an earlier run. The release build is the faster one to run twice.
    let sites = try [("first", other), ("second", other), ("third", here)].map { name, tool in
      let site = scratch.appending(path: name)
      let result = try ProgramRun(
        [tool.path, "build", "--fresh", "--book", Checkout.root.path, "-o", site.path],
        in: Checkout.root)
      #expect(result.status == 0, "\(tool.path): \(result.output)")
      return try contents(of: site)
    }
    #expect(sites[0].count > 5, "the site has too few files to compare")
    for site in sites.dropFirst() {
      #expect(site.keys.sorted() == sites[0].keys.sorted())
      for (path, bytes) in sites[0] {
        #expect(site[path] == bytes, "\(path) differs")
      }
    }
  }

  private func contents(of folder: URL) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let file = folder.appending(path: path)
      var isFolder: ObjCBool = false
      FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder)
      if !isFolder.boolValue { files[path] = try Data(contentsOf: file) }
    }
    return files
  }

  /// Builds the tool in the configuration that this test was not built in, in a folder of its
  /// own: the one of the running tests is locked.
  private func executable() throws -> URL {
    #if DEBUG
      let configuration = "release"
    #else
      let configuration = "debug"
    #endif
    let root = Checkout.root
    let scratch = root.appending(path: ".build/compare")
    let result = try ProgramRun(
      [
        "swift", "build", "--product", "statebook", "--configuration", configuration,
        "--scratch-path", scratch.path, "--package-path", root.path,
        // The books of other packages are built in the same folder.
        "--disable-build-manifest-caching",
      ], in: root)
    try #require(result.status == 0, "\(result.output)")
    return scratch.appending(path: "\(configuration)/statebook")
  }
}
