import Foundation
import OrderedCollections
import Values

/// Checks values against the part of JSON Schema that `statebook schema` uses.
enum SchemaCheck {
  /// What is wrong with a value, each with the place in it; a keyword that is not known is wrong too.
  static func problems(_ value: JSON, _ schema: JSON, at place: String = "") -> [String] {
    guard case .object(let keywords) = schema else { return ["\(place): no schema"] }
    var problems: [String] = []
    for (keyword, rule) in keywords {
      switch (keyword, rule, value) {
      case ("$schema", _, _), ("$id", _, _), ("title", .string, _): continue
      case ("description", _, _), ("content", _, _), ("languages", _, _): continue
      case ("const", _, _): if value != rule { problems.append("\(place): const") }
      case ("enum", .array(let values), _):
        if !values.contains(value) { problems.append("\(place): enum") }
      case ("type", .string(let type), _):
        if self.type(of: value) != type { problems.append("\(place): type") }
      case ("anyOf", .array(let schemas), _):
        if schemas.allSatisfy({ !self.problems(value, $0).isEmpty }) {
          problems.append("\(place): anyOf")
        }
      case ("minimum", .integer(let least), .integer(let number)):
        if number < least { problems.append("\(place): minimum") }
      case ("maximum", .integer(let most), .integer(let number)):
        if number > most { problems.append("\(place): maximum") }
      case ("pattern", .string(let pattern), .string(let text)):
        if text.range(of: pattern, options: .regularExpression) == nil {
          problems.append("\(place): pattern")
        }
      case ("minItems", .integer(let least), .array(let items)):
        if items.count < least { problems.append("\(place): minItems") }
      case ("items", _, .array(let items)):
        for (index, item) in items.enumerated() {
          problems += self.problems(item, rule, at: "\(place)/\(index)")
        }
      case ("required", .array(let names), .object(let members)):
        for case .string(let name) in names where members[name] == nil {
          problems.append("\(place)/\(name): required")
        }
      case ("properties", .object(let schemas), .object(let members)):
        for (name, schema) in schemas {
          guard let member = members[name] else { continue }
          problems += self.problems(member, schema, at: "\(place)/\(name)")
        }
      case ("additionalProperties", _, .object(let members)):
        guard case .object(let known)? = keywords["properties"] ?? .object([:]) else { continue }
        for (name, member) in members where known[name] == nil {
          let own = "\(place)/\(name)"
          if rule == .bool(false) {
            problems.append("\(own): unknown")
          } else {
            problems += self.problems(member, rule, at: own)
          }
        }
      case ("minimum", _, _), ("maximum", _, _), ("pattern", _, _), ("minItems", _, _),
        ("items", _, _), ("required", _, _), ("properties", _, _), ("additionalProperties", _, _):
        // They say nothing about values of another type.
        continue
      default: problems.append("\(place): the keyword \(keyword)")
      }
    }
    return problems
  }

  private static func type(of value: JSON) -> String {
    switch value {
    case .null: "null"
    case .bool: "boolean"
    case .integer: "integer"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}
