import Book
import Foundation
import Sessions

/// What is installed: plugins and what each adds, and fences.
struct PluginReport: Encodable {
  /// A plugin and what it adds to a world.
  struct Plugin: Encodable {
    var name: String
    var version: String
    var summary: String
    var adds: [Addition]
  }

  struct Addition: Encodable {
    var kind: String
    var name: String
    var summary: String
  }

  /// A fence, and the program that draws it, if one does.
  struct Fence: Encodable {
    var word: String
    var version: String?
    var summary: String
    var program: String?
  }

  /// The version of statebook.
  let statebook = Statebook.version
  /// The version of what is said between statebook and programs that draw fences.
  let programProtocol = FenceProgram.protocolVersion
  let plugins: [Plugin]
  let fences: [Fence]

  init(
    plugins: [SimulationPlugin], entries: [Registrations.Entry], fences: FenceRegistry,
    programs: [FenceProgram]
  ) {
    let standard = [("standard", Statebook.version, "what every world has")]
    self.plugins = (standard + plugins.map { ($0.name, $0.version, $0.summary) }).map { plugin in
      Plugin(
        name: plugin.0, version: plugin.1, summary: plugin.2,
        adds: entries.filter { $0.plugin == plugin.0 }.map { entry in
          Addition(kind: entry.kind.rawValue, name: entry.name, summary: entry.summary)
        })
    }
    let own = [
      Fence(
        word: "console", version: Statebook.version,
        summary: "A scenario: commands, and what they printed."),
      Fence(
        word: "check", version: Statebook.version,
        summary: "Claims: sentences, each with a command that must succeed."),
    ]
    self.fences =
      own + fences.plugins.map { Fence(word: $0.word, version: $0.version, summary: $0.summary) }
      + programs.map { program in
        Fence(
          word: program.word, version: program.version, summary: program.summary,
          program: program.path)
      }
  }

  /// For a person.
  var text: String {
    var lines: [String] = []
    for plugin in plugins {
      lines.append("\(plugin.name) \(plugin.version)  \(plugin.summary)")
      let titles = plugin.adds.map { "\($0.kind) \($0.name)" }
      let width = titles.map(\.count).max() ?? 0
      lines += zip(plugin.adds, titles).map { addition, title in
        let space = String(repeating: " ", count: width - title.count)
        return "  \(title)\(space)  \(addition.summary)"
      }
    }
    lines.append("fences")
    let (drawn, others) = (
      fences.filter { $0.program != nil }, fences.filter { $0.program == nil }
    )
    lines += others.map { "  \($0.word)  \($0.summary) (\($0.version ?? ""))" }
    if !drawn.isEmpty { lines.append("programs that draw fences, protocol \(programProtocol)") }
    lines += drawn.map { fence in
      let version = fence.version.map { ", version \($0)" } ?? ""
      return "  \(fence.word)  \(fence.summary) (\(fence.program ?? "")\(version))"
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// As JSON: `statebook`, `programProtocol`, `plugins` with what each adds, and `fences`.
  var json: String {
    get throws { String(decoding: try JSONReport.encoder.encode(self), as: UTF8.self) }
  }
}
