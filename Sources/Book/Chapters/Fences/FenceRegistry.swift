public import Scenes

/// The words that a chapter's fences may begin with.
public struct FenceRegistry: Sendable {
  /// The fence plugins, in the order in which they were added.
  public private(set) var plugins: [FencePlugin] = []
  /// The languages of listings.
  public private(set) var languages: [String]

  /// Whether other words may be there too, because what would tell has a mistake itself: an unknown
  /// word is then no mistake.
  var isIncomplete = false

  /// The words of scenario blocks and claims.
  public static let ownWords = ["console", "check"]

  /// A registry without plugins, with the languages that are always known.
  public init() {
    languages = FenceRegistry.knownLanguages
  }

  /// The registry with the fences that every book has.
  public static let standard: FenceRegistry = {
    var registry = FenceRegistry()
    registry.plugins = FencePlugin.standard
    return registry
  }()

  /// Why a plugin cannot be added.
  public enum Refusal: Error, Hashable, Sendable {
    /// Another fence, or a language, has the word already.
    case taken(word: String)
    /// The word has other characters than lower-case letters, digits and hyphens.
    case badWord(String)
  }

  /// Adds a plugin; its word must be free.
  public mutating func add(_ plugin: FencePlugin) throws(Refusal) {
    let letters = plugin.word.utf8
    guard let first = letters.first, first >= 0x61, first <= 0x7A,
      letters.allSatisfy({ $0 == 0x2D || $0 >= 0x30 && $0 <= 0x39 || $0 >= 0x61 && $0 <= 0x7A })
    else { throw .badWord(plugin.word) }
    guard self[plugin.word] == nil, !FenceRegistry.ownWords.contains(plugin.word),
      !languages.contains(plugin.word)
    else { throw .taken(word: plugin.word) }
    plugins.append(plugin)
  }

  /// The same fences in a book whose plugins draw these kinds of things besides the standard ones.
  public func knowing(
    pictureKinds: @escaping @Sendable () -> [SceneKind]
  ) -> FenceRegistry {
    var registry = self
    for index in plugins.indices where plugins[index].word == FencePlugin.figure.word {
      registry.plugins[index] = .figure(pluginKinds: pictureKinds)
    }
    return registry
  }

  /// The plugin of a word.
  public subscript(word: String) -> FencePlugin? {
    plugins.first { $0.word == word }
  }

  /// All words that are no languages.
  public var fenceWords: [String] { FenceRegistry.ownWords + plugins.map(\.word) }

  /// The languages of listings that are known without any plugin.
  public static let knownLanguages = [
    "bash", "c", "conf", "cpp", "css", "csv", "diff", "dockerfile", "go", "graphql", "html",
    "http", "ini", "java", "javascript", "js", "json", "jsonc", "kotlin", "lua", "makefile",
    "markdown", "md", "mermaid", "nginx", "perl", "php", "plaintext", "powershell", "properties",
    "python", "ruby", "rust", "sh", "shell", "sql", "svg", "swift", "text", "toml", "ts", "txt",
    "typescript", "xml", "yaml", "yml", "zsh",
  ]
}
