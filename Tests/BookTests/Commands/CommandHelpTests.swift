import Foundation
import OtherPrograms
import Testing

@testable import StatebookCommands

/// What the command line tells shells, manuals and people about itself.
@Suite struct CommandHelpTests {
  private let scratch = Scratch()

  /// How the script of each shell offers a command, up to its name and after it.
  @Test(arguments: [
    ("bash", "\n_statebook_", "() {"), ("zsh", "\n            '", ":"),
    ("fish", "\"statebook\" -eq 1' -fa '", "' -d "),
  ])
  func shellsCanCompleteEveryCommand(shell: String, before: String, after: String) async throws {
    let run = await CommandLineRun(["--generate-completion-script", shell], in: scratch)
    #expect(run.status == .success)
    for command in StatebookCommand.configuration.subcommands {
      let name = try #require(command.configuration.commandName)
      #expect(
        run.output.contains(before + name + after), "\(shell) does not complete \(name)")
    }
  }

  /// What the manual is made from.
  @Test func everyCommandAndArgumentIsDescribed() async throws {
    let run = await CommandLineRun(["--experimental-dump-help"], in: scratch)
    let help = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let root = try #require(help?["command"] as? [String: Any])
    let commands = try #require(root["subcommands"] as? [[String: Any]])
    #expect(commands.count > 10)
    for command in commands {
      let name = command["commandName"] as? String ?? ""
      // The parser's own.
      if name == "help" { continue }
      #expect(command["abstract"] != nil, "\(name) is not described")
      for argument in command["arguments"] as? [[String: Any]] ?? [] {
        #expect(argument["abstract"] != nil, "\(name) \(argument["valueName"] ?? "")")
      }
    }
  }

  @Test func theManualHasEveryCommandAndOption() async throws {
    let manual = await CommandLineRun(["manual"], in: scratch)
    #expect(manual.status == .success)
    #expect(manual.output.hasPrefix(".TH STATEBOOK 1 "))
    let dump = await CommandLineRun(["--experimental-dump-help"], in: scratch)
    let help = try JSONSerialization.jsonObject(with: Data(dump.output.utf8)) as? [String: Any]
    let root = try #require(help?["command"] as? [String: Any])
    for command in try #require(root["subcommands"] as? [[String: Any]]) {
      let name = try #require(command["commandName"] as? String)
      if name == "help" { continue }
      let section = try #require(
        manual.output.split(separator: "\n.S", omittingEmptySubsequences: false)
          .first { $0.hasPrefix("S \(name)\n") }, "the manual has no command \(name)")
      for argument in try #require(command["arguments"] as? [[String: Any]]) {
        let names = argument["names"] as? [[String: String]] ?? []
        for option in names.compactMap({ $0["name"] }) where !["help", "h"].contains(option) {
          #expect(
            section.contains("\\-\(option)\\fR") || option == "version",
            "\(name) has no \(option)")
        }
      }
    }
  }

  @Test func theManualIsAPageForMan() async throws {
    guard OtherPrograms.ProgramRun.path(of: "groff") != nil else { return }
    scratch.write(await CommandLineRun(["manual"], in: scratch).output, to: "statebook.1")
    let run = try OtherPrograms.ProgramRun(
      ["groff", "-man", "-Tascii", "-P-cbou", "-ww", "statebook.1"],
      in: URL(filePath: scratch.path), separatesErrors: true)
    #expect(run.status == 0)
    #expect(run.errors.isEmpty, "\(run.errors)")
    #expect(run.output.contains("statebook test"))
  }

  @Test func theVersionIsTold() async {
    let run = await CommandLineRun(["--version"], in: scratch)
    #expect(run.output == Statebook.version + "\n")
    #expect(run.status == .success)
  }
}
