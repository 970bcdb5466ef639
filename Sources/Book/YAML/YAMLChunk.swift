import Values

/// The lines of one document of a text with several, cut at its `---` lines as kubectl does it.
struct YAMLChunk {
  var bytes: ArraySlice<UInt8>
  var firstLine: Int

  /// The chunks of a text. A first `---` line belongs to the first chunk; all others to none.
  static func chunks(of text: [UInt8]) -> Result<[YAMLChunk], YAMLError> {
    var chunks: [YAMLChunk] = []
    var start = 0
    var firstLine = 1
    var index = 0
    var line = 1
    while index < text.count {
      let end = text[index...].firstIndex(of: 0x0A).map { $0 + 1 } ?? text.count
      if text[index..<end].starts(with: [0x2D, 0x2D, 0x2D]) {
        let rest = text[(index + 3)..<end].drop(while: isSpace)
        if let first = rest.first, first != UInt8(ascii: "#") {
          var shown = rest
          while let last = shown.last, isSpace(last) { shown.removeLast() }
          let message =
            "invalid Yaml document separator: \(String(decoding: shown, as: UTF8.self))"
          return .failure(YAMLError(line: 0, message: message))
        }
        if index > start {
          chunks.append(YAMLChunk(bytes: text[start..<index], firstLine: firstLine))
          start = end
          firstLine = line + 1
        }
      }
      index = end
      line += 1
    }
    if start < text.count {
      chunks.append(YAMLChunk(bytes: text[start...], firstLine: firstLine))
    }
    return .success(chunks)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
  }
}
