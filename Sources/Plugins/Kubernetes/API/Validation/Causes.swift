extension APIError.Cause {
  /// A field that has to be there.
  public static func required(_ field: String, _ detail: String = "") -> APIError.Cause {
    APIError.Cause(
      reason: "FieldValueRequired", field: field,
      message: detail.isEmpty ? "Required value" : "Required value: \(detail)")
  }

  /// `shown` is the value as Go prints it, a text with its quotes.
  public static func invalid(_ field: String, _ shown: String, _ detail: String) -> APIError.Cause {
    APIError.Cause(
      reason: "FieldValueInvalid", field: field,
      message: detail.isEmpty ? "Invalid value: \(shown)" : "Invalid value: \(shown): \(detail)")
  }

  /// A text that the field cannot have; it is quoted here.
  public static func invalid(_ field: String, text: String, _ detail: String) -> APIError.Cause {
    invalid(field, quoted(text), detail)
  }

  /// A field that cannot be set, or changed, as things are; the detail says why.
  public static func forbidden(_ field: String, _ detail: String) -> APIError.Cause {
    APIError.Cause(
      reason: "FieldValueForbidden", field: field, message: "Forbidden: \(detail)")
  }

  /// A value that another entry of the same list has.
  public static func duplicate(_ field: String, _ text: String) -> APIError.Cause {
    APIError.Cause(
      reason: "FieldValueDuplicate", field: field, message: "Duplicate value: \(quoted(text))")
  }

  /// A name in the field that belongs to nothing.
  public static func notFound(_ field: String, _ text: String) -> APIError.Cause {
    APIError.Cause(
      reason: "FieldValueNotFound", field: field, message: "Not found: \(quoted(text))")
  }

  /// A value that is none of those that the field can have, which are named in this order.
  public static func unsupported(
    _ field: String, _ text: String, _ supported: [String]
  ) -> APIError.Cause {
    let list = supported.map { quoted($0) }.joined(separator: ", ")
    return APIError.Cause(
      reason: "FieldValueNotSupported", field: field,
      message: "Unsupported value: \(quoted(text)): supported values: \(list)")
  }

  /// The text as Go's `%q` shows it.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
