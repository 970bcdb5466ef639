import Foundation
import OtherPrograms

/// A copy of this package in which one mutation at a time can be switched on.
///
/// The copy alone has the switch: a module of a dozen lines that reads a number from the
/// environment. It is kept between runs, so that only what has changed is compiled again.
struct MutatedPackage {
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// The variable that holds the number of the mutation that is switched on.
  static let variable = "STATEBOOK_MUTATION"

  private let folder = Checkout.root.appending(path: ".build/mutations")
  private var copy: URL { folder.appending(path: "package") }
  private var tool: URL { folder.appending(path: "build/debug/statebook") }

  /// Writes and builds the copy.
  init(_ mutations: [Mutation]) throws {
    let edits = Mutation.edits(mutations)
    var missing = Set(edits.keys)
    var wanted = Set<String>()
    func put(_ bytes: [UInt8], _ path: String) throws {
      wanted.insert(path)
      let file = copy.appending(path: path)
      if FileManager.default.contents(atPath: file.path) == Data(bytes) { return }
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
    }
    for path in try MutatedPackage.files() {
      let data = try Data(contentsOf: Checkout.root.appending(path: path))
      missing.remove(path)
      guard let own = edits[path] else {
        try put(Array(data), path)
        continue
      }
      let text = try MutatedSource.text(String(decoding: data, as: UTF8.self), with: own)
      try put(Array(text.utf8), path)
    }
    for path in missing.sorted() {
      throw Failure(description: "\(path), which a mutation names, does not exist")
    }
    let manifest = try String(
      contentsOf: Checkout.root.appending(path: "Package.swift"), encoding: .utf8)
    try put(
      Array((manifest + MutatedPackage.manifest(edits.keys.sorted())).utf8), "Package.swift")
    try put(Array(MutatedPackage.chooser.utf8), "Mutations/Mutations.swift")
    for path in FileManager.default.subpaths(atPath: copy.path) ?? []
    where !wanted.contains(path) && !wanted.contains(where: { $0.hasPrefix(path + "/") }) {
      try? FileManager.default.removeItem(at: copy.appending(path: path))
    }
    try build()
  }

  /// What `statebook test --json` says of the book with a mutation switched on; with 0, with none.
  /// - Parameter chapters: the files to run; none means the whole book.
  func test(_ number: Int, chapters: [String] = []) throws -> TestReport {
    // A folder of its own: a test leaves its proposals in the book's.
    let book = folder.appending(path: "books/\(number)")
    try? FileManager.default.removeItem(at: book)
    try FileManager.default.createDirectory(at: book, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: book) }
    for name in ["book.yaml", "chapters"] {
      try FileManager.default.copyItem(
        at: Checkout.root.appending(path: name), to: book.appending(path: name))
    }
    let result = try ProgramRun(
      [tool.path, "test", "--json", "--book", "."] + chapters, in: book,
      variables: [MutatedPackage.variable: String(number)], separatesErrors: true)
    guard result.status == 0 || result.status == 1 || result.status == 2 else {
      throw Failure(description: "status \(result.status): \(result.errors)")
    }
    return try JSONDecoder().decode(TestReport.self, from: Data(result.output.utf8))
  }

  private func build() throws {
    let result = try ProgramRun(
      [
        "swift", "build", "--product", "statebook", "--package-path", copy.path,
        "--scratch-path", folder.appending(path: "build").path, "--disable-index-store",
        "-debug-info-format", "none",
      ], in: folder)
    guard result.status == 0 else {
      throw Failure(description: result.output)
    }
  }

  // MARK: Files

  /// The files that the product is made of, as paths from the package on.
  private static func files() throws -> [String] {
    var paths: [String] = []
    for folder in ["Sources", "site"] {
      for path in try FileManager.default.subpathsOfDirectory(
        atPath: Checkout.root.appending(path: folder).path)
      where !(folder == "site" && (path == "public" || path.hasPrefix("public/"))) {
        var isFolder: ObjCBool = false
        let file = Checkout.root.appending(path: folder + "/" + path).path
        _ = FileManager.default.fileExists(atPath: file, isDirectory: &isFolder)
        if !isFolder.boolValue { paths.append(folder + "/" + path) }
      }
    }
    let resolved = Checkout.root.appending(path: "Package.resolved")
    if FileManager.default.fileExists(atPath: resolved.path) { paths.append("Package.resolved") }
    return paths.sorted()
  }

  /// What is added to the manifest: no tests and no benchmark, which uses what some tests use, and
  /// the chooser for the modules that need it.
  private static func manifest(_ files: [String]) -> String {
    """

    package.targets.removeAll {
      $0.type == .test || $0.name == "Benchmark" || ($0.path ?? "").hasPrefix("Tests/")
    }
    for target in package.targets {
      let folder = (target.path ?? "Sources/" + target.name) + "/"
      if \(files).contains(where: { $0.hasPrefix(folder) }) {
        target.dependencies.append("Mutations")
      }
    }
    package.targets.append(.target(name: "Mutations", path: "Mutations"))

    """
  }

  private static let chooser = """
    #if canImport(Musl)
      import Musl
    #elseif canImport(Darwin)
      import Darwin
    #else
      import Glibc
    #endif

    private let chosen = getenv("\(variable)").map { atoi($0) } ?? 0

    public func isMutated(_ number: Int32) -> Bool { number == chosen }

    """
}
