import KubernetesAPI

/// What `kubectl explain` prints about a kind, in the layout of v1.32.
struct Explanation {
  private let invocation: Invocation
  private let type: ResourceType
  private let descriptions = FieldDescriptions()
  /// Whether the kind has only the schema of its definition: no descriptions, and no names of types
  /// but that of the metadata.
  private let isCustom: Bool

  init(_ invocation: Invocation, _ type: ResourceType) {
    self.invocation = invocation
    self.type = type
    isCustom = !ResourceType.standard.contains(type)
  }

  /// Whether only the definition of the kind says what a field is; the server itself describes
  /// what every object has.
  private func isDefined(_ field: SchemaField, isRoot: Bool) -> Bool {
    isCustom && !(isRoot && ["apiVersion", "kind", "metadata"].contains(field.name))
  }

  func show(_ path: [String], isRecursive: Bool) throws(CommandError) {
    if !type.group.isEmpty { invocation.show("GROUP:      \(type.group)") }
    invocation.show("KIND:       \(type.kind)\nVERSION:    \(type.version)\n")
    var fields = type.schema()
    var owner = type.kind
    var found: SchemaField?
    var entry = FieldDescriptions.Entry()
    var isDefined = isCustom
    for name in path {
      guard let field = fields.first(where: { $0.name == name }) else {
        throw .text("field \(quoted(name)) does not exist")
      }
      if isDefined { isDefined = self.isDefined(field, isRoot: found == nil) }
      entry = self.entry(of: field, in: owner, isDefined: isDefined)
      fields = field.fields()
      owner = Explanation.recordName(field.goType)
      found = field
    }
    if let found { header(found, entry) }
    invocation.show("DESCRIPTION:")
    if isDefined {
      invocation.show("    <empty>")
    } else {
      for text in [found == nil ? "" : entry.text, descriptions.type(owner)] where !text.isEmpty {
        wrapped(text)
      }
      invocation.show("    ")
    }
    if !fields.isEmpty {
      invocation.show("FIELDS:")
      list(
        fields, of: owner, level: 1, isRecursive: isRecursive, isDefined: isDefined,
        isRoot: found == nil)
    }
    invocation.show("")
  }

  private func header(_ field: SchemaField, _ entry: FieldDescriptions.Entry) {
    invocation.show("FIELD: \(field.name) <\(shownType(field, entry))>")
    if entry.choices.isEmpty {
      invocation.show("\n")
    } else {
      invocation.show("ENUM:")
      for choice in entry.choices { invocation.show("    \(choice)") }
      invocation.show("")
    }
  }

  private func list(
    _ fields: [SchemaField], of owner: String, level: Int, isRecursive: Bool, isDefined: Bool,
    isRoot: Bool = false
  ) {
    let indent = String(repeating: "  ", count: level)
    for field in fields {
      let isDefined = isDefined && self.isDefined(field, isRoot: isRoot)
      let entry = self.entry(of: field, in: owner, isDefined: isDefined)
      let required = entry.isRequired ? " -required-" : ""
      invocation.show("\(indent)\(field.name)\t<\(shownType(field, entry))>\(required)")
      if !entry.choices.isEmpty {
        invocation.show("\(indent)enum: \(entry.choices.joined(separator: ", "))")
      }
      if isRecursive {
        list(
          field.fields(), of: Explanation.recordName(field.goType), level: level + 1,
          isRecursive: true, isDefined: isDefined)
      } else {
        wrapped(entry.text)
        invocation.show("")
      }
    }
  }

  private func entry(
    of field: SchemaField, in owner: String, isDefined: Bool
  ) -> FieldDescriptions.Entry {
    if isDefined {
      var entry = FieldDescriptions.Entry(text: "<no description>")
      if !field.fields().isEmpty { entry.type = Explanation.inlined(field.goType) }
      return entry
    }
    if let entry = descriptions.field(field.name, of: owner) { return entry }
    var entry = FieldDescriptions.Entry()
    if field.isKept {
      entry.text = "Kept as it is written; it has no effect in the simulation."
      entry.type = "Object"
    }
    return entry
  }

  private func shownType(_ field: SchemaField, _ entry: FieldDescriptions.Entry) -> String {
    entry.type.isEmpty ? Explanation.shown(field.goType) : entry.type
  }

  /// `[]Container` for `[]v1.Container`, `integer` for `int32`.
  static func shown(_ goType: String) -> String {
    if goType.hasPrefix("[]") { return "[]" + shown(String(goType.dropFirst(2))) }
    if goType.hasPrefix("map[string]") {
      return "map[string]" + shown(String(goType.dropFirst(11)))
    }
    switch goType {
    case "int32", "int64": return "integer"
    case "bool": return "boolean"
    case "v1.Time", "v1.MicroTime": return "string"
    case "v1.ResourceList": return "map[string]Quantity"
    case "interface {}": return "Object"
    default: return goType.split(separator: ".").last.map { String($0) } ?? goType
    }
  }

  /// `[]Object` for `[]v1.Message`: the schema of a definition has no names for its records.
  private static func inlined(_ goType: String) -> String {
    for start in ["[]", "map[string]"] where goType.hasPrefix(start) {
      return start + inlined(String(goType.dropFirst(start.utf8.count)))
    }
    return "Object"
  }

  /// The name of the record that a field, or each of its items, is.
  private static func recordName(_ goType: String) -> String {
    let shown = shown(goType)
    return shown.hasPrefix("[]") ? String(shown.dropFirst(2)) : shown
  }

  /// Prints a text with four blanks before it, in lines of at most 80 characters.
  private func wrapped(_ text: String) {
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.utf8.count + 1 + word.utf8.count > 76 {
        invocation.show("    \(line)")
        line = ""
      }
      line += line.isEmpty ? String(word) : " " + word
    }
    if !line.isEmpty { invocation.show("    \(line)") }
  }
}
