import ArgumentParser
import Book
import Foundation

/// `statebook new`.
struct NewCommand: BookCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Make a new book that builds and passes: two chapters and a plugin of its own.",
    discussion: """
      The book is a Swift package that depends on statebook. The folder must not exist yet, or be \
      empty.
      """)

  @Argument(
    help: ArgumentHelp("The folder of the new book.", valueName: "dir"), completion: .directory)
  var folder: String
  @Option(help: "The title of the book; without it the name of the folder.")
  var title: String?
  @Option(
    help: ArgumentHelp(
      "The folder of statebook's package; without it the one that this program was built in.",
      valueName: "dir"),
    completion: .directory)
  var statebook: String?
  @Option(
    help: ArgumentHelp(
      "The address of statebook's git repository, for a book that can be built anywhere; without "
        + "it the book finds statebook in its folder on this machine only.",
      valueName: "url"))
  var url: String?

  func run(in installation: Installation) async throws -> CommandStatus {
    let surroundings = installation.surroundings
    let destination = URL(filePath: surroundings.absolute(folder)).standardizedFileURL
    let package = try StatebookPackage(statebook.map(surroundings.absolute))
    let words = destination.lastPathComponent
    let title = title ?? words
    guard !title.isEmpty, !title.contains(where: { "\"\\\n{}".contains($0) }) else {
      throw Refusal(
        "a title has letters, digits and spaces, but no quotation marks, backslashes or braces",
        help: "give one with --title")
    }
    let address = url ?? ""
    guard url != "", !address.contains(where: { "\"\\{}".contains($0) || $0.isWhitespace }) else {
      throw Refusal(
        "--url \(address) is not the address of a git repository",
        help: "give one that 'git clone' takes: https://example.org/statebook.git")
    }
    let template = BookTemplate(
      title: title, name: NewCommand.name(of: words), statebook: package, address: address)
    try write(template.files, to: destination)
    let shown = surroundings.shown(destination.path)
    let isHere =
      destination.path == URL(filePath: surroundings.workingDirectory).standardizedFileURL.path
    let source =
      url == nil
      ? "The book finds statebook in \(package.folder), on this machine only. Before you publish\n"
        + "it, write the address of statebook's git repository into Package.swift."
      : "The book finds statebook at \(address), revision \(package.revision)."
    surroundings.write(
      """
      \(shown) is a new book. Try:\(isHere ? "" : "\n  cd \(shown)")
        swift run book test
        swift run book build
      How to write a chapter: \(package.folder)/chapters/en/93-writing-a-chapter.md
      \(source)
      Commit Package.resolved, which the first run makes, with the rest.

      """)
    return .success
  }

  /// The name of a package: letters, digits and hyphens.
  static func name(of folder: String) -> String {
    let words = folder.split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
    return words.isEmpty ? "book" : words.joined(separator: "-")
  }

  /// Writes all files, or none: they are made beside the folder, which takes its place at the end.
  private func write(_ files: [String: Data], to destination: URL) throws {
    let manager = FileManager.default
    if let names = try? manager.contentsOfDirectory(atPath: destination.path) {
      guard names.isEmpty else {
        throw Refusal("\(folder) is there already, and not empty", help: "choose another folder")
      }
    } else if manager.fileExists(atPath: destination.path) {
      throw Refusal("\(folder) is there already", help: "choose another folder")
    }
    let parent = destination.deletingLastPathComponent()
    let draft = parent.appending(path: ".\(destination.lastPathComponent).\(UUID().uuidString)")
    do {
      defer { try? manager.removeItem(at: draft) }
      for (path, data) in files {
        let file = draft.appending(path: path)
        try manager.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: file)
      }
      if manager.fileExists(atPath: destination.path) {
        // The folder stays the one in which somebody may stand.
        for name in try manager.contentsOfDirectory(atPath: draft.path) {
          try manager.moveItem(
            at: draft.appending(path: name), to: destination.appending(path: name))
        }
      } else {
        try manager.moveItem(at: draft, to: destination)
      }
    } catch let error as CocoaError {
      throw Refusal("\(folder) cannot be made: \(error.localizedDescription)")
    }
  }
}
