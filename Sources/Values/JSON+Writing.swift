import OrderedCollections

extension JSON {
  /// The value in one line without blanks, members in their order, as Go's encoder writes it:
  /// `<`, `>` and `&` are escaped, so the text can stand inside HTML.
  public var compactText: String {
    var writer = JSONWriter(indentation: nil)
    writer.write(self, level: 0)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// The value over several lines, indented by four blanks a level, as `kubectl get -o json`
  /// prints it. Members stay in their order (use `sorted` before); there is no final newline.
  public var prettyText: String {
    var writer = JSONWriter(indentation: 4)
    writer.write(self, level: 0)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

struct JSONWriter {
  let indentation: Int?
  var bytes: [UInt8] = []

  init(indentation: Int?) { self.indentation = indentation }

  mutating func put(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  mutating func newLine(_ level: Int) {
    guard let indentation else { return }
    bytes.append(0x0a)
    for _ in 0..<indentation * level { bytes.append(0x20) }
  }

  mutating func write(_ value: JSON, level: Int) {
    switch value {
    case .null: put("null")
    case .bool(let flag): flag ? put("true") : put("false")
    case .integer(let number): bytes.append(contentsOf: String(number).utf8)
    case .number(let number): bytes.append(contentsOf: JSON.text(of: number).utf8)
    case .string(let text): write(text)
    case .array(let items):
      bytes.append(UInt8(ascii: "["))
      for (position, item) in items.enumerated() {
        if position > 0 { bytes.append(UInt8(ascii: ",")) }
        newLine(level + 1)
        write(item, level: level + 1)
      }
      if !items.isEmpty { newLine(level) }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      var isFirst = true
      for (name, member) in members {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        newLine(level + 1)
        write(name)
        bytes.append(UInt8(ascii: ":"))
        if indentation != nil { bytes.append(0x20) }
        write(member, level: level + 1)
      }
      if !members.isEmpty { newLine(level) }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  mutating func write(_ text: String) {
    var text = text
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { write($0) }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func write(_ text: UnsafeBufferPointer<UInt8>) {
    // Where the bytes begin that stand in the text as they are.
    var start = 0
    var index = 0
    while index < text.count {
      let byte = text[index]
      var length = 1
      switch byte {
      case 0x22, 0x5c, 0..<0x20, 0x3c, 0x3e, 0x26: break
      case 0xe2
      where index + 2 < text.count && text[index + 1] == 0x80
        && text[index + 2] & 0xfe == 0xa8:
        length = 3
      default:
        index += 1
        continue
      }
      bytes.append(contentsOf: text[start..<index])
      escape(length == 3 ? 0x2000 | UInt32(text[index + 2] & 0x3f) : UInt32(byte))
      index += length
      start = index
    }
    bytes.append(contentsOf: text[start...])
  }

  private mutating func escape(_ scalar: UInt32) {
    switch scalar {
    case 0x22: put("\\\"")
    case 0x5c: put("\\\\")
    case 0x0a: put("\\n")
    case 0x0d: put("\\r")
    case 0x09: put("\\t")
    case 0x08: put("\\b")
    case 0x0c: put("\\f")
    default:
      put("\\u")
      let digits = Array("0123456789abcdef".utf8)
      for shift: UInt32 in [12, 8, 4, 0] {
        bytes.append(digits[Int(scalar >> shift & 15)])
      }
    }
  }
}
