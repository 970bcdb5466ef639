/// Texts as Redis and its client show and compare them.
enum RedisText {
  /// The inside of a text in quotes.
  static func escaped(_ text: String) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var result: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 34, 92: result += [92, byte]
      case 10: result += Array("\\n".utf8)
      case 13: result += Array("\\r".utf8)
      case 9: result += Array("\\t".utf8)
      case 7: result += Array("\\a".utf8)
      case 8: result += Array("\\b".utf8)
      case 32...126: result.append(byte)
      default: result += Array("\\x".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Whether a text fits a pattern with `*`, `?`, `[a-c]` and backslashes.
  ///
  /// Linear in text and pattern together for each star: it goes back to the last star only.
  static func fits(_ text: String, _ pattern: String) -> Bool {
    let text = Array(text.utf8)
    let pattern = Array(pattern.utf8)
    var t = 0
    var p = 0
    var star: (pattern: Int, text: Int)?
    while true {
      if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
        star = (p + 1, t)
        p += 1
        continue
      }
      if t == text.count {
        if p == pattern.count { return true }
      } else if p < pattern.count, let next = step(pattern, p, text[t]) {
        p = next
        t += 1
        continue
      }
      // What does not fit here may fit when the last star takes one more.
      guard let last = star, last.text < text.count else { return false }
      star = (last.pattern, last.text + 1)
      p = last.pattern
      t = last.text + 1
    }
  }

  /// The place behind the part of the pattern that stands at `place`, when it takes the byte.
  private static func step(_ pattern: [UInt8], _ place: Int, _ byte: UInt8) -> Int? {
    switch pattern[place] {
    case UInt8(ascii: "?"): return place + 1
    case UInt8(ascii: "\\") where place + 1 < pattern.count:
      return pattern[place + 1] == byte ? place + 2 : nil
    case UInt8(ascii: "["):
      var index = place + 1
      var isNegated = false
      if index < pattern.count, pattern[index] == UInt8(ascii: "^") {
        isNegated = true
        index += 1
      }
      var isIn = false
      while index < pattern.count, pattern[index] != UInt8(ascii: "]") {
        if index + 2 < pattern.count, pattern[index + 1] == UInt8(ascii: "-") {
          let low = min(pattern[index], pattern[index + 2])
          let high = max(pattern[index], pattern[index + 2])
          if (low...high).contains(byte) { isIn = true }
          index += 3
        } else {
          if pattern[index] == byte { isIn = true }
          index += 1
        }
      }
      return isIn != isNegated ? min(index + 1, pattern.count) : nil
    default: return pattern[place] == byte ? place + 1 : nil
    }
  }
}
