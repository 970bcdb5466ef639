import OrderedCollections
import Values

/// Values as Go prints them into error messages.
package enum GoText {
  /// `%v`: `map[a:1 b:[x y]]`.
  package static func plain(_ value: JSON) -> String {
    switch value {
    case .null: return "<nil>"
    case .array(let items):
      return "[" + items.map { plain($0) }.joined(separator: " ") + "]"
    case .object(let members):
      let names = members.keys.sorted { $0.precedesByBytes($1) }
      return "map[" + names.map { "\($0):\(plain(members[$0] ?? .null))" }.joined(separator: " ")
        + "]"
    default: return scalar(value)
    }
  }

  /// `%#v`: `map[string]interface {}{"a":1}`.
  package static func source(_ value: JSON) -> String {
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
    default: return scalar(value)
    }
  }

  /// The name of the type.
  package static func type(of value: JSON) -> String {
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

  /// A value that holds no others.
  private static func scalar(_ value: JSON) -> String {
    switch value {
    case .string(let text): text
    case .bool(let flag): flag ? "true" : "false"
    case .integer(let number): String(number)
    case .number(let number): JSON.text(of: number)
    default: ""
    }
  }

  /// `%q`: a text as a literal of Go.
  package static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      default:
        if scalar.value < 0x20 || scalar.value == 0x7F {
          let digits = String(scalar.value, radix: 16)
          result += "\\x" + (digits.utf8.count < 2 ? "0" : "") + digits
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}
