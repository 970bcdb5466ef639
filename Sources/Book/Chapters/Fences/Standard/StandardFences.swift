extension FencePlugin {
  /// The fences that every book has.
  static let standard: [FencePlugin] =
    [
      aside("note", "A remark beside the text, in Markdown."),
      aside("tip", "A piece of advice beside the text, in Markdown."),
      aside("warning", "A warning beside the text, in Markdown."),
    ] + [.quiz, .table, .glossary, .compare, .timeline, .figure]

  private static func aside(_ word: String, _ summary: String) -> FencePlugin {
    FencePlugin(
      word: word, summary: summary,
      attributes: [AttributeRule("title", .text, "the words above it")],
      content: .markdown)
  }
}
