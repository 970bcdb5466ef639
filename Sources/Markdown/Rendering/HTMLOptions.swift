/// What a page wants of a document's HTML beyond CommonMark's own.
public struct HTMLOptions: Sendable {
  /// The HTML to put in place of a code block, by the byte offset at which the block starts
  /// (`CodeBlock.range.start.offset`). It is trusted: whoever made it has escaped it.
  public var replacements: [Int: String] = [:]
  /// Whether each heading gets its anchor as `id`.
  public var headingAnchors = true
  /// The accessible name of the link behind each heading to itself; nil for no such links.
  public var permalinkLabel: String?
  /// The lowest heading level allowed: with 2, `#` becomes `h2`, `##` becomes `h3`.
  public var topHeadingLevel = 1
  /// Where a link or image is to point instead; nil leaves it as it is.
  public var destination: (@Sendable (_ destination: String, _ isImage: Bool) -> String?)?

  /// The start tag of a link, when it is to have another than CommonMark's; nil leaves it. The
  /// destination is given as it is written; the tag is trusted.
  public var linkStart: (@Sendable (_ destination: String) -> String?)?

  /// CommonMark's HTML, with an `id` on each heading.
  public init() {}
}
