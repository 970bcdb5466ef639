import OrderedCollections
import Values

/// Fields in the form of OpenAPI v3, as a CustomResourceDefinition holds them.
enum OpenAPISchema {
  /// An object with these fields.
  static func object(_ fields: [SchemaField]) -> JSON {
    var properties: OrderedMembers = [:]
    for field in fields { properties[field.name] = value(of: field.goType, field.fields) }
    return properties.isEmpty
      ? ["type": "object"] : ["properties": .object(properties), "type": "object"]
  }

  /// - Parameter fields: those of the record that the type is, or has as its items.
  private static func value(of goType: String, _ fields: () -> [SchemaField]) -> JSON {
    if goType.hasPrefix("[]") {
      return ["items": value(of: String(goType.dropFirst(2)), fields), "type": "array"]
    }
    if goType.hasPrefix("map[string]") {
      return [
        "additionalProperties": value(of: String(goType.dropFirst(11)), fields), "type": "object",
      ]
    }
    let fields = fields()
    if !fields.isEmpty { return object(fields) }
    switch goType {
    case "int32", "int64": return ["format": .string(goType), "type": "integer"]
    case "bool": return ["type": "boolean"]
    case "string": return ["type": "string"]
    case "v1.Time", "v1.MicroTime": return ["format": "date-time", "type": "string"]
    default: return ["x-kubernetes-preserve-unknown-fields": true]
    }
  }

  /// The type of a column that shows what is at a path: `.spec.limit`.
  static func columnType(at path: String, in fields: [SchemaField]) -> String {
    var fields = fields
    var goType = ""
    for name in path.split(separator: ".") {
      guard let field = fields.first(where: { $0.name == name }) else { return "string" }
      goType = field.goType
      fields = field.fields()
    }
    switch goType {
    case "int32", "int64": return "integer"
    case "bool": return "boolean"
    case "v1.Time", "v1.MicroTime": return "date"
    default: return "string"
    }
  }
}
