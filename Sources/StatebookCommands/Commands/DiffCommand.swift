import ArgumentParser
import Book
import Foundation

/// `statebook diff`.
struct DiffCommand: BookCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what the last test proposed to write into the chapters.",
    discussion: """
      It prints a patch, which 'statebook accept' applies. It ends with status 1 when there is \
      something to accept, like diff.
      """)

  @Argument(
    help: ArgumentHelp("What to show.", valueName: "path[:line]"), completion: .chapters)
  var places: [String] = []
  @OptionGroup var options: BookOptions

  func run(in installation: Installation) async throws -> CommandStatus {
    let surroundings = installation.surroundings
    let selection = try Selection(places, options, in: installation)
    let style = TextStyle(isColoured: surroundings.usesColour)
    var status = CommandStatus.success
    for item in selection.chapters {
      let text = Fingerprint(item.chapter.source.bytes)
      guard let proposal = try item.store.proposal(for: item.chapter.file, text: text) else {
        continue
      }
      guard text == proposal.text else {
        surroundings.writeError(
          "statebook: error: \(item.shown) changed since its last run\n"
            + "  help: run \(surroundings.program) test \(item.shown)\n")
        status = .mistake
        continue
      }
      let edits = proposal.edits(at: item.lines)
      guard !edits.isEmpty else { continue }
      surroundings.write(Patch(edits, of: item.chapter, file: item.shown, style: style).text)
      status = max(status, .differences)
    }
    return status
  }
}
