/// Looks for whole words in texts: `web-1` is one of `pod/web-1`, but not of `web-10`.
struct WordSearch {
  private let text: [UInt8]
  private let lowered: [UInt8]

  init(_ texts: [String]) {
    let whole = texts.joined(separator: "\n")
    text = Array(whole.utf8)
    lowered = Array(whole.lowercased().utf8)
  }

  func has(_ word: String, ignoringCase: Bool = false) -> Bool {
    WordSearch.has(
      Array((ignoringCase ? word.lowercased() : word).utf8), in: ignoringCase ? lowered : text)
  }

  private static func has(_ word: [UInt8], in text: [UInt8]) -> Bool {
    guard let first = word.first, text.count >= word.count else { return false }
    for start in 0...(text.count - word.count) where text[start] == first {
      let end = start + word.count
      if start > 0, isPart(text[start - 1]) { continue }
      if end < text.count, isPart(text[end]) { continue }
      if text[start..<end].elementsEqual(word) { return true }
    }
    return false
  }

  /// Whether a byte goes on with a word: a letter or digit of any script, or a hyphen.
  private static func isPart(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte == 0x2D
      || byte >= 0x80
  }
}
