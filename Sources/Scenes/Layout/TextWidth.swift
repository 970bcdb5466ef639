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

  /// The text in lines of at most `limit` units, broken at spaces and, where a word is too long for
  /// a line, behind the signs in it; what is left over ends in `…`.
  static func wrapped(
    _ text: String, to limit: Int, lines: Int, size: Int, face: Face
  ) -> [String] {
    var result: [String] = []
    var line = ""
    for (word, isJoined) in pieces(of: text, limit: limit, size: size, face: face) {
      let longer = line.isEmpty ? word : line + (isJoined ? "" : " ") + word
      if line.isEmpty || of(longer, size: size, face: face) <= limit {
        line = longer
      } else if result.count + 1 == lines {
        return result + [cutAtTheEnd(longer, to: limit, size: size, face: face)]
      } else {
        result.append(shortenedInTheMiddle(line, to: limit, size: size, face: face))
        line = word
      }
    }
    if !line.isEmpty {
      result.append(shortenedInTheMiddle(line, to: limit, size: size, face: face))
    }
    return result
  }

  /// The words of a text; one that is too long for a line in pieces, all but the first joined.
  private static func pieces(
    of text: String, limit: Int, size: Int, face: Face
  ) -> [(text: String, isJoined: Bool)] {
    var result: [(text: String, isJoined: Bool)] = []
    for word in text.split(separator: " ") {
      if word.utf8.count > scalarLimit || of(String(word), size: size, face: face) <= limit {
        result.append((String(word), false))
        continue
      }
      var piece = ""
      var isJoined = false
      for character in word {
        piece.append(character)
        if character == "-" || character == "." || character == "/" || character == ":" {
          result.append((piece, isJoined))
          piece = ""
          isJoined = true
        }
      }
      if !piece.isEmpty { result.append((piece, isJoined)) }
    }
    return result
  }

  /// The text in one line, or in two when it does not fit: broken at the last possible space or,
  /// if there is none, before a capital letter inside a name.
  static func broken(_ text: String, to limit: Int, size: Int, face: Face) -> [String] {
    if text.utf8.count > scalarLimit || of(text, size: size, face: face) <= limit {
      return [shortenedInTheMiddle(text, to: limit, size: size, face: face)]
    }
    let characters = Array(text)
    for breaksAtSpaces in [true, false] {
      var end = characters.count - 1
      while end > 0 {
        let isPlace =
          breaksAtSpaces
          ? characters[end] == " "
          : isSmall(characters[end - 1]) && isCapital(characters[end])
        let head = String(characters[..<end])
        if isPlace && of(head, size: size, face: face) <= limit {
          let rest = characters[(breaksAtSpaces ? end + 1 : end)...]
          let tail = shortenedInTheMiddle(String(rest), to: limit, size: size, face: face)
          if breaksAtSpaces && tail != String(rest) { break }
          return [head, tail]
        }
        end -= 1
      }
    }
    return [shortenedInTheMiddle(text, to: limit, size: size, face: face)]
  }

  private static func isSmall(_ character: Character) -> Bool { "a"..."z" ~= character }
  private static func isCapital(_ character: Character) -> Bool { "A"..."Z" ~= character }

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
    // The widths of DejaVu Sans, the widest font that is common on screens, in groups.
    switch scalar {
    case "i", "j", "l", "'", "|": return 340
    case " ", "!", "(", ")", ",", ".", ":", ";", "[", "]", "I", "J", "f", "t", "r", "-", "·", "/":
      return 410
    case "c", "s", "z": return 550
    case "k", "v", "x", "y": return 592
    case "m", "W", "@", "%", "…": return 1000
    case "w", "M": return 870
    case "D", "G", "H", "N", "O", "Q", "U": return 790
    case "E", "F", "L", "P", "S", "T", "Y": return 640
    case "A"..."Z": return 700
    default: return scalar.isASCII ? 640 : widthOfLetter(scalar.value)
    }
  }

  /// A small Latin letter is hardly wider with marks above and below it than without.
  private static func widthOfLetter(_ value: UInt32) -> Int {
    switch value {
    case 0xEC...0xEF, 0x129, 0x1EC9, 0x1ECB: return 340
    case 0xE0...0xE5, 0xE7...0xEB, 0xF1...0xF6, 0xF9...0xFD, 0x103, 0x111, 0x1A1: return 640
    // Capitals and small letters in turn; the `u` with a horn is wider than others.
    case 0x1EA0...0x1EF9 where value % 2 == 1: return 0x1EE9...0x1EF1 ~= value ? 700 : 640
    case 0x1B0: return 700
    default: return 750
    }
  }
}
