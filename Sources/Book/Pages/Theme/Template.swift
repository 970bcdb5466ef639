import Markdown
import Mustache

/// A template of a theme, with its tags.
struct Template {
  /// The name by which others include it: its file's, without the ending.
  let name: String
  let source: SourceText
  let tags: [TemplateTag]
  /// What cannot be read of it.
  let flaws: [(offsets: Range<Int>, summary: String)]

  static let folder = "templates/"
  static let ending = ".mustache"

  init(name: String, _ bytes: [UInt8]) {
    self.name = name
    source = SourceText(bytes)
    let tags = TemplateTags(source.bytes)
    self.tags = tags.tags
    flaws = tags.flaws
  }

  var file: String { Template.file(name) }

  /// The text with the words of a language in place of the tags that show them: half of the tags
  /// of a page are such, and on a hundred pages they all say the same.
  func text(saying words: ThemeWords) -> String {
    // The engine itself escapes what it shows.
    guard let shown = try? MustacheTemplate(string: "{{word}}") else { return source.text }
    var text: [UInt8] = []
    var end = 0
    for tag in tags where tag.kind == .escaped && tag.name.hasPrefix(Template.wordsPrefix) {
      let key = String(tag.name.dropFirst(Template.wordsPrefix.count))
      // A word with a brace would be read as a tag.
      guard let word = words.texts[key], !word.utf8.contains(UInt8(ascii: "{")) else { continue }
      text += source.bytes[end..<tag.offsets.lowerBound]
      text += shown.render(["word": word]).utf8
      end = tag.offsets.upperBound
    }
    text += source.bytes[end...]
    return String(decoding: text, as: UTF8.self)
  }

  private static let wordsPrefix = "words."

  /// The file of a template, as messages show it.
  static func file(_ name: String) -> String { Theme.folder + folder + name + ending }
}
