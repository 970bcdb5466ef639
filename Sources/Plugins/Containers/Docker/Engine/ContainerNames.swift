import Simulation

/// The names that containers get when nobody names them: `quiet_noether`.
enum ContainerNames {
  private static let qualities = [
    "amazing", "bold", "brave", "busy", "charming", "clever", "cool", "eager", "elegant",
    "focused", "friendly", "gracious", "happy", "jolly", "keen", "kind", "lucid", "nice",
    "optimistic", "peaceful", "quirky", "relaxed", "serene", "sharp", "sleepy", "upbeat",
    "vibrant", "wizardly", "youthful", "zen",
  ]
  private static let people = [
    "babbage", "bardeen", "bell", "bohr", "boyd", "carson", "cerf", "curie", "darwin", "dijkstra",
    "einstein", "euler", "fermat", "franklin", "galileo", "gauss", "hamilton", "hawking", "hopper",
    "kepler", "knuth", "lamport", "lovelace", "meitner", "newton", "noether", "pascal", "ritchie",
    "shannon", "turing",
  ]

  /// The name that belongs to a container's id, and the next ones when that is taken.
  static func name(for id: String, try number: UInt64, _ random: KeyedRandom) -> String {
    let quality = qualities[random.pick(below: qualities.count, "container quality", id, number)]
    let person = people[random.pick(below: people.count, "container person", id, number)]
    return quality + "_" + person
  }

  /// Whether a text can be the name of a container or volume.
  static func isValid(_ name: String) -> Bool {
    guard let first = name.utf8.first, isLetterOrDigit(first), name.utf8.count > 1 else {
      return false
    }
    return name.utf8.allSatisfy {
      isLetterOrDigit($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".")
        || $0 == UInt8(ascii: "-")
    }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    byte >= 48 && byte <= 57 || (byte | 0x20) >= 97 && (byte | 0x20) <= 122
  }
}
