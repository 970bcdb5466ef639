public import Scenes

/// A fence of a book's own, whole: what a chapter may write in it, and what a page shows of it.
///
///     extension Fence {
///       static let shout = Fence(
///         FencePlugin(word: "shout", summary: "Text in large letters.")
///       ) { fence, place in
///         Markup("p", ["class": "shout"], text: fence.lines.map(\.text).joined(separator: " "))
///       }
///     }
public struct Fence: Sendable {
  /// What a chapter may write.
  public let plugin: FencePlugin
  /// What a page shows.
  public let renderer: FenceRenderer

  /// A fence. `markup` may throw ``FenceMistakes``; the site is not written then.
  public init(
    _ plugin: FencePlugin,
    markup:
      @escaping @Sendable (_ fence: PluginFence, _ place: FencePlace) throws(FenceMistakes)
      -> Markup
  ) {
    self.plugin = plugin
    renderer = FenceRenderer(word: plugin.word, markup: markup)
  }
}

/// What is wrong with a fence that only shows when it is drawn.
public struct FenceMistakes: Error, Hashable, Sendable {
  /// What is wrong, with at least one error.
  public let diagnostics: [Diagnostic]

  /// Mistakes to report; at least one has to be an error.
  public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}
