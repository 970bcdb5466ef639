import ArgumentParser
import Book

/// `statebook test`.
struct TestCommand: BookCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run chapters as tests: every output and every claim is compared.",
    discussion: """
      Without a path it runs the whole book. A path is a chapter, a folder of chapters, or any \
      Markdown file with scenarios; PATH:LINE reports one command, claim or block only. \
      It never writes a chapter; what it proposes is taken with 'statebook accept'. \
      With a translation it tests the chapter whose commands that reuses.
      """)

  @Argument(
    help: ArgumentHelp("What to test.", valueName: "path[:line]"), completion: .chapters)
  var places: [String] = []
  @OptionGroup var options: BookOptions
  @OptionGroup var running: RunOptions
  @Option(
    help: ArgumentHelp(
      "Report only commands and claims whose place, block or text contains this.",
      valueName: "text"))
  var filter: String?
  @Flag(help: "Show every difference, also those that follow from an earlier one.")
  var all = false
  @Flag(help: "Write the results as JSON.")
  var json = false
  @Option(
    help: ArgumentHelp("Also write the results as a JUnit report to a file.", valueName: "file"),
    completion: .file())
  var junit: String?
  @Flag(help: "Write failures as annotations of GitHub Actions.")
  var github = false

  @Flag(help: "Also show what took longest, in time here and in the world. Every chapter is run.")
  var profile = false

  func validate() throws {
    if json && github { throw ValidationError("choose one of --json and --github") }
    if profile && (json || github) {
      throw ValidationError("--profile is for a person: leave out --json and --github")
    }
  }

  func run(in installation: Installation) async throws -> CommandStatus {
    let surroundings = installation.surroundings
    if let junit { try JUnitReport.checkPlace(junit, in: surroundings) }
    var selection = try Selection(places, options, in: installation)
    try selection.addOriginals()
    let (run, costs) =
      profile ? selection.profile() : (await selection.run(running), [StepCost]())
    selection.keepProposals(of: run)
    let results = try Results(run, of: selection, filter: filter)
    if let filter, results.isEmpty, !results.diagnostics.haveErrors {
      throw Refusal(
        "no command and no claim has '\(filter)' in its place, block or text",
        help: "leave --filter out to see all")
    }
    if let junit {
      let report = JUnitReport(results, program: surroundings.program).text
      try AtomicFile.replace(surroundings.absolute(junit), with: Array(report.utf8))
    }
    if json {
      surroundings.write(try JSONReport(results).text + "\n")
    } else if github {
      surroundings.write(GitHubReport(results, all: all, program: surroundings.program).text)
    } else {
      surroundings.write(
        TextReport(
          results, sources: selection.sources, all: all,
          style: TextStyle(isColoured: surroundings.usesColour), program: surroundings.program
        ).text)
      if results.exitStatus == .differences,
        let hint = BookProgram.hint(root: selection.book?.root, surroundings)
      {
        surroundings.write(hint)
      }
    }
    if profile { surroundings.write(ProfileReport(costs, shown: selection.shown).text) }
    return results.exitStatus
  }
}
