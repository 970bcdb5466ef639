import OrderedCollections

extension JSON {
  /// How deep arrays and objects may lie in each other.
  public static let depthLimit = 512

  /// Reads a text that is one JSON value (RFC 8259).
  ///
  /// Of members with the same name the last one wins, at the place of the first. Whole numbers
  /// that fit are `.integer`, all others `.number`. Deeper than `depthLimit` is an error.
  public static func parse(_ text: String) throws(JSONError) -> JSON {
    var parser = JSONParser(bytes: Array(text.utf8))
    return try parser.document()
  }
}

struct JSONParser {
  let bytes: [UInt8]
  var index = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func document() throws(JSONError) -> JSON {
    skipSpace()
    let value = try value(depth: 0)
    skipSpace()
    if index < bytes.count { throw error("unexpected text after the value") }
    return value
  }

  func error(_ message: String, at place: Int? = nil) -> JSONError {
    var line = 1
    var lineStart = 0
    let end = min(place ?? index, bytes.count)
    for position in 0..<end where bytes[position] == 0x0a {
      line += 1
      lineStart = position + 1
    }
    return JSONError(line: line, column: end - lineStart + 1, message: message)
  }

  mutating func skipSpace() {
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09, 0x0a, 0x0d: index += 1
      default: return
      }
    }
  }

  mutating func value(depth: Int) throws(JSONError) -> JSON {
    guard index < bytes.count else { throw error("unexpected end of the text") }
    if depth > JSON.depthLimit { throw error("nested deeper than \(JSON.depthLimit) levels") }
    switch bytes[index] {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), 0x30...0x39: return try number()
    default: throw error("unexpected character")
    }
  }

  mutating func word(_ word: String, _ value: JSON) throws(JSONError) -> JSON {
    for byte in word.utf8 {
      guard index < bytes.count, bytes[index] == byte else {
        throw error("expected \(word)")
      }
      index += 1
    }
    return value
  }

  mutating func object(depth: Int) throws(JSONError) -> JSON {
    index += 1
    var members: OrderedMembers = [:]
    skipSpace()
    if index < bytes.count, bytes[index] == UInt8(ascii: "}") {
      index += 1
      return .object(members)
    }
    while true {
      skipSpace()
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
        throw error("expected a member name in quotes")
      }
      let name = try string()
      skipSpace()
      guard index < bytes.count, bytes[index] == UInt8(ascii: ":") else {
        throw error("expected ':' after a member name")
      }
      index += 1
      skipSpace()
      members[name] = try value(depth: depth + 1)
      skipSpace()
      if try endsOrContinues(UInt8(ascii: "}"), "expected ',' or '}' after a member") {
        return .object(members)
      }
    }
  }

  mutating func array(depth: Int) throws(JSONError) -> JSON {
    index += 1
    var items: [JSON] = []
    skipSpace()
    if index < bytes.count, bytes[index] == UInt8(ascii: "]") {
      index += 1
      return .array(items)
    }
    while true {
      skipSpace()
      items.append(try value(depth: depth + 1))
      skipSpace()
      if try endsOrContinues(UInt8(ascii: "]"), "expected ',' or ']' after an item") {
        return .array(items)
      }
    }
  }

  mutating func endsOrContinues(_ end: UInt8, _ message: String) throws(JSONError) -> Bool {
    guard index < bytes.count else { throw error("unexpected end of the text") }
    let byte = bytes[index]
    guard byte == end || byte == UInt8(ascii: ",") else { throw error(message) }
    index += 1
    return byte == end
  }
}
