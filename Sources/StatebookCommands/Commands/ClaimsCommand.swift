import ArgumentParser
import Book

/// `statebook claims`.
struct ClaimsCommand: BookCommand {
  static let configuration = CommandConfiguration(
    commandName: "claims",
    abstract: "List the claims of the book, and the checks that prove each.",
    discussion: """
      It ends with status 1 when a check that names a claim fails, with --strict also when a \
      claim is not proved.
      """)

  @OptionGroup var options: BookOptions
  @OptionGroup var running: RunOptions
  @Flag(help: "Show every check that names a claim, not one of them only.")
  var all = false
  @Flag(help: "Fail when a claim is not proved.")
  var strict = false

  func run(in installation: Installation) async throws -> CommandStatus {
    let surroundings = installation.surroundings
    let selection = try Selection([], options, in: installation)
    let run = await selection.run(running)
    let table = ClaimTable(selection.claims, run)
    let style = TextStyle(isColoured: surroundings.usesColour)
    surroundings.write(table.text(all: all, style: style, shown: selection.shown) + "\n")
    let diagnostics = try Results(run, of: selection, filter: nil).diagnostics
    if diagnostics.haveErrors {
      let renderer = DiagnosticRenderer(
        sources: selection.sources, isColoured: surroundings.usesColour)
      surroundings.writeError(renderer.text(diagnostics))
    }
    if table.rows.contains(where: \.isRed) { return .differences }
    if strict && table.provedCount < table.rows.count { return .differences }
    return diagnostics.haveErrors ? .mistake : .success
  }
}
