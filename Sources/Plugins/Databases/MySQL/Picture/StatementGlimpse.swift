import Simulation

/// The beginning of a statement, for pictures of who asks whom.
///
/// A password is not in it: as in the server's own logs, `<secret>` stands in its place and the rest
/// is left out.
enum StatementGlimpse {
  /// The most bytes of a statement that are shown.
  private static let room = 48

  static func text(_ statement: String) -> String {
    let bytes = beginning(of: statement)
    let shown = String(decoding: bytes, as: UTF8.self)
    if let end = secret(in: String(decoding: bytes.map(upperCase), as: UTF8.self)) {
      return String(decoding: bytes[..<end.place], as: UTF8.self) + end.word + "<secret>"
    }
    guard bytes.count > room else { return shown }
    var end = room - 2
    // Not within a character of several bytes.
    while bytes[end] & 0xc0 == 0x80 { end -= 1 }
    return String(decoding: bytes[..<end], as: UTF8.self) + "…"
  }

  /// The first bytes with one space between words, and one byte too many where there are more.
  private static func beginning(of statement: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var isBetweenWords = false
    for byte in statement.utf8 {
      if byte == 32 || byte == 10 || byte == 13 || byte == 9 {
        isBetweenWords = !bytes.isEmpty
        continue
      }
      if isBetweenWords { bytes.append(32) }
      isBetweenWords = false
      bytes.append(byte)
      if bytes.count > room { break }
    }
    return bytes
  }

  private static func upperCase(_ byte: UInt8) -> UInt8 {
    byte >= 97 && byte <= 122 ? byte - 32 : byte
  }

  /// After how many bytes a password follows, and the words in between.
  private static func secret(in text: String) -> (place: Int, word: String)? {
    func end(of word: String) -> Int? {
      text.place(of: word).map { text.utf8.distance(from: text.startIndex, to: $0.upperBound) }
    }
    if let place = end(of: "IDENTIFIED BY") { return (place, " ") }
    if let place = end(of: "IDENTIFIED WITH") {
      let rest = text.utf8.dropFirst(place)
      for word in [" BY", " AS"] {
        guard let range = Substring(rest).place(of: word) else { continue }
        return (text.utf8.distance(from: text.startIndex, to: range.upperBound), " ")
      }
    }
    for word in ["SOURCE_PASSWORD", "MASTER_PASSWORD"] {
      if let place = end(of: word) { return (place, " = ") }
    }
    if text.hasPrefix("START "), let place = end(of: " PASSWORD") { return (place, " = ") }
    if text.hasPrefix("SET PASSWORD"), let place = end(of: "=") { return (place, " ") }
    return nil
  }
}
