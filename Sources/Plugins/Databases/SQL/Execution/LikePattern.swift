/// `LIKE`: `%` is any text, `_` any character; letters are compared by the collation.
enum LikePattern {
  static func matches(_ text: String, _ pattern: String, escape: UInt8 = 92) -> Bool {
    matches(text, pattern, escape: escape, stepLimit: .max) ?? false
  }

  /// The same; nil when that takes more steps than are allowed.
  static func matches(
    _ text: String, _ pattern: String, escape: UInt8, stepLimit: Int
  ) -> Bool? {
    let text = Array(Collation.key(text).unicodeScalars)
    let pattern = Array(Collation.key(pattern).unicodeScalars)
    let escape = UInt32(escape)
    var place = 0
    var next = 0
    // Where to try again: behind the last `%`, one character further on.
    var retryPattern = -1
    var retryText = 0
    var steps = 0
    while place < text.count {
      steps += 1
      if steps > stepLimit { return nil }
      if next < pattern.count {
        let mark = pattern[next].value
        if mark == escape, next + 1 < pattern.count {
          if pattern[next + 1] == text[place] {
            place += 1
            next += 2
            continue
          }
        } else if mark == 37 {
          retryPattern = next
          retryText = place
          next += 1
          continue
        } else if mark == 95 || pattern[next] == text[place] {
          place += 1
          next += 1
          continue
        }
      }
      guard retryPattern >= 0 else { return false }
      retryText += 1
      place = retryText
      next = retryPattern + 1
    }
    while next < pattern.count, pattern[next].value == 37 { next += 1 }
    return next == pattern.count
  }
}
