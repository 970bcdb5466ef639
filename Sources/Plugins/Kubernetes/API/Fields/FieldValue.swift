public import Values

/// A type that a field of an API object can have.
public protocol FieldValue {
  /// The name of the type in Kubernetes' Go code, as error messages show it: `int32`, `[]v1.Container`.
  static var goType: String { get }

  /// Reads the value at the context's present path.
  static func decode(_ value: JSON, _ context: inout DecodingContext) throws(FieldError) -> Self

  /// The value as the server sends it.
  func encode() -> JSON

  /// What a missing field holds.
  static var zero: Self { get }

  /// The fields of a record, or of the records of a list; none for a value.
  static func schema() -> [SchemaField]

  /// Whether `field` leaves the value out, as Go's `omitempty` does.
  var isLeftOutWhenWritten: Bool { get }
}

/// A struct of an API object: one visitor serves reading, writing and the schema.
public protocol FieldRecord: FieldValue {
  /// A record whose fields all hold what a missing one does.
  init()

  /// Names every field once, with the variable that holds it.
  mutating func visit(_ fields: inout Fields) throws(FieldError)
}

extension FieldRecord {
  public static var zero: Self { Self() }

  /// Go's `omitempty` never leaves out a struct.
  public var isLeftOutWhenWritten: Bool { false }

  public static func decode(
    _ value: JSON, _ context: inout DecodingContext
  ) throws(FieldError) -> Self {
    var record = Self()
    try context.readFields(of: value, as: goType) { fields throws(FieldError) in
      try record.visit(&fields)
    }
    return record
  }

  public func encode() -> JSON {
    var copy = self
    return Fields.object { fields throws(FieldError) in try copy.visit(&fields) }
  }
}
