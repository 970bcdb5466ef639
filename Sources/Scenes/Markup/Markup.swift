/// A piece of HTML or of SVG inside HTML, as a value.
///
/// Pictures and pages are both built of this and written by one writer, ``html``, so everything
/// that is not ``trusted(_:)`` is escaped in one place.
public indirect enum Markup: Sendable, Hashable {
  /// An element with its attributes and children.
  case element(MarkupElement)
  /// Text. It is escaped when it is written.
  case text(String)
  /// HTML that is written as it is: only what our own renderer made, never an author's text.
  case trusted(String)
  /// Several pieces after one another.
  case fragment([Markup])

  /// An element with its attributes in the order in which they are written.
  public init(_ name: String, _ attributes: MarkupAttributes = [:], _ children: [Markup] = []) {
    self = .element(MarkupElement(name: name, attributes: attributes, children: children))
  }

  /// An element that holds only text.
  public init(_ name: String, _ attributes: MarkupAttributes = [:], text: String) {
    self = .element(
      MarkupElement(name: name, attributes: attributes, children: [.text(text)]))
  }

  /// Nothing at all.
  public static var empty: Markup { .fragment([]) }

  /// The piece as it stands in a page.
  public var html: String {
    var writer = MarkupWriter()
    writer.write(self)
    return writer.text
  }
}
