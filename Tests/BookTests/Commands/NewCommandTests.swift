import Foundation
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
    #expect(run.errors.contains("is not the folder of statebook's package"))
  }

  @Test(arguments: [
    ("My book!", "My-book"), ("tides", "tides"), ("sách", "s-ch"), ("+++", "book"), ("a.b", "a-b"),
  ])
  func aPackageHasAPlainName(folder: String, name: String) {
    #expect(NewCommand.name(of: folder) == name)
  }
}
