/// What a link says about its two ends, read from the first to the second. The name is open.
public struct SceneLinkKind: Sendable, Hashable, ExpressibleByStringLiteral {
  /// The word for it in the legend. That of a kind of one's own is also said between the two ends:
  /// a verb in the third person.
  public let name: String

  /// A kind with the word that readers see between the two ends: `calls`.
  public init(_ name: String) {
    self.name = name
  }

  /// A kind with the word that readers see between the two ends.
  public init(stringLiteral value: String) {
    name = value
  }

  /// A pod uses a claim or volume.
  public static let mounts = SceneLinkKind("mounts")
  /// A volume is attached to a machine.
  public static let attached = SceneLinkKind("attached")
  /// A claim is bound to a volume.
  public static let binds = SceneLinkKind("binds")
  /// A service or balancer sends traffic to a pod or server.
  public static let routes = SceneLinkKind("routes")
  /// A replica follows the one whose changes it applies.
  public static let follows = SceneLinkKind("follows")
  /// A replica copies all files of the one that it will follow.
  public static let clones = SceneLinkKind("clones")

  /// Only in legends: a line of any kind whose state is bad.
  static let cut = SceneLinkKind("cut")

  /// The kinds that have a name here; plugins may bring more.
  public static let standard: [SceneLinkKind] = [
    .mounts, .attached, .binds, .routes, .follows, .clones,
  ]
}

extension SceneLanguage {
  /// A link as a clause: `web-0 mounts data-web-0`.
  func clause(_ kind: SceneLinkKind, from: String, to: String) -> String {
    let phrase: ScenePhrase
    switch kind {
    case .attached: phrase = .attached
    case .binds: phrase = .binds
    case .routes: phrase = .routes
    default: phrase = .link
    }
    return text(phrase, [("from", from), ("verb", name(of: kind)), ("to", to)])
  }
}
