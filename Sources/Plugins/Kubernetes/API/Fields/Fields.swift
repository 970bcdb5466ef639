public import OrderedCollections
public import Values

/// The fields of one struct while a visitor names them: reading takes them from a JSON object,
/// writing puts them into one.
public struct Fields {
  let isReading: Bool
  let isDescribing: Bool
  let input: OrderedDictionary<String, JSON>

  // What was written so far, in the order of the visitor, which names no field twice.
  private var writtenNames: [String] = []
  private var writtenValues: [JSON] = []

  /// Where reading is.
  public internal(set) var context: DecodingContext

  /// What was noted of the fields, when they are only described.
  var described: [SchemaField] = []

  var known: [String] = []
  var found = 0

  /// For writing.
  public init() {
    isReading = false
    isDescribing = false
    input = [:]
    context = DecodingContext()
  }

  /// For reading the members of an object.
  public init(reading input: OrderedDictionary<String, JSON>, context: DecodingContext) {
    isReading = true
    isDescribing = false
    self.input = input
    self.context = context
  }

  /// For describing the fields, whatever is in them.
  init(describing: Bool) {
    isReading = false
    isDescribing = describing
    input = [:]
    context = DecodingContext()
  }

  mutating func note<T: FieldValue>(_ name: String, _ type: T.Type) {
    described.append(
      SchemaField(name: name, goType: T.goType, isKept: false, fields: { T.schema() }))
  }

  /// The object that a visitor writes. It is not generic, so that there is not a copy of it for
  /// each struct.
  static func object(_ visit: (inout Fields) throws(FieldError) -> Void) -> JSON {
    var fields = Fields()
    do throws(FieldError) {
      try visit(&fields)
    } catch {
      preconditionFailure("writing has no errors")
    }
    return .object(
      OrderedDictionary(uncheckedUniqueKeys: fields.writtenNames, values: fields.writtenValues))
  }

  mutating func write(_ name: String, _ value: JSON) {
    writtenNames.append(name)
    writtenValues.append(value)
  }

  mutating func take(_ name: String) -> JSON? {
    known.append(name)
    guard let value = input[name] else { return nil }
    found += 1
    if case .null = value { return nil }
    return value
  }

  mutating func read<T: FieldValue>(_ name: String) throws(FieldError) -> T? {
    guard let value = take(name) else { return nil }
    context.path.append(.field(name))
    let result = try T.decode(value, &context)
    context.path.removeLast()
    return result
  }

  /// A field that is left out when it is empty (`omitempty`).
  public mutating func field<T: FieldValue>(
    _ name: String, _ variable: inout T
  ) throws(FieldError) {
    if isDescribing { return note(name, T.self) }
    if isReading {
      if let value: T = try read(name) { variable = value }
    } else if !variable.isLeftOutWhenWritten {
      write(name, variable.encode())
    }
  }

  /// A field that is left out when it is nil, and only then.
  public mutating func field<T: FieldValue>(
    _ name: String, _ variable: inout T?
  ) throws(FieldError) {
    if isDescribing { return note(name, T.self) }
    if isReading {
      if let value: T = try read(name) { variable = value }
    } else if let value = variable {
      write(name, value.encode())
    }
  }

  /// A field that is always written; an empty list is written as null, as Go writes a nil slice.
  public mutating func always<T: FieldValue>(
    _ name: String, _ variable: inout T
  ) throws(FieldError) {
    if isDescribing { return note(name, T.self) }
    if isReading {
      if let value: T = try read(name) { variable = value }
    } else {
      let written = variable.encode()
      if case .array(let items) = written, items.isEmpty {
        write(name, .null)
      } else {
        write(name, written)
      }
    }
  }

  /// A field that is written as null when it is nil.
  public mutating func nullable<T: FieldValue>(
    _ name: String, _ variable: inout T?
  ) throws(FieldError) {
    if isDescribing { return note(name, T.self) }
    if isReading {
      if let value: T = try read(name) { variable = value }
    } else {
      write(name, variable.map { $0.encode() } ?? .null)
    }
  }

  /// Valid fields that have no effect here: they are kept as they were written.
  public mutating func keep(_ names: [String], in kept: inout KeptFields) {
    if isDescribing {
      for name in names {
        described.append(
          SchemaField(name: name, goType: "interface {}", isKept: true, fields: { [] }))
      }
      return
    }
    if isReading {
      for name in names {
        if let value = take(name) { kept.values[name] = value }
      }
    } else if !kept.values.isEmpty {
      for name in names {
        if let value = kept.values[name] { write(name, value) }
      }
    }
  }

  mutating func reportUnknownFields() {
    guard isReading, found < input.count else { return }
    for name in input.keys where !known.contains(name) {
      context.strictErrors.append("unknown field \"\(context.strictPath(to: name))\"")
    }
  }
}
