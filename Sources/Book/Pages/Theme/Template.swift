import Markdown

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

  /// The file of a template, as messages show it.
  static func file(_ name: String) -> String { Theme.folder + folder + name + ending }
}
