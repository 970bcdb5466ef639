public import Simulation
public import Values

extension String: FieldValue {
  public static var goType: String { "string" }
  public static var zero: String { "" }
  public var isLeftOutWhenWritten: Bool { isEmpty }

  public static func decode(
    _ value: JSON, _ context: inout DecodingContext
  ) throws(FieldError) -> String {
    guard case .string(let text) = value else { throw context.mismatch(value, expected: goType) }
    return text
  }

  public func encode() -> JSON { .string(self) }
}

extension Bool: FieldValue {
  public static var goType: String { "bool" }
  public static var zero: Bool { false }
  public var isLeftOutWhenWritten: Bool { !self }

  public static func decode(
    _ value: JSON, _ context: inout DecodingContext
  ) throws(FieldError) -> Bool {
    guard case .bool(let flag) = value else { throw context.mismatch(value, expected: goType) }
    return flag
  }

  public func encode() -> JSON { .bool(self) }
}

extension Int32: FieldValue {
  public static var goType: String { "int32" }
  public static var zero: Int32 { 0 }
  public var isLeftOutWhenWritten: Bool { self == 0 }

  public static func decode(
    _ value: JSON, _ context: inout DecodingContext
  ) throws(FieldError) -> Int32 {
    let number = try Int64.decode(value, &context, expected: goType)
    guard let narrow = Int32(exactly: number) else {
      throw context.overflow(String(number), expected: goType)
    }
    return narrow
  }

  public func encode() -> JSON { .integer(Int64(self)) }
}

extension Int64: FieldValue {
  public static var goType: String { "int64" }
  public static var zero: Int64 { 0 }
  public var isLeftOutWhenWritten: Bool { self == 0 }

  public static func decode(
    _ value: JSON, _ context: inout DecodingContext
  ) throws(FieldError) -> Int64 {
    try decode(value, &context, expected: goType)
  }

  static func decode(
    _ value: JSON, _ context: inout DecodingContext, expected: String
  ) throws(FieldError) -> Int64 {
    switch value {
    case .integer(let number): return number
    case .number(let number): throw context.overflow(JSON.text(of: number), expected: expected)
    default: throw context.mismatch(value, expected: expected)
    }
  }

  public func encode() -> JSON { .integer(self) }
}

extension JSON: FieldValue {
  public static var goType: String { "interface {}" }
  public static var zero: JSON { .null }
  public var isLeftOutWhenWritten: Bool { self == .null }

  public static func decode(
    _ value: JSON, _ context: inout DecodingContext
  ) throws(FieldError) -> JSON { value }

  public func encode() -> JSON { self }
}

extension Array: FieldValue where Element: FieldValue {
  public static var goType: String { "[]\(Element.goType)" }
  public static func schema() -> [SchemaField] { Element.schema() }
  public static var zero: [Element] { [] }
  public var isLeftOutWhenWritten: Bool { isEmpty }

  public static func decode(
    _ value: JSON, _ context: inout DecodingContext
  ) throws(FieldError) -> [Element] {
    guard case .array(let items) = value else { throw context.mismatch(value, expected: goType) }
    var result: [Element] = []
    result.reserveCapacity(items.count)
    for (index, item) in items.enumerated() {
      if case .null = item {
        result.append(Element.zero)
        continue
      }
      context.path.append(.index(index))
      result.append(try Element.decode(item, &context))
      context.path.removeLast()
    }
    return result
  }

  public func encode() -> JSON { .array(map { $0.encode() }) }
}

extension VirtualTime: FieldValue {
  public static var goType: String { "v1.Time" }
  public var isLeftOutWhenWritten: Bool { false }

  public static func decode(
    _ value: JSON, _ context: inout DecodingContext
  ) throws(FieldError) -> VirtualTime {
    guard case .string(let text) = value else { throw context.mismatch(value, expected: "string") }
    guard let time = VirtualTime(rfc3339: text) else {
      throw FieldError(
        message: "parsing time \"\(text)\" as \"2006-01-02T15:04:05Z07:00\":"
          + " cannot parse \"\(text)\" as \"2006\"")
    }
    return time.wholeSeconds
  }

  public func encode() -> JSON { .string(calendar.rfc3339) }
}
