import ArgumentParser
import Book
import Foundation

/// `statebook manual`.
struct ManualCommand: BookCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual",
    abstract: "Print the manual page, for the program 'man'.",
    discussion: """
      It says what '--help' says of each command, in one page. Write it to a folder of man, or read \
      it at once: statebook manual | man -l -
      """)

  func run(in installation: Installation) async throws -> CommandStatus {
    installation.surroundings.write(
      try ManualPage(dump: StatebookCommand._dumpHelp(), version: Statebook.version).text)
    return .success
  }
}
