import ArgumentParser
import Book
import Sessions

/// `statebook plugins`.
struct PluginsCommand: BookCommand {
  static let configuration = CommandConfiguration(
    commandName: "plugins",
    abstract: "List what is installed: plugins, what each adds, and the fences of a chapter.")

  func run(in installation: Installation) async throws -> CommandStatus {
    let session = Session(
      configuration: SessionConfiguration(), plugins: installation.plugins,
      yamlReader: YamsReader())
    defer { session.finish() }
    var lines: [String] = []
    let entries = session.registrations.entries
    var names = installation.plugins.map { ($0.name, " \($0.version)  \($0.summary)") }
    names.insert(("standard", "  what every world has"), at: 0)
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
    lines.append("fences  \(FenceRegistry.ownWords.joined(separator: ", "))")
    for plugin in installation.fences.plugins {
      lines.append("  \(plugin.word)  \(plugin.summary)")
    }
    installation.surroundings.write(lines.joined(separator: "\n") + "\n")
    for problem in session.diagnostics {
      installation.surroundings.writeError("statebook: error: \(problem)\n")
    }
    return session.diagnostics.isEmpty ? .success : .mistake
  }
}
