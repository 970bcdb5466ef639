import Scenes
import Values

/// What a program answers about a fence: what the page shows, or what is wrong with the fence.
///
///     {"statebook": 1, "content": ["Text, ", {"element": "b", "attributes": {"class": "x"},
///                                            "content": ["more text"]}]}
///     {"statebook": 1, "errors": [{"line": 2, "message": "…", "help": "…"}]}
///
/// The page is made of elements and text, never of HTML as it is: text is escaped here, and an
/// element or attribute that ``AllowedMarkup`` does not list is refused. `line` counts from 1 in
/// the content of the fence; without it the mistake is the whole fence's.
enum ProgramAnswer {
  case content(Markup)
  case errors([Mistake])

  /// Something that is wrong with a fence.
  struct Mistake: Hashable {
    var line: Int?
    var message: String
    var help: String?

    func diagnostic(_ fence: PluginFence, _ chapter: Chapter) -> Diagnostic {
      var range = fence.code.fence?.infoRange ?? fence.code.range
      let lines = fence.lines
      if let line, lines.indices.contains(line - 1) {
        range = chapter.source.range(lines[line - 1].offsets)
      }
      return Diagnostic(file: chapter.file, range: range, message, suggestion: help)
    }
  }

  /// Why an answer cannot be used.
  struct Problem: Error, Hashable {
    var text: String
  }

  /// Elements inside one another, at most.
  private static let deepest = 60

  /// Reads an answer.
  static func read(_ text: String) -> Result<ProgramAnswer, Problem> {
    do throws(Problem) {
      let answer: JSON
      do throws(JSONError) {
        answer = try JSON.parse(text)
      } catch {
        throw Problem(
          text: text.isEmpty
            ? "it is empty"
            : "it is not JSON: line \(error.line), column \(error.column): \(error.message)")
      }
      guard answer["statebook"]?.integer == Int64(FenceProgram.protocolVersion) else {
        throw Problem(text: "it has no `\"statebook\": \(FenceProgram.protocolVersion)`")
      }
      if let errors = answer["errors"]?.array, !errors.isEmpty {
        var mistakes: [Mistake] = []
        for error in errors {
          guard let message = error["message"]?.string, !message.isEmpty else {
            throw Problem(text: "an error of it has no `message`")
          }
          let line = error["line"]?.integer.map { Int(clamping: $0) }
          mistakes.append(Mistake(line: line, message: message, help: error["help"]?.string))
        }
        return .success(.errors(mistakes))
      }
      guard let content = answer["content"]?.array else {
        throw Problem(text: "it has neither `content` nor `errors`")
      }
      return .success(.content(try markup(content, depth: 0)))
    } catch {
      return .failure(error)
    }
  }

  private static func markup(_ nodes: [JSON], depth: Int) throws(Problem) -> Markup {
    guard depth < deepest else { throw Problem(text: "its elements are too deep in one another") }
    var pieces: [Markup] = []
    for node in nodes {
      if let text = node.string {
        pieces.append(.text(text))
        continue
      }
      guard let name = node["element"]?.string else {
        throw Problem(text: "a piece of its content is neither a text nor an element")
      }
      guard AllowedMarkup.elements.contains(name) else {
        throw Problem(text: "the element `\(name)` is not allowed")
      }
      var attributes: MarkupAttributes = [:]
      for (key, value) in node["attributes"]?.object ?? [:] {
        guard let text = value.string ?? value.integer.map(String.init) else {
          throw Problem(text: "the attribute `\(key)` is neither a text nor a whole number")
        }
        guard AllowedMarkup.allows(key, text) else {
          throw Problem(text: "the attribute `\(key)` is not allowed, or not with this value")
        }
        attributes[key] = text
      }
      let children = try markup(node["content"]?.array ?? [], depth: depth + 1)
      pieces.append(Markup(name, attributes, [children]))
    }
    return .fragment(pieces)
  }
}
