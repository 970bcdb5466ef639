/// Texts as the functions of SQL treat them.
enum SQLText {
  static func hexadecimal(_ bits: UInt64) -> String {
    let text = String(bits, radix: 16)
    return String(repeating: "0", count: 16 - text.utf8.count) + text
  }

  static func trimmed(_ text: String, front: Bool, back: Bool) -> String {
    var bytes = Array(text.utf8)[...]
    if front { while bytes.first == 32 { bytes.removeFirst() } }
    if back { while bytes.last == 32 { bytes.removeLast() } }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `SUBSTRING`: places are counted from 1, or from the end if they are negative.
  static func part(_ text: String, from place: Int, length: Int?) -> String {
    let characters = Array(text)
    if place == 0 { return "" }
    let start = place > 0 ? place - 1 : characters.count + place
    guard start >= 0, start < characters.count else { return "" }
    let end = min(characters.count, length.map { start + max(0, $0) } ?? characters.count)
    return String(characters[start..<end])
  }

  static func replacing(_ text: String, _ old: String, by new: String) -> String {
    let bytes = Array(text.utf8)
    let wanted = Array(old.utf8)
    if wanted.isEmpty { return text }
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == wanted[0], bytes[index...].starts(with: wanted) {
        result += new.utf8
        index += wanted.count
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The place of a text in another one, counted from 1; 0 when it is not there.
  static func place(of wanted: String, in text: String) -> Int {
    let text = Array(Collation.key(text))
    let wanted = Array(Collation.key(wanted))
    guard wanted.count <= text.count else { return 0 }
    for start in 0...(text.count - wanted.count) where text[start...].starts(with: wanted) {
      return start + 1
    }
    return 0
  }

  static func padded(_ text: String, to length: Int, with pad: String, front: Bool) -> String? {
    guard length >= 0 else { return nil }
    let missing = length - text.count
    if missing <= 0 { return String(text.prefix(length)) }
    if pad.isEmpty { return "" }
    let filling = String(repeating: pad, count: missing / pad.count + 1)
    let exact = String(filling.prefix(missing))
    return front ? exact + text : text + exact
  }
}
