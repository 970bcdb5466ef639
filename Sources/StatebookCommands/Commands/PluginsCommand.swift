import ArgumentParser
import Book
import Foundation
import Sessions

/// `statebook plugins`.
struct PluginsCommand: BookCommand {
  static let configuration = CommandConfiguration(
    commandName: "plugins",
    abstract: "List what is installed: plugins with their versions, what each adds, and fences.",
    discussion: "In a book it also lists the fences that programs of the book draw.")

  @OptionGroup var options: BookOptions
  @Flag(help: "Write the list as JSON.")
  var json = false

  func run(in installation: Installation) async throws -> CommandStatus {
    let session = Session(
      configuration: SessionConfiguration(), plugins: installation.plugins,
      yamlReader: YamsReader())
    defer { session.finish() }
    var programs: [FenceProgram] = []
    if let root = try Selection.root(options, installation.surroundings) {
      programs = installation.source(root).read().programs
    }
    let report = PluginReport(
      plugins: installation.plugins, entries: session.registrations.entries,
      fences: installation.fences, programs: programs)
    installation.surroundings.write(json ? try report.json + "\n" : report.text)
    for problem in session.diagnostics {
      installation.surroundings.writeError("statebook: error: \(problem)\n")
    }
    return session.diagnostics.isEmpty ? .success : .mistake
  }
}
