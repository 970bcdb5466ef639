import ArgumentParser
import Book
import Foundation
import Values

/// `statebook schema`.
struct SchemaCommand: BookCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Describe as JSON what a chapter may write: fences, attributes, front matter.",
    discussion: """
      It prints JSON Schema, for editors that complete and check what is typed. The parts are \
      front-matter, book (the file book.yaml), claims (the file chapters/claims.yaml), fences and \
      listing. In a book the fences that its programs draw are among them. Editors with \
      yaml-language-server take a part that was written to a file: the first line of book.yaml \
      names it, '# yaml-language-server: $schema=schemas/book.json'.
      """)

  @Argument(
    help: ArgumentHelp("The part to print; without it all.", valueName: "part"),
    completion: .list(BookSchema.partNames))
  var part: String?
  @OptionGroup var options: BookOptions

  func run(in installation: Installation) async throws -> CommandStatus {
    var fences = installation.fences
    if let root = try Selection.root(options, installation.surroundings) {
      fences = installation.source(root).read().fences
    }
    let schema = BookSchema(fences: fences, settings: installation.settings)
    guard let part else {
      installation.surroundings.write(schema.json.prettyText + "\n")
      return .success
    }
    guard let found = schema.parts.first(where: { $0.name == part }) else {
      throw Refusal(
        "there is no part '\(part)' of the schema",
        help: "the parts are " + schema.parts.map(\.name).joined(separator: ", "))
    }
    installation.surroundings.write(found.schema.prettyText + "\n")
    return .success
  }
}
