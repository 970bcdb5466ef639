import OrderedCollections
import Values

/// The functions of templates: Go's, kubectl's and docker's.
enum GoTemplateFunction: String {
  case and, or, not
  case eq, ne, lt, le, gt, ge
  case index, slice, len
  case print, printf, println
  case html, urlquery
  case exists, base64decode
  case json, split, join, title, lower, upper, pad, truncate

  /// Why a function has no result.
  struct Failure: Error {
    var message: String
  }

  /// Whether the templates of a tool know the function.
  func belongs(to dialect: GoTemplate.Dialect) -> Bool {
    switch self {
    case .exists, .base64decode: dialect == .kubectl
    case .json, .split, .join, .title, .lower, .upper, .pad, .truncate: dialect == .docker
    default: true
    }
  }

  /// How many arguments there must be; `least` when there may be more.
  var arity: (count: Int, isLeast: Bool) {
    switch self {
    case .not, .len, .base64decode, .json, .title, .lower, .upper: (1, false)
    case .ne, .lt, .le, .gt, .ge, .split, .join, .truncate: (2, false)
    case .pad: (3, false)
    case .and, .or, .index, .slice, .printf, .eq, .exists: (1, true)
    case .print, .println, .html, .urlquery: (0, true)
    }
  }

  /// The result for arguments; nil stands for no value. `and` and `or` are not called here:
  /// they look at their arguments one by one.
  func call(_ arguments: [JSON?]) throws(Failure) -> JSON? {
    let values = arguments.map { $0 ?? .null }
    switch self {
    case .and, .or: return values.last
    case .not: return .bool(!GoTemplateFunction.isTrue(arguments[0]))
    case .eq: return .bool(try GoTemplateFunction.isEqualToAny(values))
    case .ne: return .bool(!(try GoTemplateFunction.isEqualToAny(values)))
    case .lt: return .bool(try GoTemplateFunction.precedes(values[0], values[1]))
    case .le:
      let isLess = try GoTemplateFunction.precedes(values[0], values[1])
      return .bool(isLess || values[0] == values[1])
    case .gt:
      let isLess = try GoTemplateFunction.precedes(values[0], values[1])
      return .bool(!isLess && values[0] != values[1])
    case .ge: return .bool(!(try GoTemplateFunction.precedes(values[0], values[1])))
    case .index: return try GoTemplateFunction.element(of: arguments)
    case .slice: return try GoTemplateFunction.part(of: values)
    case .len: return .integer(Int64(try GoTemplateFunction.length(of: arguments[0])))
    case .print: return .string(GoFormat.joined(values))
    case .println:
      return .string(values.map { GoFormat.text($0) }.joined(separator: " ") + "\n")
    case .printf:
      guard case .string(let format) = values[0] else {
        throw Failure(
          message: "wrong type for value; expected string; got "
            + GoFormat.type(of: values[0]))
      }
      do throws(GoFormat.Unsupported) {
        return .string(try GoFormat.formatted(format, Array(values.dropFirst())))
      } catch {
        throw Failure(message: "the verb %\(error.verb) is not supported here")
      }
    case .html: return .string(GoTemplateFunction.html(GoFormat.joined(values)))
    case .urlquery: return .string(GoTemplateFunction.query(GoFormat.joined(values)))
    case .exists: return .bool(GoTemplateFunction.exists(values))
    case .base64decode:
      guard case .string(let text) = values[0], let decoded = Base64.decode(text) else {
        throw Failure(message: "base64 decode failed: illegal base64 data at input byte 0")
      }
      return .string(decoded)
    case .json: return .string(values[0].compactText)
    case .split, .join, .title, .lower, .upper, .pad, .truncate:
      return try GoTemplateFunction.changed(self, values)
    }
  }

  /// Whether `if` and `with` take a value for true.
  static func isTrue(_ value: JSON?) -> Bool {
    switch value {
    case nil, .null?: false
    case .bool(let flag)?: flag
    case .integer(let number)?: number != 0
    case .number(let number)?: number != 0
    case .string(let text)?: !text.isEmpty
    case .array(let items)?: !items.isEmpty
    case .object(let members)?: !members.isEmpty
    }
  }

  // MARK: Comparing

  private static func isEqualToAny(_ values: [JSON]) throws(Failure) -> Bool {
    if values.count < 2 { throw Failure(message: "missing argument for comparison") }
    for other in values.dropFirst() where try isEqual(values[0], other) { return true }
    return false
  }

