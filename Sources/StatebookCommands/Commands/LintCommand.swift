import ArgumentParser
import Book
import Foundation
import Sessions

/// `statebook lint`.
struct LintCommand: BookCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Find mistakes in the text of chapters, and what is probably one.",
    discussion: """
      It finds links and anchors that lead nowhere, headings out of order, fences that are \
      misspelt, commands that are no shell, sentences that name an object or a file which no \
      scenario of their chapter has, files that no command uses, checks that run \
      in another session than the block above them, text between ~~, translations with other commands \
      than the original, and all that keeps the pages from being built; the programs of fences are \
      started for that. In a whole book it also finds files that nothing uses, claims that nothing \
      proves and programs that cannot be started. It ends with status 1 for warnings, 2 for errors.
      """)

  @Argument(
    help: ArgumentHelp("What to look at; without it the whole book.", valueName: "path"),
    completion: .chapters)
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
    selection.lintBooks(isWhole: places.isEmpty)
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
    let doubts = selection.chapters.map { item in
      check.doubts(about: item.chapter).filter { !isFileOfBook($0, item) }
    }
    // A run is asked only when the text of a chapter does not answer. It does not know files.
    let runs = await selection.run(running) { doubts[$0].contains { $0.sort != .file } }
    return zip(selection.chapters, zip(doubts, runs)).flatMap { item, found in
      let (doubts, run) = found
      let mistakes = run?.diagnostics ?? item.mistakes + item.chapter.shellMistakes
      // What a chapter that cannot run would have is not known.
      let unknown =
        run.map { $0.wasRun } ?? true
        ? check.diagnostics(doubts, of: item.chapter, run: run) : []
      let doubtful =
        FileCheck.unusedFiles(of: item.chapter) + SessionCheck.doubts(about: item.chapter)
        + StrikethroughCheck.doubts(about: item.chapter)
      return (mistakes + unknown + doubtful).inReportingOrder.map { $0.moved(to: item.shown) }
    }
  }

  /// Whether a sentence names a file that the book has, such as `book.yaml`.
  private static func isFileOfBook(_ object: NamedObject, _ item: Selection.Item) -> Bool {
    guard object.sort == .file else { return false }
    let folders = [item.root, URL(filePath: item.path).deletingLastPathComponent().path]
    return [BookContents.settingsFile, ClaimList.file].contains { $0.hasSuffix(object.text) }
      || folders.contains { FileManager.default.fileExists(atPath: $0 + "/" + object.text) }
  }
}
