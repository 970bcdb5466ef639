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

  func run(in installation: Installation) async throws -> CommandStatus {
    let session = Session(
      configuration: SessionConfiguration(), plugins: installation.plugins,
      yamlReader: YamsReader())
    defer { session.finish() }
    var lines: [String] = []
    let entries = session.registrations.entries
    var names = installation.plugins.map { ($0.name, " \($0.version)  \($0.summary)") }
    names.insert(("standard", " \(Statebook.version)  what every world has"), at: 0)
    for (name, about) in names {
      lines.append(name + about)
      let own = entries.filter { $0.plugin == name }
      let width = own.map { $0.kind.rawValue.count + $0.name.count + 1 }.max() ?? 0
      for entry in own {
        let title = "\(entry.kind.rawValue) \(entry.name)"
        let space = String(repeating: " ", count: width - title.count)
        lines.append("  \(title)\(space)  \(entry.summary)")
      }
    }
    let own = FenceRegistry.ownWords.joined(separator: ", ")
    lines.append("fences \(Statebook.version)  \(own)")
    for plugin in installation.fences.plugins {
      lines.append("  \(plugin.word)  \(plugin.summary) (\(plugin.version))")
    }
    if let root = try Selection.root(options, installation.surroundings) {
      let programs = installation.source(root).read().programs
      if !programs.isEmpty {
        lines.append("programs that draw fences, protocol \(FenceProgram.protocolVersion)")
      }
      lines += programs.map { "  \($0.word)  \($0.summary) (\($0.path))" }
    }
    installation.surroundings.write(lines.joined(separator: "\n") + "\n")
    for problem in session.diagnostics {
      installation.surroundings.writeError("statebook: error: \(problem)\n")
    }
    return session.diagnostics.isEmpty ? .success : .mistake
  }
}
