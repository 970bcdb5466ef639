import Foundation
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

  @Test func theVersionIsTold() async {
    let run = await CommandLineRun(["--version"], in: scratch)
    #expect(run.output == Statebook.version + "\n")
    #expect(run.status == .success)
  }
}
