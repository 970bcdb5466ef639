import Sessions
import Simulation
import Values

/// What a command asks for and the world of its chapter has not: an image that a real registry may
/// well have, a cluster, a host.
///
/// The programs say what the real ones say, who know nothing of chapters. It is looked for in their
/// own words, so that it is found however a command came to them.
struct WorldLack {
  /// What is not there and what to do, in one sentence.
  let sentence: String
  /// Whether it is all there is to say: nothing else that happens in the world has to do with it.
  let isWholeCause: Bool

  /// - Parameters:
  ///   - texts: what a command printed, and what is known of its cause.
  ///   - images: those that the world has.
  ///   - configuration: what the front matter says of the world.
  /// - Returns: nil when nothing is missing that these texts speak of.
  init?(in texts: [String], images: ImageRegistry, configuration: SessionConfiguration) {
    for text in texts {
      if configuration.settings["cluster"] == .bool(false),
        text.contains("The connection to the server localhost:8080 was refused")
      {
        sentence = "this chapter has no cluster: its front matter says `cluster: none`"
        isWholeCause = true
        return
      }
      if let host = WorldLack.host(in: text) {
        let count =
          if case .integer(let count) = configuration.settings["hosts"] { count } else { Int64(0) }
        sentence =
          count == 0
          ? "this chapter has no host \(host): put `hosts: \(host.dropFirst(5))` into its front "
            + "matter" : "this chapter has no host \(host): its front matter says `hosts: \(count)`"
        isWholeCause = true
        return
      }
    }
    guard let sentence = texts.lazy.compactMap({ WorldLack.image(in: $0, images) }).first else {
      return nil
    }
    self.sentence = sentence
    isWholeCause = false
  }

  /// The host that a text says is unknown, if it has a name that `hosts` can give.
  private static func host(in text: String) -> String? {
    guard let match = text.firstMatch(of: /Could not resolve hostname (host-[1-9][0-9]?):/) else {
      return nil
    }
    return String(match.1)
  }

  /// The first image that a text speaks of as one that cannot be pulled.
  private static func image(in text: String, _ images: ImageRegistry) -> String? {
    let quoted = text.matches(of: /(?:pull(?:ing)?|unpack|find) image ["']([^"'\n]+)["']/)
    let bare = text.matches(of: /(?:pull access denied|manifest) for ([^\s,]+)/)
    for name in quoted.map(\.1) + bare.map(\.1) {
      switch images.pull(String(name)) {
      case .pulled: continue
      case .noRepository(let name):
        return "this world has no image \(name.familiarRepository) "
          + "(`statebook plugins` lists the images)"
      case .noTag(let name):
        return "this world has no \(name.familiarRepository) with the tag \(name.tag)"
      }
    }
    return nil
  }
}
