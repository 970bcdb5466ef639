/// Where things of a kind stand in a picture when nothing is around them.
enum SceneRole {
  /// At the top: who calls, and what sends the calls on.
  case front
  /// In the middle: a machine, or anything else that is drawn as a card with things inside.
  case card
  /// In the strip for what has no machine yet.
  case waiting
  /// Below: a claim.
  case claim
  /// Below the claims: remote storage.
  case volume
}

extension SceneKind {
  var role: SceneRole {
    switch name {
    case "client", "service", "load balancer", "controller": return .front
    case "claim": return .claim
    case "volume": return .volume
    case "pod", "container", "process": return .waiting
    default: return .card
    }
  }

  /// Whether what is inside of it runs on it.
  var isMachine: Bool { name == "node" || name == "host" }

  /// The class in the page: `kind-load-balancer`.
  var className: String { "kind-" + name.classWord }

  /// The word for several of them.
  var plural: String {
    let bytes = Array(name.utf8)
    guard let last = bytes.last else { return "things" }
    let before = bytes.count > 1 ? bytes[bytes.count - 2] : 0
    let ends = (before, last)
    switch ends {
    case (_, UInt8(ascii: "s")), (_, UInt8(ascii: "x")), (_, UInt8(ascii: "z")),
      (UInt8(ascii: "c"), UInt8(ascii: "h")), (UInt8(ascii: "s"), UInt8(ascii: "h")):
      return name + "es"
    default:
      return name + "s"
    }
  }
}

extension String {
  /// The text as a word that may stand in a class attribute.
  var classWord: String {
    var word = ""
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0x61...0x7A, 0x30...0x39: word.unicodeScalars.append(scalar)
      case 0x41...0x5A:
        word.unicodeScalars.append(Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value + 0x20)))
      default: word += "-"
      }
    }
    return word
  }

  /// The text with a capital first letter.
  var capitalizedFirst: String {
    guard let first else { return self }
    return first.uppercased() + dropFirst()
  }

  /// Whether the text contains a word, letter for letter.
  func mentions(_ word: String) -> Bool {
    let text = Array(utf8)
    let part = Array(word.utf8)
    if part.isEmpty || part.count > text.count { return false }
    for start in 0...(text.count - part.count)
    where text[start] == part[0] && text[start..<(start + part.count)].elementsEqual(part) {
      return true
    }
    return false
  }
}
