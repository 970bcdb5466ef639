import OrderedCollections

/// Writes block-style YAML the way Go's YAML library does for Kubernetes.
struct YAMLWriter {
  var bytes: [UInt8] = []
  /// Characters since the start of the line.
  var column = 0

  mutating func put(_ text: String) {
    for scalar in text.unicodeScalars { put(scalar) }
  }

  mutating func put(_ scalar: Unicode.Scalar) {
    bytes.append(contentsOf: UTF8.encode(scalar)!)
    column = scalar == "\n" ? 0 : column + 1
  }

  mutating func newLine(_ indent: Int) {
    put("\n")
    for _ in 0..<indent { put(" ") }
  }

  mutating func document(_ value: JSON) {
    switch value {
    case .object(let members) where !members.isEmpty: mapping(members, indent: 0)
    case .array(let items) where !items.isEmpty: sequence(items, indent: 0)
    default: scalar(value, indent: 0)
    }
    put("\n")
  }

  /// The members, the first one where the writer stands and the others on lines of their own.
  mutating func mapping(_ members: OrderedMembers, indent: Int) {
    var isFirst = true
    for name in members.keys.sorted(by: YAMLKeyOrder.precedes) {
      if !isFirst { newLine(indent) }
      isFirst = false
      let isSimple = name.utf8.count <= 128 && !name.utf8.contains(0x0a)
      if !isSimple { put("? ") }
      text(name, indent: indent + 2, isSimpleKey: isSimple)
      if !isSimple { newLine(indent) }
      put(":")
      guard let value = members[name] else { continue }
      switch value {
      case .object(let inner) where !inner.isEmpty:
        newLine(indent + 2)
        mapping(inner, indent: indent + 2)
      case .array(let items) where !items.isEmpty:
        // A list under a name stands at the column of the name.
        newLine(indent)
        sequence(items, indent: indent)
      default:
        put(" ")
        scalar(value, indent: indent + 2)
      }
    }
  }

  mutating func sequence(_ items: [JSON], indent: Int) {
    var isFirst = true
    for item in items {
      if !isFirst { newLine(indent) }
      isFirst = false
      put("- ")
      switch item {
      case .object(let members) where !members.isEmpty: mapping(members, indent: indent + 2)
      case .array(let inner) where !inner.isEmpty: sequence(inner, indent: indent + 2)
      default: scalar(item, indent: indent + 2)
      }
    }
  }

  mutating func scalar(_ value: JSON, indent: Int) {
    switch value {
    case .null: put("null")
    case .bool(let flag): put(flag ? "true" : "false")
    case .integer(let number): put(String(number))
    case .number(let number): put(JSON.text(of: number))
    case .string(let content): text(content, indent: indent, isSimpleKey: false)
    case .array: put("[]")
    case .object: put("{}")
    }
  }

  mutating func text(_ content: String, indent: Int, isSimpleKey: Bool) {
    let analysis = YAMLTextAnalysis(content)
    var style = YAMLTextAnalysis.Style.plain
    if analysis.hasLineBreaks {
      style = .literal
    } else if YAMLPlainReading.isSomethingElse(content) {
      style = .doubleQuoted
    }
    if style == .plain, !analysis.canBePlain { style = .singleQuoted }
    if style == .singleQuoted, !analysis.canBeSingleQuoted { style = .doubleQuoted }
    if style == .literal, !analysis.canBeLiteral || isSimpleKey { style = .doubleQuoted }
    switch style {
    case .plain: flowing(content, indent: indent, mayFold: !isSimpleKey, quote: nil)
    case .singleQuoted: flowing(content, indent: indent, mayFold: !isSimpleKey, quote: "'")
    case .doubleQuoted: doubleQuoted(content, indent: indent, mayFold: !isSimpleKey)
    case .literal: literal(content, indent: indent)
    }
  }
}