  private static func isEqual(_ left: JSON, _ right: JSON) throws(Failure) -> Bool {
    switch (left, right) {
    case (.null, _), (_, .null): return left == right
    case (.object, _), (_, .object), (.array, _), (_, .array):
      throw Failure(
        message: "non-comparable type \(GoFormat.text(left)): "
          + GoFormat.type(of: left))
    case (.string, .string), (.integer, .integer), (.number, .number), (.bool, .bool):
      return left == right
    default: throw Failure(message: "incompatible types for comparison")
    }
  }

  private static func precedes(_ left: JSON, _ right: JSON) throws(Failure) -> Bool {
    for value in [left, right] {
      switch value {
      case .object, .array, .null: throw Failure(message: "invalid type for comparison")
      default: break
      }
    }
    switch (left, right) {
    case (.string(let one), .string(let other)): return one.precedesByBytes(other)
    case (.integer(let one), .integer(let other)): return one < other
    case (.number(let one), .number(let other)): return one < other
    case (.bool, .bool): throw Failure(message: "invalid type for comparison")
    default: throw Failure(message: "incompatible types for comparison")
    }
  }

  // MARK: Parts

  private static func length(of value: JSON?) throws(Failure) -> Int {
    switch value {
    case .string(let text)?: return text.utf8.count
    case .array(let items)?: return items.count
    case .object(let members)?: return members.count
    case nil, .null?:
      throw Failure(message: "reflect: call of reflect.Value.Type on zero Value")
    case let other?: throw Failure(message: "len of type \(GoFormat.type(of: other))")
    }
  }

  private static func element(of arguments: [JSON?]) throws(Failure) -> JSON? {
    var value = arguments[0]
    if value == nil || value == .null, arguments.count > 0 {
      throw Failure(message: "index of untyped nil")
    }
    for key in arguments.dropFirst() {
      switch value {
      case .object(let members)?:
        guard case .string(let name)? = key else {
          throw Failure(
            message: "value has type \(typeName(of: key ?? .null)); should be string")
        }
        value = members[name]
      case .array(let items)?:
        value = items[try place(key, within: items.count, isLimit: false)]
      case .string(let text)?:
        let bytes = Array(text.utf8)
        value = .integer(Int64(bytes[try place(key, within: bytes.count, isLimit: false)]))
      case nil, .null?: throw Failure(message: "index of nil pointer")
      case let other?: throw Failure(message: "can't index item of type \(typeName(of: other))")
      }
    }
    return value
  }

  private static func typeName(of value: JSON) -> String {
    if case .integer = value { return "int" }
    return GoText.type(of: value)
  }

  private static func place(
    _ key: JSON?, within count: Int, isLimit: Bool
  ) throws(Failure) -> Int {
    guard case .integer(let number)? = key else {
      guard let key, !key.isNull else {
        throw Failure(message: "cannot index slice/array with nil")
      }
      throw Failure(message: "cannot index slice/array with type \(typeName(of: key))")
    }
    guard number >= 0, number < Int64(count) + (isLimit ? 1 : 0) else {
      throw Failure(message: "index out of range: \(number)")
    }
    return Int(number)
  }

  private static func part(of values: [JSON]) throws(Failure) -> JSON {
    if values.count > 3 { throw Failure(message: "too many slice indexes: \(values.count - 1)") }
    let count: Int
    switch values[0] {
    case .string(let text): count = text.utf8.count
    case .array(let items): count = items.count
    case .null: throw Failure(message: "slice of untyped nil")
    default: throw Failure(message: "can't slice item of type \(typeName(of: values[0]))")
    }
    let start = values.count > 1 ? try place(values[1], within: count, isLimit: true) : 0
    let end = values.count > 2 ? try place(values[2], within: count, isLimit: true) : count
    if start > end { throw Failure(message: "invalid slice index: \(start) > \(end)") }
    switch values[0] {
    case .string(let text):
      return .string(String(decoding: Array(text.utf8)[start..<end], as: UTF8.self))
    case .array(let items): return .array(Array(items[start..<end]))
    default: return .null
    }
  }

  private static func exists(_ values: [JSON]) -> Bool {
    var value: JSON? = values[0]
    for key in values.dropFirst() {
      switch (value, key) {
      case (.object(let members)?, .string(let name)): value = members[name]
      case (.array(let items)?, .integer(let place)):
        value = place >= 0 && place < Int64(items.count) ? items[Int(place)] : nil
      default: value = nil
      }
    }
    return value != nil
  }

  // MARK: Escaping

  private static func html(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\"": result += "&#34;"
      case "'": result += "&#39;"
      case "\0": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func query(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      let isLetter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A
      let isPlain =
        isLetter || GoTemplateLexer.isDigit(byte) || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "~")
      if isPlain {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else if byte == 0x20 {
        result += "+"
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
      }
    }
    return result
  }
}
