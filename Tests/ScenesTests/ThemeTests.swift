import Foundation
import Testing

/// The theme in `site/` keeps its own rules: no inline code, nothing from elsewhere, all words.
@Suite struct ThemeTests {
  private static let site = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "site")

  private func text(_ path: String) throws -> String {
    try String(contentsOf: Self.site.appending(path: path), encoding: .utf8)
  }

  private func templates() throws -> [(name: String, text: String)] {
    try FileManager.default
      .contentsOfDirectory(atPath: Self.site.appending(path: "templates").path).sorted()
      .map { ($0, try text("templates/" + $0)) }
  }

  private func words(_ language: String) throws -> [String] {
    try text("words/\(language).yaml").split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { String($0.prefix { $0 != ":" }) }
  }

  @Test func everyLanguageHasTheSameWords() throws {
    let english = try words("en")
    #expect(!english.isEmpty)
    for file in try FileManager.default.contentsOfDirectory(
      atPath: Self.site.appending(path: "words").path)
    {
      #expect(try words(String(file.dropLast(5))) == english)
    }
  }

  /// What the templates do not say, the renderer of pages does; its tests look at that.
  @Test func templatesUseWordsThatExist() throws {
    var used: Set<String> = []
    for template in try templates() {
      for part in template.text.components(separatedBy: "{{words.").dropFirst() {
        used.insert(String(part.prefix { $0 != "}" }))
      }
    }
    #expect(used.subtracting(try words("en")).isEmpty)
    #expect(used.count > 15)
  }

  @Test func everySectionIsClosedAndEveryPartExists() throws {
    let all = try templates()
    #expect(all.count == 10)
    for template in all {
      var open: [String] = []
      for part in template.text.components(separatedBy: "{{").dropFirst() {
        let tag = part.prefix { $0 != "}" }
        switch tag.first {
        case "#", "^": open.append(String(tag.dropFirst()))
        case "/": #expect(open.popLast() == String(tag.dropFirst()), "\(template.name)")
        case ">":
          let name = tag.dropFirst().trimmingCharacters(in: .whitespaces) + ".mustache"
          #expect(all.contains { $0.name == name })
        default: break
        }
      }
      #expect(open.isEmpty, "\(template.name)")
    }
  }

  @Test func nothingIsInlineAndNothingComesFromElsewhere() throws {
    let copied = try FileManager.default.contentsOfDirectory(atPath: Self.site.path)
      .filter { $0.hasSuffix(".css") || $0.hasSuffix(".js") }
    #expect(copied.count >= 5)
    let all = try templates() + copied.map { ($0, try text($0)) }
    for (name, text) in all {
      for forbidden in [
        "http:", "https:", "\"//", "style=", "onclick", "<style", "@import", "eval(",
      ] {
        #expect(!text.contains(forbidden), "\(name) has \(forbidden)")
      }
      #expect(!text.contains("<script>"), "\(name)")
    }
    let policy = try #require(try templates().first { $0.name == "head.mustache" }).text
    #expect(policy.contains("default-src 'none'; style-src 'self'; script-src 'self';"))
  }

  @Test func everyStateHasItsColoursInBothSchemes() throws {
    let style = try text("style.css")
    for name in ["good", "waiting", "bad", "ending", "gone"] {
      #expect(style.contains(".scene .state-\(name) "))
      #expect(style.contains("  --\(name): light-dark(#"))
      #expect(style.contains("  --\(name)-wash: light-dark(#") || name == "gone")
    }
  }

  @Test func noTwoKindsOfLinesLookAlikeWithoutColour() throws {
    let rules = try text("style.css").split(separator: "\n")
    var looks: [String: String] = [:]
    for kind in ["mounts", "attached", "binds", "routes", "follows", "clones", "joins", "asks"] {
      let rule = rules.first { $0.contains("path.link-\(kind) ") } ?? ""
      func value(_ property: String) -> String {
        rule.components(separatedBy: property + ": ").dropFirst().first
          .map { String($0.prefix { $0 != ";" }) } ?? "none"
      }
      let look = value("stroke-width") + ", " + value("stroke-dasharray")
      #expect(looks[look] == nil, "\(kind) and \(looks[look] ?? "")")
      looks[look] = kind
    }
  }
}
