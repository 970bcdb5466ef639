import OrderedCollections
import Values

/// Values as Go prints them into error messages.
enum GoText {
  /// `%v`: `map[a:1 b:[x y]]`.
  static func plain(_ value: JSON) -> String {
    switch value {
    case .null: return "<nil>"
    case .array(let items):
      return "[" + items.map { plain($0) }.joined(separator: " ") + "]"
    case .object(let members):
      let names = members.keys.sorted { $0.precedesByBytes($1) }
      return "map[" + names.map { "\($0):\(plain(members[$0] ?? .null))" }.joined(separator: " ")
        + "]"
    default: return JSONPath.text(value)
    }
  }

  /// `%#v`: `map[string]interface {}{"a":1}`.
  static func source(_ value: JSON) -> String {
    switch value {
    case .null: return "interface {}(nil)"
    case .string(let text): return quoted(text)
    case .array(let items):
      return "[]interface {}{" + items.map { source($0) }.joined(separator: ", ") + "}"
    case .object(let members):
      let names = members.keys.sorted { $0.precedesByBytes($1) }
      return "map[string]interface {}{"
        + names.map { "\(quoted($0)):\(source(members[$0] ?? .null))" }.joined(separator: ", ")
        + "}"
    default: return JSONPath.text(value)
    }
  }

  /// The name of the type.
  static func type(of value: JSON) -> String {
    switch value {
    case .null: "<nil>"
    case .bool: "bool"
    case .integer: "int64"
    case .number: "float64"
    case .string: "string"
    case .array: "[]interface {}"
    case .object: "map[string]interface {}"
    }
  }
}
