public import Values

/// Where reading is, and what was found wrong so far without stopping.
public struct DecodingContext {
  enum Step {
    case field(String)
    case index(Int)
  }

  var path: [Step] = []
  var record = ""

  /// Fields that no struct has, in the words of strict decoding: `unknown field "spec.replica"`.
  public internal(set) var strictErrors: [String] = []

  /// At the top of an object, with nothing found wrong.
  public init() {}

  /// Makes `goType` the struct whose fields are read, and gives the one before.
  mutating func enter(record goType: String) -> String {
    defer {
      record = goType
    }
    return record
  }

  mutating func leave(record outer: String) { record = outer }

  /// Reads an object as the struct `goType`, whose visitor is given. It is not generic, so that
  /// there is not a copy of it for each struct.
  mutating func readFields(
    of value: JSON, as goType: String, _ visit: (inout Fields) throws(FieldError) -> Void
  ) throws(FieldError) {
    guard case .object(let members) = value else { throw mismatch(value, expected: goType) }
    let outer = enter(record: goType)
    var fields = Fields(reading: members, context: self)
    try visit(&fields)
    fields.reportUnknownFields()
    self = fields.context
    leave(record: outer)
  }

  /// The path with positions, `spec.containers[0].image`, as strict errors show it.
  func strictPath(to name: String) -> String {
    var text = ""
    for step in path {
      switch step {
      case .field(let field): text += text.isEmpty ? field : "." + field
      case .index(let index): text += "[\(index)]"
      }
    }
    return text.isEmpty ? name : text + "." + name
  }

  /// The error that Go's decoder gives for a value of another type.
  public func mismatch(_ value: JSON, expected: String) -> FieldError {
    var fieldPath = ""
    for case .field(let field) in path { fieldPath += fieldPath.isEmpty ? field : "." + field }
    let found: String
    switch value {
    case .null: found = "null"
    case .bool: found = "bool"
    case .integer, .number: found = "number"
    case .string: found = "string"
    case .array: found = "array"
    case .object: found = "object"
    }
    if fieldPath.isEmpty {
      return FieldError(
        message: "json: cannot unmarshal \(found) into Go value of type \(expected)")
    }
    let name = record.split(separator: ".").last.map { String($0) } ?? record
    return FieldError(
      message: "json: cannot unmarshal \(found) into Go struct field \(name).\(fieldPath)"
        + " of type \(expected)")
  }

  /// The error that Go's decoder gives for a number that does not fit: `number 99999999999`.
  func overflow(_ number: String, expected: String) -> FieldError {
    var fieldPath = ""
    for case .field(let field) in path { fieldPath += fieldPath.isEmpty ? field : "." + field }
    let name = record.split(separator: ".").last.map { String($0) } ?? record
    return FieldError(
      message: "json: cannot unmarshal number \(number) into Go struct field \(name).\(fieldPath)"
        + " of type \(expected)")
  }
}
