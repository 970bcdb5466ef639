import Simulation

/// Reads the text of a configuration into directives.
struct NginxReader {
  private let bytes: [UInt8]
  private let file: String
  private var index = 0
  private var line = 1

  init(_ text: String, file: String) {
    bytes = Array(text.utf8)
    self.file = file
  }

  private enum Token {
    case word(String)
    case open
    case close
    case end
    case endOfFile
  }

  /// All directives of the file. Blocks may nest ten levels deep.
  mutating func directives() throws(NginxProblem) -> [NginxDirective] {
    try block(depth: 0)
  }

  private mutating func block(depth: Int) throws(NginxProblem) -> [NginxDirective] {
    if depth > 10 { throw problem("too many nested blocks") }
    var result: [NginxDirective] = []
    var words: [String] = []
    var firstLine = 0
    while true {
      switch try token() {
      case .word(let word):
        if words.isEmpty { firstLine = line }
        words.append(word)
      case .end:
        guard let name = words.first else { throw problem("unexpected \";\"") }
        result.append(
          NginxDirective(
            name: name, arguments: Array(words.dropFirst()), file: file, line: firstLine))
        words = []
      case .open:
        guard let name = words.first else { throw problem("unexpected \"{\"") }
        let inner = try block(depth: depth + 1)
        result.append(
          NginxDirective(
            name: name, arguments: Array(words.dropFirst()), block: inner, file: file,
            line: firstLine))
        words = []
      case .close:
        if depth == 0 || !words.isEmpty { throw problem("unexpected \"}\"") }
        return result
      case .endOfFile:
        if !words.isEmpty {
          throw problem("unexpected end of file, expecting \";\" or \"}\"")
        }
        if depth > 0 { throw problem("unexpected end of file, expecting \"}\"") }
        return result
      }
    }
  }

  private func problem(_ text: String) -> NginxProblem {
    NginxProblem(message: "\(text) in \(file):\(line)")
  }

  private mutating func token() throws(NginxProblem) -> Token {
    skipBlanks()
    guard index < bytes.count else { return .endOfFile }
    switch bytes[index] {
    case UInt8(ascii: ";"):
      index += 1
      return .end
    case UInt8(ascii: "{"):
      index += 1
      return .open
    case UInt8(ascii: "}"):
      index += 1
      return .close
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return .word(try quoted())
    default: return .word(plain())
    }
  }

  private mutating func skipBlanks() {
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "#") {
        while index < bytes.count, bytes[index] != 10 { index += 1 }
      } else if byte == 10 {
        line += 1
        index += 1
      } else if byte == 32 || byte == 9 || byte == 13 {
        index += 1
      } else {
        return
      }
    }
  }

  private mutating func quoted() throws(NginxProblem) -> String {
    let quote = bytes[index]
    index += 1
    var text: [UInt8] = []
    while index < bytes.count, bytes[index] != quote {
      var byte = bytes[index]
      if byte == 10 { line += 1 }
      if byte == UInt8(ascii: "\\"), index + 1 < bytes.count {
        index += 1
        switch bytes[index] {
        case UInt8(ascii: "n"): byte = 10
        case UInt8(ascii: "t"): byte = 9
        case UInt8(ascii: "r"): byte = 13
        default: byte = bytes[index]
        }
      }
      text.append(byte)
      index += 1
    }
    guard index < bytes.count else {
      throw problem("unexpected end of file, expecting \";\" or \"}\"")
    }
    index += 1
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func plain() -> String {
    let start = index
    while index < bytes.count {
      let byte = bytes[index]
      if byte <= 32 || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "{") { break }
      // `${name}` is part of a word.
      if byte == UInt8(ascii: "}") { break }
      index += 1
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }
}
