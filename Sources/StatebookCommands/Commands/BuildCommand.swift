import ArgumentParser
import Book

/// `statebook build`.
struct BuildCommand: BookCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Run the book and write its site, whole or not at all.",
    discussion: """
      Nothing is published while an output differs, a claim does not hold, or a chapter has a \
      mistake; the site that is there stays.
      """)

  @OptionGroup var options: BookOptions
  @OptionGroup var running: RunOptions
  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "The folder of the site; without it 'site/public' in the book.", valueName: "dir"),
    completion: .directory)
  var output: String?

  func run(in installation: Installation) async throws -> CommandStatus {
    let surroundings = installation.surroundings
    let selection = try Selection([], options, in: installation)
    guard let book = selection.book else { throw Refusal("there is no book here") }
    guard let site = installation.site else {
      throw Refusal("nothing is installed that writes the pages of a site")
    }
    let destination = surroundings.absolute(output ?? book.root + "/site/public")
    let kept = [book.root, book.root + "/chapters"]
    try Publication.check(destination, keeping: kept)
    let run = await selection.run(running, forPages: true)
    selection.keepProposals(of: run)
    let results = try Results(run, of: selection, filter: nil)
    guard results.exitStatus == .success else {
      let style = TextStyle(isColoured: surroundings.usesColour)
      surroundings.write(
        TextReport(
          results, sources: selection.sources, all: false, style: style,
          program: surroundings.program
        ).text)
      if results.exitStatus == .differences,
        let hint = BookProgram.hint(root: book.root, surroundings)
      {
        surroundings.write(hint)
      }
      surroundings.write("the site is not written\n")
      return results.exitStatus
    }
    var diagnostics: [Diagnostic] = []
    let isWritten = try Publication.replace(destination, keeping: kept) { folder in
      diagnostics = try site.write(book.contents, run, book.root, folder)
      return !diagnostics.haveErrors
    }
    let renderer = DiagnosticRenderer(
      sources: selection.sources, isColoured: surroundings.usesColour)
    if !diagnostics.isEmpty { surroundings.writeError(renderer.text(diagnostics)) }
    guard isWritten else {
      surroundings.write("the site is not written\n")
      return .mistake
    }
    surroundings.write(TextReport.summary(results) + "\n")
    surroundings.write(surroundings.shown(destination) + "/index.html\n")
    return .success
  }
}
