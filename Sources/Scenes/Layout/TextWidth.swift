/// Estimates of how wide text is drawn, in whole units and without a font.
///
/// Each character belongs to one of a few classes with a fixed width. The estimate is on the wide
/// side of the common system fonts, so that text that fits by it fits in the page.
enum TextWidth {
  enum Face {
    /// Names: the fixed-width font.
    case mono
    /// Everything else.
    case sans
  }

  /// Longer text is never measured to its end: no line is that wide.
  static let scalarLimit = 400

  private static let ellipsis: Unicode.Scalar = "…"

  /// The width of text at a size, rounded up.
  static func of(_ text: String, size: Int, face: Face) -> Int {
    var thousandths = 0
    var count = 0
    for scalar in text.unicodeScalars {
      thousandths += width(of: scalar, face: face)
      count += 1
      if count == scalarLimit { break }
    }
    return (thousandths * size + 999) / 1000
  }

  /// The text, or its beginning and end with `…` between them, in at most `limit` units.
  ///
  /// Names differ most often at their ends, so the middle is what goes.
  static func shortenedInTheMiddle(
    _ text: String, to limit: Int, size: Int, face: Face
  ) -> String {
    let isLong = text.utf8.count > scalarLimit
    if !isLong && of(text, size: size, face: face) <= limit { return text }
    var head = Array(text.prefix(scalarLimit / 2))
    var tail = Array(text.suffix(scalarLimit / 2))
    if !isLong {
      let all = Array(text)
      head = Array(all[..<((all.count + 1) / 2)])
      tail = Array(all[((all.count + 1) / 2)...])
    }
    var left = limit * 1000 - width(of: ellipsis, face: face) * size
    var front = ""
    var back: [Character] = []
    var headCount = 0
    var tailCount = 0
    while headCount < head.count || tailCount < tail.count {
      let takesHead = headCount <= tailCount ? headCount < head.count : tailCount >= tail.count
      let next = takesHead ? head[headCount] : tail[tail.count - 1 - tailCount]
      left -= width(of: next, face: face) * size
      if left < 0 { break }
      if takesHead {
        front.append(next)
        headCount += 1
      } else {
        back.append(next)
        tailCount += 1
      }
    }
    return front + "…" + String(back.reversed())
  }

  /// The text in lines of at most `limit` units, broken at spaces; what is left over ends in `…`.
  static func wrapped(
    _ text: String, to limit: Int, lines: Int, size: Int, face: Face
  ) -> [String] {
    var result: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      let longer = line.isEmpty ? String(word) : line + " " + word
      if line.isEmpty || of(longer, size: size, face: face) <= limit {
        line = longer
      } else if result.count + 1 == lines {
        return result + [cutAtTheEnd(longer, to: limit, size: size, face: face)]
      } else {
        result.append(shortenedInTheMiddle(line, to: limit, size: size, face: face))
        line = String(word)
      }
    }
    if !line.isEmpty {
      result.append(shortenedInTheMiddle(line, to: limit, size: size, face: face))
    }
    return result
  }

  private static func cutAtTheEnd(
    _ text: String, to limit: Int, size: Int, face: Face
  ) -> String {
    var left = limit * 1000 - width(of: ellipsis, face: face) * size
    var kept = ""
    for character in text {
      left -= width(of: character, face: face) * size
      if left < 0 { break }
      kept.append(character)
    }
    while kept.utf8.last == 0x20 { kept.removeLast() }
    return kept + "…"
  }

  private static func width(of character: Character, face: Face) -> Int {
    var sum = 0
    for scalar in character.unicodeScalars { sum += width(of: scalar, face: face) }
    return sum
  }

  /// The width of one scalar in thousandths of the font's size.
  private static func width(of scalar: Unicode.Scalar, face: Face) -> Int {
    switch scalar.value {
    case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: return 0
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 1040
    default: break
    }
    if face == .mono { return 615 }
    switch scalar.value {
    case 0x20, 0x21, 0x27...0x29, 0x2C, 0x2E, 0x3A, 0x3B, 0x49, 0x5B, 0x5D, 0x66, 0x69, 0x6A,
      0x6C, 0x74, 0x72, 0x7C, 0xB7:
      return 400
    case 0x4D, 0x57, 0x6D, 0x77, 0x40, 0x25, 0x2026: return 960
    case 0x41...0x5A: return 720
    case 0..<0x80: return 625
    default: return 700
    }
  }
}
