import Markdown

/// A fence that a plugin turns into HTML.
public struct PluginFence: Hashable, Sendable {
  /// The word that it begins with.
  public let word: String
  /// Its attributes in order, checked against what the plugin declares.
  public let attributes: [InfoString.Attribute]
  /// Its content as Markdown, when the plugin wants that; places refer to the chapter.
  public let document: Document?
  /// The code block.
  public let code: CodeBlock

  /// The value of an attribute: empty for a bare flag, nil when it is not there.
  public func value(_ name: String) -> String? {
    guard let attribute = attributes.first(where: { $0.name == name }) else { return nil }
    return attribute.value ?? ""
  }
}
