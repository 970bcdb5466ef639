/// The words of pictures in one language.
///
/// A scene is made in English, as data; what its pictures say is chosen when it is put into the
/// language of a page, see ``Scene/translated(to:)``. What a language has no words for stays in
/// English. Names, addresses, and the causes that a world tells are nobody's words and stay.
public struct SceneLanguage: Sendable, Hashable {
  /// English, in which scenes are made.
  public static let english = SceneLanguage()

  /// The words; scenes are copied often, and share them.
  private let words: Words

  private final class Words: Sendable {
    let phrases: [ScenePhrase: ScenePattern]
    let kinds: [String: String]
    let links: [String: String]
    let texts: [String: String]
    let patterns: [Pattern]

    init(
      phrases: [ScenePhrase: ScenePattern], kinds: [String: String], links: [String: String],
      texts: [String: String], patterns: [Pattern]
    ) {
      self.phrases = phrases
      self.kinds = kinds
      self.links = links
      self.texts = texts
      self.patterns = patterns
    }
  }

  /// A text with places, in English and in the language.
  private struct Pattern: Sendable, Hashable {
    let english: ScenePattern
    let translated: ScenePattern
  }

  private static let englishPhrases: [ScenePhrase: ScenePattern] = {
    var phrases: [ScenePhrase: ScenePattern] = [:]
    for phrase in ScenePhrase.allCases { phrases[phrase] = ScenePattern(phrase.english) }
    return phrases
  }()

  /// A language that has words for these.
  /// - Parameters:
  ///   - phrases: What pictures say of their own, with the places of the English ones.
  ///   - kinds: The names of kinds of boxes by their English ones, `load balancer`, and those of
  ///     several by `load balancers`.
  ///   - links: The words for kinds of links in legends, and between two names, by the English ones.
  ///   - texts: What views of plugins say: titles, badges, and so on, by the English text. One with
  ///     places stands for all texts that it can make, as `{count} s behind` does for `3 s behind`.
  ///     `{count}` is a number, and any other place a text that does not begin with a space. Of
  ///     several that make the same text the first counts, and one without places before all.
  public init(
    phrases: [ScenePhrase: String] = [:], kinds: [String: String] = [:],
    links: [String: String] = [:], texts: [(english: String, text: String)] = []
  ) {
    var all = SceneLanguage.englishPhrases
    for phrase in ScenePhrase.allCases {
      if let text = phrases[phrase] { all[phrase] = ScenePattern(text) }
    }
    var plain: [String: String] = [:]
    var patterns: [Pattern] = []
    for (english, text) in texts {
      let pattern = ScenePattern(english)
      if pattern.places.isEmpty {
        if plain[english] == nil { plain[english] = text }
      } else {
        patterns.append(Pattern(english: pattern, translated: ScenePattern(text)))
      }
    }
    words = Words(phrases: all, kinds: kinds, links: links, texts: plain, patterns: patterns)
  }

  /// Whether both say the same.
  public static func == (left: SceneLanguage, right: SceneLanguage) -> Bool {
    left.words === right.words
      || left.words.phrases == right.words.phrases && left.words.kinds == right.words.kinds
        && left.words.links == right.words.links && left.words.texts == right.words.texts
        && left.words.patterns == right.words.patterns
  }

  /// Adds what costs little: there are few languages.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(words.texts.count)
    hasher.combine(words.patterns.count)
  }

  /// A phrase with these values at its places.
  func text(_ phrase: ScenePhrase, _ values: [(name: String, value: String)] = []) -> String {
    words.phrases[phrase]?.filled(values) ?? ""
  }

  /// What a view of a plugin says, in this language; the text itself where there are no words for
  /// it.
  public func text(of english: String) -> String {
    if let text = words.texts[english] { return text }
    if words.patterns.isEmpty { return english }
    let bytes = Array(english.utf8)
    for pattern in words.patterns {
      if let values = pattern.english.values(in: bytes) {
        return pattern.translated.filled(values)
      }
    }
    return english
  }

  /// The word for a kind.
  func name(of kind: SceneKind) -> String { words.kinds[kind.name] ?? kind.name }

  /// The word for several of a kind.
  func plural(of kind: SceneKind) -> String { words.kinds[kind.plural] ?? kind.plural }

  /// The word for a kind of link.
  func name(of link: SceneLinkKind) -> String { words.links[link.name] ?? link.name }

  /// Things in a row: `a, b and c`.
  func list(_ things: [String]) -> String {
    guard let last = things.last, things.count > 1 else { return things.first ?? "" }
    return text(
      .list, [("first", things.dropLast().joined(separator: ", ")), ("last", last)])
  }
}
