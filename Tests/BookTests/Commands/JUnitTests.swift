import Foundation
import FoundationXML
import Testing

@testable import StatebookCommands

@Suite struct JUnitTests {
  private let scratch = Scratch()

  /// The attributes that count, in the report as a whole and in each suite, are the numbers of
  /// what stands there.
  @Test func everyNumberIsThatOfTheTestCases() async throws {
    scratch.write(TestCommandTests.green, to: "chapters/en/01-green.md")
    scratch.write(TestCommandTests.red, to: "chapters/en/02-red.md")
    scratch.write(
      TestCommandTests.green.replacing("id=hello", with: "sesion=a"), to: "chapters/en/03-wrong.md")
    scratch.write("titel: x\n", to: "book.yaml")
    scratch.write(
      "---\ntitle: A\n---\n\n```check\nIt ends: while true; do :; done\n```\n",
      to: "chapters/en/04-endless.md")
    _ = await CommandLineRun(["test", "--junit", "report.xml"], in: scratch)
    let document = try XMLDocument(data: Data(scratch.bytes("report.xml")))
    let root = try #require(document.rootElement())
    let suites = root.elements(forName: "testsuite")
    #expect(suites.count == 5)
    for element in [root] + suites {
      for (attribute, path) in [
        ("tests", ".//testcase"), ("failures", ".//testcase/failure"),
        ("errors", ".//testcase/error"),
      ] {
        let count = try element.nodes(forXPath: path).count
        let name = element.attribute(forName: "name")?.stringValue ?? ""
        #expect(
          element.attribute(forName: attribute)?.stringValue == "\(count)",
          "\(attribute) of \(name)")
      }
    }
    #expect(try root.nodes(forXPath: ".//testcase/error").count == 3)
    #expect(try root.nodes(forXPath: ".//testcase[not(@name) or not(@classname)]").isEmpty)
  }

  @Test func standardOutputIsTakenByTheResults() async {
    scratch.write(TestCommandTests.green, to: "chapters/en/01-green.md")
    let run = await CommandLineRun(["test", "--junit", "-"], in: scratch)
    #expect(run.status == .mistake)
    #expect(
      run.errors == """
        statebook: error: the JUnit report cannot be written to standard output: the results for a \
        person are there
          help: name a file: --junit report.xml

        """)
    #expect(!scratch.exists("-"))
  }

  /// Who forgot that the option takes a file has named a chapter, whose text would be lost.
  @Test(arguments: [
    (
      "chapters/en/01-green.md", "this is Markdown, and --junit takes the file of the report",
      "name the report first: --junit report.xml chapters/en/01-green.md"
    ),
    (
      "chapters/en/01-green.md:7", "this is Markdown, and --junit takes the file of the report",
      "name the report first: --junit report.xml chapters/en/01-green.md:7"
    ),
    (
      "new.MD", "this is Markdown, and --junit takes the file of the report",
      "name the report first: --junit report.xml new.MD"
    ),
    (
      "notes.xml", "the file that is there is no report of statebook",
      "name another file: --junit report.xml"
    ),
  ])
  func whatIsNoReportIsNotReplaced(file: String, cause: String, help: String) async {
    scratch.write(TestCommandTests.green, to: "chapters/en/01-green.md")
    scratch.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<notes/>\n", to: "notes.xml")
    let run = await CommandLineRun(["test", "--junit", file], in: scratch)
    #expect(run.status == .mistake)
    #expect(
      run.errors == """
        statebook: error: the JUnit report cannot be written to \(file): \(cause)
          help: \(help)

        """)
    #expect(!scratch.exists(".statebook"), "it was run all the same")
    #expect(scratch.read("chapters/en/01-green.md") == TestCommandTests.green)
    #expect(scratch.read("notes.xml").hasSuffix("<notes/>\n"))
    #expect(!scratch.exists("new.MD"))
  }

  @Test func anEarlierReportAndAnEmptyFileAreReplaced() async {
    scratch.write(TestCommandTests.green, to: "chapters/en/01-green.md")
    scratch.write("", to: "report.xml")
    for _ in 1...2 {
      let run = await CommandLineRun(["test", "--junit", "report.xml"], in: scratch)
      #expect(run.status == .success, "\(run.errors)")
    }
    #expect(scratch.read("report.xml").contains("01-green.md"))
  }

  /// A report that cannot be written is refused before anything runs.
  @Test(arguments: [
    (
      "out/deep/report.xml", "there is no folder out/deep",
      "make it first: mkdir -p out/deep"
    ),
    ("chapters", "it is a folder", "name a file in it: chapters/report.xml"),
    ("a.txt/report.xml", "a.txt is not a folder", "name a file in a folder"),
  ])
  func aPlaceThatCannotBeWrittenToIsNamed(file: String, cause: String, help: String) async {
    scratch.write(TestCommandTests.green, to: "chapters/en/01-green.md")
    scratch.write("x", to: "a.txt")
    let run = await CommandLineRun(["test", "--junit", file], in: scratch)
    #expect(run.status == .mistake)
    #expect(
      run.errors == """
        statebook: error: the JUnit report cannot be written to \(file): \(cause)
          help: \(help)

        """)
    #expect(run.output.isEmpty)
    #expect(!scratch.exists(".statebook"), "it was run all the same")
  }
}
