/// How reports mark what matters: with the colours of a terminal, or not at all.
public struct TextStyle: Sendable {
  /// Whether colours are used.
  public var isColoured: Bool

  /// A style; who makes it has looked whether there is a terminal.
  public init(isColoured: Bool) { self.isColoured = isColoured }

  func error(_ text: String) -> String { marked(text, "1;31") }
  func place(_ text: String) -> String { marked(text, "1") }
  func removed(_ text: String) -> String { marked(text, "31") }
  func added(_ text: String) -> String { marked(text, "32") }
  /// Spaces that nobody would see: with their background and their colour exchanged.
  func space(_ text: String) -> String { text.isEmpty ? "" : marked(text, "7") }
  func faint(_ text: String) -> String { marked(text, "2") }
  func good(_ text: String) -> String { marked(text, "32") }

  private func marked(_ text: String, _ code: String) -> String {
    isColoured ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text
  }
}
