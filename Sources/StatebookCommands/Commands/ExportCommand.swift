import ArgumentParser
import Book
import Foundation

/// `statebook export`.
struct ExportCommand: BookCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a chapter's files and a bash script with its commands, for a real cluster.",
    discussion: """
      The script run.sh has the commands and the claims of the chapter, the folder files what the \
      chapter shows as files. The folder that they are written to must not exist yet, or be empty or \
      an earlier export, whose files of these names are replaced. What only the simulation can do, such as cutting the power of a node, the script asks a person to do.
      """)

  @Argument(help: ArgumentHelp("The chapter.", valueName: "chapter"), completion: .chapters)
  var place: String
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The folder to write to. Without it, 'export' and the name of the chapter in it.",
      valueName: "dir"),
    completion: .directory)
  var output: String?
  @OptionGroup var options: BookOptions

  func run(in installation: Installation) async throws -> CommandStatus {
    let surroundings = installation.surroundings
    let selection = try Selection([place], options, in: installation)
    guard let item = selection.chapters.first, selection.chapters.count == 1, item.lines == nil
    else { throw Refusal("\(place) is not one chapter", help: "name one Markdown file") }
    let mistakes = item.mistakes.map { $0.moved(to: item.shown) }
    if mistakes.haveErrors {
      let renderer = DiagnosticRenderer(
        sources: selection.sources, isColoured: surroundings.usesColour)
      surroundings.writeError(renderer.text(mistakes))
      return .mistake
    }
    let folder = surroundings.absolute(output ?? "export/" + item.chapter.slug)
      .trimmingTrailingSlashes()
    let shown = surroundings.shown(folder)
    if let book = selection.book, (folder + "/").hasPrefix("\(book.root)/chapters/") {
      throw Refusal(
        "\(shown) lies in the folder of the book's chapters",
        help: "choose another folder with --output")
    }
    try Publication.checkFolder(
      folder, shown: shown, markedBy: ChapterExport.marker, as: "an export")
    for file in [ChapterExport.mark] + ChapterExport(item.chapter).files {
      let url = URL(filePath: folder).appending(path: file.path)
      do {
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      } catch {
        throw Refusal("cannot make the folder of \(surroundings.shown(url.path)): \(error)")
      }
      try AtomicFile.replace(url.path, with: Array(file.text.utf8), survivesPowerLoss: false)
      if file.isProgram {
        try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: url.path)
      }
      if file != ChapterExport.mark { surroundings.write(surroundings.shown(url.path) + "\n") }
    }
    return .success
  }
}
