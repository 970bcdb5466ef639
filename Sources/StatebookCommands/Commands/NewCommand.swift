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

  @Argument(help: ArgumentHelp("The folder of the new book.", valueName: "dir"))
  var folder: String
  @Option(help: "The title of the book; without it the name of the folder.")
  var title: String?
  @Option(
    help: ArgumentHelp(
      "The folder of statebook's package; without it the one that this program was built in.",
      valueName: "dir"))
  var statebook: String?

  func run(in installation: Installation) async throws -> CommandStatus {
    let surroundings = installation.surroundings
    let destination = URL(filePath: surroundings.absolute(folder)).standardizedFileURL
    let package = try package(surroundings)
    let words = destination.lastPathComponent
    let title = title ?? words
    guard !title.isEmpty, !title.contains(where: { "\"\\\n{}".contains($0) }) else {
      throw Refusal(
        "a title has letters, digits and spaces, but no quotation marks, backslashes or braces",
        help: "give one with --title")
    }
    let template = BookTemplate(title: title, name: NewCommand.name(of: words), statebook: package)
    try write(template.files, to: destination)
    let shown = surroundings.shown(destination.path)
    let isHere =
      destination.path == URL(filePath: surroundings.workingDirectory).standardizedFileURL.path
    surroundings.write(
      """
      \(shown) is a new book. Try:\(isHere ? "" : "\n  cd \(shown)")
        swift run book test
        swift run book build
      How to write a chapter: \(package)/chapters/en/93-writing-a-chapter.md

      """)
    return .success
  }

  /// The folder of statebook's package.
  private func package(_ surroundings: Surroundings) throws -> String {
    let given = statebook.map(surroundings.absolute)
    // …/Sources/StatebookCommands/Commands/NewCommand.swift
    let built = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in
      url.deletingLastPathComponent()
    }
    let package = URL(filePath: given ?? built.path).standardizedFileURL
    let manifest = package.appending(path: "Package.swift")
    let text = (try? String(contentsOf: manifest, encoding: .utf8)) ?? ""
    guard text.contains("name: \"Statebook\"") else {
      throw Refusal(
        "\(package.path) is not the folder of statebook's package",
        help: "name it with --statebook DIR")
    }
    return package.path
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
