import Foundation
import Sessions
import Synchronization

@testable import Book
@testable import StatebookCommands

/// Runs command lines in a scratch folder and keeps what they print.
struct CommandLineRun {
  let status: CommandStatus
  let output: String
  let errors: String

  init(
    _ arguments: [String], in scratch: Scratch, folder: String = "",
    variables: [String: String] = [:], isTerminal: Bool = false, answers: [String] = [],
    plugins: [SimulationPlugin] = [], site: SiteWriter? = nil, program: String = "statebook"
  ) async {
    let box = Box(answers)
    let surroundings = Surroundings(
      workingDirectory: folder.isEmpty ? scratch.path : scratch.path + "/" + folder,
      program: program,
      variables: variables, isTerminal: isTerminal,
      write: { text in box.output.withLock { $0 += text } },
      writeError: { text in box.errors.withLock { $0 += text } },
      readAnswer: { box.answers.withLock { $0.popFirst() } })
    status = await Statebook.run(
      arguments, plugins: plugins, site: { _ in site }, surroundings: surroundings)
    self.output = box.output.withLock { $0 }
    self.errors = box.errors.withLock { $0 }
  }

  private final class Box: Sendable {
    let output = Mutex("")
    let errors = Mutex("")
    let answers: Mutex<ArraySlice<String>>

    init(_ answers: [String]) { self.answers = Mutex(answers[...]) }
  }

  /// The last line of the output.
  var lastLine: String {
    output.split(separator: "\n").last.map(String.init) ?? ""
  }
}
