public import Markdown
public import Scenes

/// Turns the fences of a plugin into HTML.
///
/// ``FencePlugin`` says what a chapter may write, this says what a page shows of it.
public struct FenceRenderer: Sendable {
  /// The word that such a fence begins with.
  public let word: String
  /// Makes the HTML of a fence from the fence and what is around it.
  public let markup:
    @Sendable (_ fence: PluginFence, _ place: FencePlace) throws(FenceMistakes) -> Markup

  /// A renderer for the fences of the ``FencePlugin`` with that word.
  public init(
    word: String,
    markup:
      @escaping @Sendable (_ fence: PluginFence, _ place: FencePlace) throws(FenceMistakes)
      -> Markup
  ) {
    self.word = word
    self.markup = markup
  }
}

/// What the HTML of a fence may be made from.
///
///     static let last = Fence(
///       FencePlugin(word: "last", summary: "What the last command printed.")
///     ) { _, place in
///       let step = place.run?.blocks.last?.steps.last
///       return Markup("pre", ["id": place.id], text: step?.recording.output ?? "")
///     }
public struct FencePlace: Sendable {
  /// The chapter.
  public let chapter: Chapter
  /// The run of the chapter; nil when it was not run.
  public let run: ChapterRun?
  /// An id that nothing else on the page has; further ids begin with it and a hyphen.
  public let id: String
  /// The content of the fence as HTML, for a plugin that takes Markdown; else nothing.
  public let content: Markup

  let words: ThemeWords
  let pictures: ChapterPictures
  let links: ChapterLinks
  let options: HTMLOptions

  /// What the theme says instead of a word of its own: `note`, `tip`, `warning`; nil for a key
  /// that `site/words` does not have.
  public func word(_ key: String) -> String? { words.texts[key] }

  /// The language of the page's pictures, into which a fence translates those that it draws.
  public var language: SceneLanguage { words.pictures }

  /// A part of the content, or other Markdown of the chapter, as HTML. Links lead where they lead
  /// in the site, and what stands in the place of inner fences is in it.
  public func markup(_ document: Document) -> Markup { .trusted(document.html(options)) }

  /// Inline Markdown as HTML.
  public func markup(_ inlines: [Inline]) -> Markup { InlineText.markup(inlines, links: links) }
}

extension [FenceRenderer] {
  /// The renderers of the fences that every book has.
  public static var standard: [FenceRenderer] {
    ["note", "tip", "warning"].map(FenceRenderer.aside) + [
      .quiz, .table, .glossary, .compare, .timeline, .figure,
    ]
  }
}

extension FenceRenderer {
  fileprivate static func aside(_ word: String) -> FenceRenderer {
    FenceRenderer(word: word) { fence, place in
      let title = fence.value("title") ?? place.word(word) ?? word
      return Markup(
        "aside", ["class": word, "aria-labelledby": place.id],
        [
          Markup("p", ["class": "aside-title", "id": place.id], [InlineText.markup(title)]),
          place.content,
        ])
    }
  }
}
