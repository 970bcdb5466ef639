import Foundation
import Values

/// Checks that a JSON value is a schema: that each keyword has a value that it can have, and that
/// each reference leads somewhere. It is what the schema of schemas says, of the keywords that
/// `statebook schema` may use.
enum SchemaShape {
  /// The places of what is wrong.
  static func problems(_ schema: JSON) -> [String] { problems(schema, at: "", in: schema) }

  private static func problems(_ schema: JSON, at place: String, in root: JSON) -> [String] {
    if case .bool = schema { return [] }
    guard let keywords = schema.object else { return [place] }
    return keywords.flatMap { keyword, value -> [String] in
      let own = "\(place)/\(keyword)"
      switch keyword {
      case "properties", "$defs":
        guard let members = value.object else { return [own] }
        return members.flatMap { problems($1, at: "\(own)/\($0)", in: root) }
      case "items", "additionalProperties": return problems(value, at: own, in: root)
      case "anyOf":
        guard let schemas = value.array, !schemas.isEmpty else { return [own] }
        return schemas.enumerated().flatMap { problems($1, at: "\(own)/\($0)", in: root) }
      case "$ref":
        return value.string.map { leads($0, in: root) } == true ? [] : [own]
      default: return isRight(keyword, value) ? [] : [own]
      }
    }
  }

  private static func isRight(_ keyword: String, _ value: JSON) -> Bool {
    switch keyword {
    case "$schema", "$id": value.string.flatMap { URL(string: $0)?.scheme } != nil
    case "title", "description", "content": value.string?.isEmpty == false
    case "type":
      ["array", "boolean", "integer", "null", "number", "object", "string"].contains(value.string)
    case "const": true
    case "enum", "languages": value.array?.isEmpty == false
    case "required":
      value.array.map { names in
        names.allSatisfy { $0.string != nil } && Set(names.map(\.string)).count == names.count
      } ?? false
    case "minimum", "maximum": value.integer != nil
    case "minItems": value.integer.map { $0 >= 0 } ?? false
    case "pattern":
      value.string.map { (try? NSRegularExpression(pattern: $0)) != nil } ?? false
    default: false
    }
  }

  /// Whether a reference leads to a place in the same document.
  private static func leads(_ reference: String, in root: JSON) -> Bool {
    guard reference.hasPrefix("#") else { return false }
    var place: JSON? = root
    for name in reference.dropFirst().split(separator: "/") { place = place?[String(name)] }
    return place != nil
  }
}
