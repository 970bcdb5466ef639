import Foundation
import OtherPrograms
import Testing

@testable import StatebookCommands

/// `statebook new`, without building what it made; `ExampleTests` does that.
@Suite struct NewCommandTests {
  private let scratch = Scratch()

  private func new(_ arguments: String..., folder: String = "") async -> CommandLineRun {
    await CommandLineRun(["new"] + arguments, in: scratch, folder: folder)
  }

  @Test func aBookIsMadeWithItsNameAndTitle() async {
    let run = await new("tides")
    #expect(run.status == .success, "\(run.errors)")
    #expect(run.output.hasPrefix("tides is a new book. Try:\n  cd tides\n"))
    #expect(run.output.contains("/chapters/en/93-writing-a-chapter.md\n"))
    #expect(run.output.contains("on this machine only. Before you publish\nit, write the address"))
    #expect(scratch.read("tides/Package.swift").contains("name: \"tides\""))
    #expect(scratch.read("tides/book.yaml").hasPrefix("title: \"tides\"\n"))
    #expect(scratch.read("tides/.github/workflows/book.yml").contains("${{ vars."))
    #expect(scratch.names() == ["tides"], "nothing else is left behind")
  }

  @Test func anEmptyFolderIsFilled() async {
    scratch.write("", to: "here/gone")
    try? FileManager.default.removeItem(atPath: scratch.path + "/here/gone")
    let run = await new(".", folder: "here")
    #expect(run.status == .success, "\(run.errors)")
    #expect(!run.output.contains("cd "))
    #expect(scratch.exists("here/chapters/claims.yaml"))
  }

  @Test func whatIsThereStays() async {
    scratch.write("mine", to: "tides/mine.txt")
    scratch.write("mine", to: "file")
    for name in ["tides", "file"] {
      let run = await new(name)
      #expect(run.status == .mistake)
      #expect(run.errors.contains("is there already"))
    }
    #expect(!scratch.exists("tides/Package.swift"))
    #expect(scratch.read("file") == "mine")
  }

  @Test(arguments: ["a\"b", "a\\b", "a\nb", "{{name}}", ""])
  func aTitleThatWouldBreakTheBookIsRefused(title: String) async {
    let run = await new("tides", "--title", title)
    #expect(run.status == .mistake)
    #expect(!scratch.exists("tides/book.yaml"))
  }

  @Test func statebookHasToBeWhereItIsSaidToBe() async {
    let run = await new("tides", "--statebook", ".")
    #expect(run.status == .mistake)
    #expect(
      run.errors.contains("is not the folder of statebook's package: it has no Package.swift"))
    // A book depends on the product that statebook has.
    _ = await new("tides")
    let other = await new("waves", "--statebook", "tides")
    #expect(other.status == .mistake)
    #expect(other.errors.contains("/tides is not the folder of statebook's package: its Package"))
    #expect(!scratch.exists("waves"))
  }

  /// What the manifest of a book says when the variable has a value, as SwiftPM reads it.
  private func dependency(_ variable: String?) throws -> String {
    let run = try OtherPrograms.ProgramRun(
      ["env"] + (variable.map { ["STATEBOOK_URL=\($0)"] } ?? ["-u", "STATEBOOK_URL"])
        + ["swift", "package", "dump-package"], in: URL(filePath: scratch.path + "/tides"),
      separatesErrors: true)
    let manifest = try #require(
      JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any], "\(run.errors)")
    let data = try JSONSerialization.data(
      withJSONObject: try #require(manifest["dependencies"]),
      options: [.withoutEscapingSlashes, .sortedKeys])
    return String(decoding: data, as: UTF8.self)
  }

  private static let address = "https://example.org/some/statebook.git"

  @Test func anEmptyVariableIsNoAddress() async throws {
    _ = await new("tides")
    let folder = "\"path\":\"\(Repository.root)\""
    #expect(try dependency(nil).contains(folder))
    #expect(try dependency("").contains(folder))
    #expect(try dependency(NewCommandTests.address).contains(NewCommandTests.address))
  }

  @Test func aBookWithAnAddressCanBeBuiltAnywhere() async throws {
    let run = await new("tides", "--url", NewCommandTests.address)
    #expect(run.output.contains("finds statebook at \(NewCommandTests.address), revision "))
    let dependency = try dependency("")
    #expect(dependency.contains(NewCommandTests.address))
    #expect(!dependency.contains("branch"), "what it is built with would change by itself")
    #expect(dependency.contains(/"revision":\["[0-9a-f]{40}"\]/), "\(dependency)")
    #expect(!scratch.read("tides/.gitignore").contains("Package.resolved"))
  }

  @Test(arguments: ["", "a b", "a\"b", "{{name}}"])
  func anAddressThatWouldBreakTheManifestIsRefused(url: String) async {
    #expect(await new("tides", "--url", url).status == .mistake)
    #expect(!scratch.exists("tides"))
  }

  /// The first step of the workflow, as its shell runs it.
  @Test(arguments: [
    ([], "", false), ([], address, true), (["--url", address], "", true),
  ])
  func theWorkflowSaysWhichVariableToSet(
    options: [String], variable: String, passes: Bool
  ) async throws {
    _ = await CommandLineRun(["new", "tides"] + options, in: scratch)
    let workflow = scratch.read("tides/.github/workflows/book.yml")
    let step = try #require(workflow.split(separator: "run: |\n").last)
    let lines = step.split(separator: "\n").prefix { $0.hasPrefix("          ") }
    #expect(lines.count > 2)
    let run = try OtherPrograms.ProgramRun(
      ["env", "STATEBOOK_URL=\(variable)", "sh", "-e", "-c", lines.joined(separator: "\n")],
      in: URL(filePath: scratch.path + "/tides"))
    #expect((run.status == 0) == passes, "\(run.output)")
    #expect(
      run.output
        == (passes
          ? ""
          : """
          ::error::Set the repository variable STATEBOOK_URL to the address of statebook's git \
          repository, or write the address into Package.swift.

          """))
  }

  @Test(arguments: [
    ("My book!", "My-book"), ("tides", "tides"), ("sách", "s-ch"), ("+++", "book"), ("a.b", "a-b"),
  ])
  func aPackageHasAPlainName(folder: String, name: String) {
    #expect(NewCommand.name(of: folder) == name)
  }
}
