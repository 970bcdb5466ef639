import Values

/// Reads a JSONPath template into parts.
struct JSONPathParser {
  /// How deep ranges and filters may nest: far more than anybody writes.
  static let depthLimit = 32

  private let scalars: [Unicode.Scalar]
  private let template: String
  private var index = 0
  private let depth: Int

  init(_ template: String, depth: Int = 0) {
    self.template = template
    self.depth = depth
    scalars = Array(template.unicodeScalars)
  }

  /// A range whose end was not met yet.
  private struct OpenRange {
    var steps: [JSONPath.Step]
    var before: [JSONPath.Part]
  }

  mutating func parse() throws(JSONPath.Failure) -> [JSONPath.Part] {
    if depth > JSONPathParser.depthLimit { throw failure("nested too deeply") }
    var parts: [JSONPath.Part] = []
    var open: [OpenRange] = []
    var text = ""
    while index < scalars.count {
      guard scalars[index] == "{" else {
        text.unicodeScalars.append(scalars[index])
        index += 1
        continue
      }
      if !text.isEmpty { parts.append(.path([.text(text)])) }
      text = ""
      index += 1
      var action = Action()
      try parseAction(&action)
      if action.isRange {
        if open.count >= JSONPathParser.depthLimit { throw failure("nested too deeply") }
        open.append(OpenRange(steps: action.steps, before: parts))
        parts = []
      } else if action.isEnd {
        guard let range = open.popLast() else {
          throw failure("not in range, nothing to end")
        }
        parts = range.before + [.range(range.steps, parts)]
      } else {
        parts.append(.path(action.steps))
      }
    }
    if !text.isEmpty { parts.append(.path([.text(text)])) }
    while let range = open.popLast() {
      parts = range.before + [.range(range.steps, parts)]
    }
    return parts
  }

  /// What stands between braces.
  struct Action {
    var steps: [JSONPath.Step] = []
    var isRange = false
    var isEnd = false
  }

  private func failure(_ message: String) -> JSONPath.Failure {
    JSONPath.Failure(message: message)
  }

  private func startsWith(_ text: StaticString) -> Bool {
    var place = index
    return text.withUTF8Buffer { bytes in
      for byte in bytes {
        guard place < scalars.count, scalars[place].value == UInt32(byte) else { return false }
        place += 1
      }
      return true
    }
  }

  private mutating func parseAction(_ action: inout Action) throws(JSONPath.Failure) {
    while true {
      guard index < scalars.count, scalars[index] != "\n" else { throw failure("unclosed action") }
      if startsWith("[?(") {
        index += 3
        action.steps.append(try parseFilter())
        continue
      }
      if startsWith("..") {
        index += 1
        // The second point begins the name that is looked for, if there is one.
        if index + 1 >= scalars.count || scalars[index + 1] == "[" { index += 1 }
        action.steps.append(.recursive)
        continue
      }
      let scalar = scalars[index]
      switch scalar {
      case "}":
        index += 1
        return
      case " ", "@", "$", ",", "\t": index += 1
      case "[":
        index += 1
        try parseBrackets(&action)
      case "\"", "'": action.steps.append(.text(try parseQuoted()))
      case ".":
        index += 1
        parseField(&action)
      case "+", "-", "0"..."9": action.steps.append(try parseNumber())
      default:
        if scalar.properties.isAlphabetic || scalar == "_" {
          try parseIdentifier(&action)
        } else {
          let digits = String(scalar.value, radix: 16, uppercase: true)
          let padding = String(repeating: "0", count: max(0, 4 - digits.utf8.count))
          throw failure("unrecognized character in action: U+\(padding)\(digits) '\(scalar)'")
        }
      }
    }
  }

