/// A field as `kubectl explain` shows it.
public struct SchemaField {
  /// The name as it is written in YAML.
  public var name: String
  /// The type as Go names it: `v1.PodSpec`, `[]v1.Container`, `int32`.
  public var goType: String
  /// Whether it is one that is kept as it was written and has no effect.
  public var isKept: Bool
  /// The fields below it; none for a value or a map.
  public var fields: () -> [SchemaField]
}

extension ResourceType {
  /// The fields of an object of this kind, in the order of their names.
  public func schema() -> [SchemaField] {
    var fields = Fields(describing: true)
    fields.note("apiVersion", String.self)
    fields.note("kind", String.self)
    fields.note("metadata", ObjectMeta.self)
    do throws(FieldError) {
      try make().visit(&fields)
    } catch {
      preconditionFailure("describing has no errors")
    }
    return SchemaField.sorted(fields.described)
  }
}

extension SchemaField {
  static func sorted(_ fields: [SchemaField]) -> [SchemaField] {
    fields.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
}

extension FieldValue {
  /// The fields of a record; none for what is no record.
  public static func schema() -> [SchemaField] { [] }
}

extension FieldRecord {
  public static func schema() -> [SchemaField] {
    var fields = Fields(describing: true)
    var record = Self()
    do throws(FieldError) {
      try record.visit(&fields)
    } catch {
      preconditionFailure("describing has no errors")
    }
    return SchemaField.sorted(fields.described)
  }
}
