import Markdown

/// What a chapter may write in a fence of a plugin: its word, its attributes and its content.
///
/// How the fence becomes HTML is not said here: reading a chapter needs no page. See
/// ``FenceRenderer`` for that.
///
///     extension FencePlugin {
///       static let verse = FencePlugin(
///         word: "verse", version: "1.0", summary: "A verse of four lines.",
///         attributes: [AttributeRule("by", .text, isRequired: true, "who wrote it")]
///       ) { fence, chapter in
///         var reading = FenceReading()
///         if fence.lines.count != 4 {
///           reading.diagnostics.append(
///             Diagnostic(
///               file: chapter.file, range: fence.code.range, "a verse of \(fence.lines.count) lines",
///               suggestion: "write four"))
///         }
///         return reading
///       }
///     }
public struct FencePlugin: Sendable {
  /// What stands between the fences.
  public enum Content: Hashable, Sendable {
    /// Markdown, fences included.
    case markdown
    /// Text that the plugin reads by itself.
    case text
  }

  /// Reads the content of such a fence: finds what is wrong with it, and what others may link to.
  ///
  /// It is called once for each fence, when the rest of the chapter has been read, so it may also
  /// look at the other blocks. It runs nothing.
  public typealias Reader = @Sendable (_ fence: PluginFence, _ chapter: Chapter) -> FenceReading

  /// The word that such a fence begins with.
  public let word: String
  /// Its version, as `statebook plugins` lists it.
  public let version: String
  /// What it is for, in a sentence.
  public let summary: String
  /// The attributes that it takes. A fence with an `id` can be linked to by it, and a translation
  /// can reuse it unless its text is Markdown.
  public let attributes: [AttributeRule]
  /// What stands between the fences.
  public let content: Content
  /// Reads the content.
  public let read: Reader

  /// A fence plugin. Its word consists of lower-case letters, digits and hyphens.
  public init(
    word: String, version: String = "1.0", summary: String, attributes: [AttributeRule] = [],
    content: Content = .text, read: @escaping Reader = { _, _ in FenceReading() }
  ) {
    self.word = word
    self.version = version
    self.summary = summary
    self.attributes = attributes
    self.content = content
    self.read = read
  }
}

/// What a plugin found in the content of a fence.
public struct FenceReading: Sendable {
  /// Places in the fence that links may lead to.
  public var anchors: [FenceAnchor] = []
  /// The links in text that the plugin reads by itself. Those of Markdown content are known.
  public var links: [Link] = []
  /// What is wrong. With an error among them the book is not built.
  public var diagnostics: [Diagnostic] = []

  /// Nothing found.
  public init() {}
}

/// A place in a fence that has an id on the page.
public struct FenceAnchor: Hashable, Sendable {
  /// The id: what stands behind `#` in a link.
  public let id: String
  /// Where it is in the chapter.
  public let range: SourceRange
  /// What the thing means, as plain text; links that lead here show it.
  public let definition: String?

  /// A place with an id.
  public init(id: String, range: SourceRange, definition: String? = nil) {
    self.id = id
    self.range = range
    self.definition = definition
  }
}