  private static func endsName(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "\t", "\n", "\r", ".", ",", "[", "]", "$", "@", "{", "}": true
    default: false
    }
  }

  private mutating func takeName() -> String {
    var name = ""
    while index < scalars.count {
      let scalar = scalars[index]
      if scalar == "\\", index + 1 < scalars.count {
        name.unicodeScalars.append(scalars[index + 1])
        index += 2
        continue
      }
      if JSONPathParser.endsName(scalar) { break }
      name.unicodeScalars.append(scalar)
      index += 1
    }
    return name
  }

  private mutating func parseField(_ action: inout Action) {
    let name = takeName()
    if name == "*" {
      action.steps.append(.wildcard)
    } else if !name.isEmpty {
      action.steps.append(.field(name))
    }
  }

  private mutating func parseIdentifier(_ action: inout Action) throws(JSONPath.Failure) {
    let name = takeName()
    switch name {
    case "range": action.isRange = true
    case "end": action.isEnd = true
    case "true": action.steps.append(.bool(true))
    case "false": action.steps.append(.bool(false))
    default: throw failure("unrecognized identifier \(name)")
    }
  }

  private mutating func parseNumber() throws(JSONPath.Failure) -> JSONPath.Step {
    var text = ""
    while index < scalars.count, !JSONPathParser.endsNumber(scalars[index]) {
      text.unicodeScalars.append(scalars[index])
      index += 1
    }
    do throws(JSONError) {
      return .number(try JSON.parse(text.hasPrefix("+") ? String(text.dropFirst()) : text))
    } catch {
      throw failure("cannot parse number \(text)")
    }
  }

  private static func endsNumber(_ scalar: Unicode.Scalar) -> Bool {
    scalar != "." && endsName(scalar)
  }

  private mutating func parseQuoted() throws(JSONPath.Failure) -> String {
    let mark = scalars[index]
    index += 1
    var text = ""
    while index < scalars.count, scalars[index] != "\n" {
      let scalar = scalars[index]
      index += 1
      if scalar == mark { return text }
      guard scalar == "\\", index < scalars.count else {
        text.unicodeScalars.append(scalar)
        continue
      }
      let escaped = scalars[index]
      index += 1
      switch escaped {
      case "n": text += "\n"
      case "t": text += "\t"
      case "r": text += "\r"
      case "a": text += "\u{07}"
      case "b": text += "\u{08}"
      case "f": text += "\u{0C}"
      case "v": text += "\u{0B}"
      case "\\", "'", "\"": text.unicodeScalars.append(escaped)
      default: throw failure("unquote error invalid syntax")
      }
    }
    throw failure("unterminated quoted string")
  }

  private mutating func parseBrackets(_ action: inout Action) throws(JSONPath.Failure) {
    var inside = ""
    var isClosed = false
    while index < scalars.count, scalars[index] != "\n" {
      let scalar = scalars[index]
      index += 1
      if scalar == "]" {
        isClosed = true
        break
      }
      inside.unicodeScalars.append(scalar)
    }
    if !isClosed { throw failure("unterminated array") }
    let choices = inside.split(separator: ",", omittingEmptySubsequences: false)
    if choices.count > 1 {
      var union: [[JSONPath.Step]] = []
      for choice in choices {
        union.append(try steps(of: "[\(JSONPathParser.trimmed(choice))]"))
      }
      action.steps.append(.union(union))
      return
    }
    if inside.hasPrefix("'"), inside.hasSuffix("'"), inside.utf8.count > 1 {
      action.steps += try steps(of: "." + inside.dropFirst().dropLast())
      return
    }
    action.steps.append(.slice(try JSONPathParser.slice(inside)))
  }

  private static func slice(_ inside: String) throws(JSONPath.Failure) -> JSONPath.Slice {
    var slice = JSONPath.Slice()
    if inside == "*" { return slice }
    let parts = inside.split(separator: ":", omittingEmptySubsequences: false)
    var numbers: [Int64?] = []
    for part in parts {
      if part.isEmpty {
        numbers.append(nil)
      } else if let number = Int64(part), !part.hasPrefix("+") {
        numbers.append(number)
      } else {
        throw JSONPath.Failure(message: "invalid array index \(inside)")
      }
    }
    if numbers.count > 3 { throw JSONPath.Failure(message: "invalid array index \(inside)") }
    slice.start = numbers[0]
    slice.isIndex = numbers.count == 1
    if numbers.count > 1 { slice.end = numbers[1] }
    if numbers.count > 2 { slice.step = numbers[2] }
    return slice
  }

  private mutating func parseFilter() throws(JSONPath.Failure) -> JSONPath.Step {
    var inside = ""
    var mark: Unicode.Scalar?
    var level = 0
    var isClosed = false
    while index < scalars.count, scalars[index] != "\n" {
      let scalar = scalars[index]
      if mark == nil, scalar == ")", level == 0, index + 1 < scalars.count,
        scalars[index + 1] == "]"
      {
        index += 2
        isClosed = true
        break
      }
      if let open = mark {
        if scalar == open { mark = nil }
      } else if scalar == "'" || scalar == "\"" {
        mark = scalar
      } else if scalar == "(" {
        level += 1
      } else if scalar == ")" {
        level -= 1
      }
      inside.unicodeScalars.append(scalar)
      index += 1
    }
    if !isClosed { throw failure("unterminated filter") }
    let signs = "!<>="
    guard let start = inside.firstIndex(where: { signs.contains($0) }), start > inside.startIndex
    else { return .filter(left: try steps(of: inside), operator: "exists", right: []) }
    let end = inside[start...].firstIndex { !signs.contains($0) } ?? inside.endIndex
    return .filter(
      left: try steps(of: String(inside[..<start])), operator: String(inside[start..<end]),
      right: try steps(of: String(inside[end...])))
  }

  private func steps(of text: String) throws(JSONPath.Failure) -> [JSONPath.Step] {
    var parser = JSONPathParser("{\(text)}", depth: depth + 1)
    guard case .path(let steps)? = try parser.parse().first else {
      throw failure("a range cannot stand there")
    }
    return steps
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while text.first == " " { text = text.dropFirst() }
    while text.last == " " { text = text.dropLast() }
    return text
  }
}
