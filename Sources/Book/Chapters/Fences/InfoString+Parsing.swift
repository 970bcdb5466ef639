import Markdown

extension InfoString {
  /// Reads the info string that stands at the given bytes of a file.
  ///
  /// Words are separated by spaces and tabs. A first word with an equals sign is an attribute: the
  /// fence then has no word. A value may stand in double quotes, in which `\"` and `\\` stand for
  /// a quote and a backslash.
  init(in source: SourceText, _ offsets: Range<Int>) {
    var parser = InfoStringParser(source: source, offsets: offsets)
    parser.parse()
    word = parser.word
    wordRange = parser.wordRange ?? source.range(offsets.lowerBound..<offsets.lowerBound)
    attributes = parser.attributes
    flaws = parser.flaws
  }
}

private struct InfoStringParser {
  let source: SourceText
  let offsets: Range<Int>
  var index: Int
  var word = ""
  var wordRange: SourceRange?
  var attributes: [InfoString.Attribute] = []
  var flaws: [InfoString.Flaw] = []

  init(source: SourceText, offsets: Range<Int>) {
    self.source = source
    self.offsets = offsets
    index = offsets.lowerBound
  }

  mutating func parse() {
    skipSpaces()
    let start = index
    while let byte = current, byte != UInt8(ascii: "="), spaceLength == 0 { index += 1 }
    if current == UInt8(ascii: "=") {
      index = start
    } else if index > start {
      word = text(in: start..<index)
      wordRange = source.range(start..<index)
    }
    skipSpaces()
    while index < offsets.upperBound {
      parseAttribute()
      skipSpaces()
    }
  }

  private mutating func parseAttribute() {
    let start = index
    while let byte = current, byte != UInt8(ascii: "="), spaceLength == 0 { index += 1 }
    let name = text(in: start..<index)
    guard current == UInt8(ascii: "=") else {
      let range = source.range(start..<index)
      let end = SourceRange(range.end, range.end)
      attributes.append(
        InfoString.Attribute(name: name, value: nil, range: range, valueRange: end))
      return
    }
    index += 1
    var value: String
    var valueOffsets: Range<Int>
    if current == UInt8(ascii: "\"") {
      (value, valueOffsets) = parseQuoted()
    } else {
      let valueStart = index
      while current != nil, spaceLength == 0 { index += 1 }
      valueOffsets = valueStart..<index
      value = text(in: valueOffsets)
    }
    let range = source.range(start..<index)
    if name.isEmpty {
      flaws.append(InfoString.Flaw(kind: .missingName, range: range))
      return
    }
    attributes.append(
      InfoString.Attribute(
        name: name, value: value, range: range, valueRange: source.range(valueOffsets)))
  }

  private mutating func parseQuoted() -> (String, Range<Int>) {
    let quote = index
    index += 1
    let start = index
    var bytes: [UInt8] = []
    while let byte = current, byte != UInt8(ascii: "\"") {
      index += 1
      if byte == UInt8(ascii: "\\"), let next = current,
        next == UInt8(ascii: "\"") || next == UInt8(ascii: "\\")
      {
        bytes.append(next)
        index += 1
      } else {
        bytes.append(byte)
      }
    }
    let end = index
    if current == nil {
      flaws.append(InfoString.Flaw(kind: .unclosedQuote, range: source.range(quote..<end)))
    } else {
      index += 1
      let behind = index
      while current != nil, spaceLength == 0 { index += 1 }
      if index > behind {
        flaws.append(InfoString.Flaw(kind: .textBehindQuote, range: source.range(behind..<index)))
      }
    }
    return (String(decoding: bytes, as: UTF8.self), start..<end)
  }

  private var current: UInt8? {
    index < offsets.upperBound ? source.bytes[index] : nil
  }

  private mutating func skipSpaces() {
    while current != nil, spaceLength > 0 {
      if let scalar = wideSpace {
        let range = source.range(index..<index + spaceLength)
        flaws.append(InfoString.Flaw(kind: .invisibleCharacter(scalar), range: range))
      }
      index += spaceLength
    }
  }

  /// The bytes of the space at the index, or of what looks like one; 0 for all else.
  private var spaceLength: Int {
    guard let byte = current else { return 0 }
    if byte == 0x20 || byte == 0x09 { return 1 }
    return wideSpace.map { UTF8.width($0) } ?? 0
  }

  /// A character at the index that looks like a space and is none.
  private var wideSpace: Unicode.Scalar? {
    guard let byte = current, byte >= 0xC2 else { return nil }
    let end = min(index + 4, offsets.upperBound)
    let scalar = String(decoding: source.bytes[index..<end], as: UTF8.self).unicodeScalars.first
    return scalar.flatMap { InvisibleCharacter.isSpace($0) ? $0 : nil }
  }

  /// The text at a place without characters that look like nothing, which are reported.
  private mutating func text(in offsets: Range<Int>) -> String {
    let text = source.text(in: offsets)
    guard text.unicodeScalars.contains(where: InvisibleCharacter.isNothing) else { return text }
    var seen = String.UnicodeScalarView()
    var offset = offsets.lowerBound
    for scalar in text.unicodeScalars {
      let end = offset + UTF8.width(scalar)
      if InvisibleCharacter.isNothing(scalar) {
        flaws.append(
          InfoString.Flaw(kind: .invisibleCharacter(scalar), range: source.range(offset..<end)))
      } else {
        seen.append(scalar)
      }
      offset = end
    }
    return String(seen)
  }
}
