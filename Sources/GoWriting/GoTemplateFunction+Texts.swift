import Values

/// The functions that docker adds, for texts and lists of them.
extension GoTemplateFunction {
  static func changed(_ function: GoTemplateFunction, _ values: [JSON]) throws(Failure) -> JSON {
    switch function {
    case .split:
      let (text, separator) = (try text(values[0]), try text(values[1]))
      return .array(parts(of: text, by: separator).map { .string($0) })
    case .join:
      let separator = try text(values[1])
      guard case .array(let items) = values[0] else {
        if values[0].isNull { return .string("") }
        throw wrongType(values[0], "[]string")
      }
      var texts: [String] = []
      for item in items { texts.append(try text(item)) }
      return .string(texts.joined(separator: separator))
    case .lower: return .string(try text(values[0]).lowercased())
    case .upper: return .string(try text(values[0]).uppercased())
    case .title: return .string(titled(try text(values[0])))
    case .pad:
      let text = try text(values[0])
      if text.isEmpty { return .string("") }
      let (before, after) = (try count(values[1]), try count(values[2]))
      return .string(
        String(repeating: " ", count: before) + text + String(repeating: " ", count: after))
    case .truncate:
      let bytes = Array(try text(values[0]).utf8)
      return .string(String(decoding: bytes.prefix(try count(values[1])), as: UTF8.self))
    default: return .null
    }
  }

  private static func wrongType(_ value: JSON, _ wanted: String) -> Failure {
    Failure(message: "wrong type for value; expected \(wanted); got \(GoFormat.type(of: value))")
  }

  private static func text(_ value: JSON) throws(Failure) -> String {
    guard case .string(let text) = value else { throw wrongType(value, "string") }
    return text
  }

  /// A number of characters, at most a thousand.
  private static func count(_ value: JSON) throws(Failure) -> Int {
    guard case .integer(let number) = value else { throw wrongType(value, "int") }
    return Int(min(max(number, 0), 1000))
  }

  private static func parts(of text: String, by separator: String) -> [String] {
    let bytes = Array(text.utf8)
    let mark = Array(separator.utf8)
    if mark.isEmpty { return text.unicodeScalars.map { String($0) } }
    var parts: [String] = []
    var start = 0
    var place = 0
    while place + mark.count <= bytes.count {
      if bytes[place..<place + mark.count].elementsEqual(mark) {
        parts.append(String(decoding: bytes[start..<place], as: UTF8.self))
        place += mark.count
        start = place
      } else {
        place += 1
      }
    }
    return parts + [String(decoding: bytes[start...], as: UTF8.self)]
  }

  private static func titled(_ text: String) -> String {
    var result = ""
    var isStart = true
    for character in text {
      result += isStart ? character.uppercased() : String(character)
      isStart = !(character.isLetter || character.isNumber || character == "_" || character == "'")
    }
    return result
  }
}
