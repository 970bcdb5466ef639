import ArgumentParser
import Book
import Sessions

/// `statebook lint`.
struct LintCommand: BookCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Find mistakes in the text of chapters, and what is probably one.",
    discussion: """
      It finds links and anchors that lead nowhere, headings out of order, fences that are \
      misspelt, commands that are no shell, and sentences that name an object which no scenario \
      of their chapter has; in a whole book also files that nothing uses, claims that nothing \
      proves and programs of fences that cannot be started. It ends with status 1 for warnings, 2 for errors.
      """)

  @Argument(help: ArgumentHelp("What to look at; without it the whole book.", valueName: "path"))
  var places: [String] = []
  @OptionGroup var options: BookOptions
  @OptionGroup var running: RunOptions
  @Flag(help: "Write what is found as JSON.")
  var json = false
  @Flag(help: "Write what is found as annotations of GitHub Actions.")
  var github = false

  func validate() throws {
    if json && github { throw ValidationError("choose one of --json and --github") }
  }

  func run(in installation: Installation) async throws -> CommandStatus {
    let surroundings = installation.surroundings
    var selection = try Selection(places, options, in: installation)
    if places.isEmpty { selection.lintBooks() }
    let diagnostics =
      selection.diagnostics + (await LintCommand.found(in: selection, running, installation))
    let report = LintReport(diagnostics, chapterCount: selection.chapters.count)
    if json {
      surroundings.write(try report.json + "\n")
    } else if github {
      surroundings.write(report.annotations)
    } else {
      surroundings.write(
        report.text(sources: selection.sources, isColoured: surroundings.usesColour))
    }
    return diagnostics.haveErrors ? .mistake : diagnostics.isEmpty ? .success : .differences
  }

  /// What there is to say about the selected chapters, under their paths as shown.
  private static func found(
    in selection: Selection, _ running: RunOptions, _ installation: Installation
  ) async -> [Diagnostic] {
    let session = Session(
      configuration: SessionConfiguration(), plugins: installation.plugins,
      yamlReader: YamsReader())
    let check = ObjectCheck(kinds: session.registrations.kinds)
    session.finish()
    let doubts = selection.chapters.map { check.doubts(about: $0.chapter) }
    // A run is asked only when the text of a chapter does not answer.
    let runs = await selection.run(running) { !doubts[$0].isEmpty }
    return zip(selection.chapters, zip(doubts, runs)).flatMap { item, found in
      let (doubts, run) = found
      let mistakes = run?.diagnostics ?? item.mistakes + item.chapter.shellMistakes
      // What a chapter that cannot run would have is not known.
      let unknown =
        run.map { $0.wasRun } ?? true
        ? check.diagnostics(doubts, of: item.chapter, run: run) : []
      return (mistakes + unknown).inReportingOrder.map { $0.moved(to: item.shown) }
    }
  }
}
