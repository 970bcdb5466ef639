import Values

/// A template in kubectl's dialect of JSONPath: text with actions in braces.
///
/// `{.items[*].metadata.name}`, `{range .items[*]}{.metadata.name}{"\n"}{end}`, filters
/// `[?(@.type=="Ready")]`, unions `['a','b']`, recursive descent `..name`. There are no scripts
/// and no `&&` in filters, as in the real one.
struct JSONPath {
  /// A step from values to other values.
  indirect enum Step {
    case field(String)
    case wildcard
    case recursive
    case slice(Slice)
    case union([[Step]])
    case filter(left: [Step], operator: String, right: [Step])
    case text(String)
    case number(JSON)
    case bool(Bool)
  }

  /// `[start:end:step]`; a lone index ends one behind its start.
  struct Slice {
    var start: Int64?
    var end: Int64?
    var isIndex = false
    var step: Int64?
  }

  /// A piece of the template.
  indirect enum Part {
    case path([Step])
    case range([Step], [Part])
  }

  /// Why a template cannot be read or used.
  struct Failure: Error {
    var message: String
  }

  let template: String
  let parts: [Part]
  /// Whether a member that is missing leads nowhere; else it is an error.
  let allowsMissingKeys: Bool

  /// Reads a template.
  init(_ template: String, allowsMissingKeys: Bool = true) throws(Failure) {
    self.template = template
    self.allowsMissingKeys = allowsMissingKeys
    var parser = JSONPathParser(template)
    parts = try parser.parse()
  }

  /// The template of an expression that may leave out braces and the leading point, as
  /// `--sort-by`, `custom-columns` and `wait --for=jsonpath` allow.
  static func relaxed(_ expression: String) throws(Failure) -> JSONPath {
    if expression.isEmpty { return try JSONPath("") }
    var inner = expression[...]
    if inner.hasPrefix("{"), inner.hasSuffix("}") { inner = inner.dropFirst().dropLast() }
    guard !inner.isEmpty, !inner.contains("{"), !inner.contains("}") else {
      throw Failure(
        message: "unexpected path string, expected a 'name1.name2' or '.name1.name2' or "
          + "'{name1.name2}' or '{.name1.name2}'")
    }
    if inner.hasPrefix(".") { inner = inner.dropFirst() }
    return try JSONPath("{.\(inner)}")
  }

  /// The values that each part finds, in the order of the template.
  func results(in value: JSON) throws(Failure) -> [[JSON]] {
    var found: [[JSON]] = []
    try collect(parts, value, into: &found)
    return found
  }

  /// What the template prints for a value: lists separated by blanks, no final newline.
  func text(of value: JSON) throws(Failure) -> String {
    var text = ""
    for values in try results(in: value) {
      text += values.map { JSONPath.text($0) }.joined(separator: " ")
    }
    return text
  }

  private func collect(
    _ parts: [Part], _ value: JSON, into found: inout [[JSON]]
  ) throws(Failure) {
    for part in parts {
      switch part {
      case .path(let steps): found.append(try values(steps, value))
      case .range(let steps, let body):
        for item in try values(steps, value) { try collect(body, item, into: &found) }
      }
    }
  }

  private func values(_ steps: [Step], _ value: JSON) throws(Failure) -> [JSON] {
    if allowsMissingKeys { return try JSONPath.evaluate(steps, [value]) }
    var values = [value]
    for step in steps {
      if case .field(let name) = step {
        let isMissing = values.contains { $0[name] == nil }
        if isMissing { throw Failure(message: "\(name) is not found") }
      }
      values = try JSONPath.evaluate([step], values)
    }
    return values
  }

  /// How a value is printed: objects and lists as JSON, texts bare.
  static func text(_ value: JSON) -> String {
    switch value {
    case .null: ""
    case .string(let text): text
    case .bool(let flag): flag ? "true" : "false"
    case .integer(let number): String(number)
    case .number(let number): JSON.text(of: number)
    default: value.sorted.compactText
    }
  }
}
