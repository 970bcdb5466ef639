import KubernetesAPI
import Values

extension Flag {
  static let explainVersion = Flag(
    "api-version", "", .text(""), "Use given api-version (group/version) of the resource.")
}

extension Command {
  static let explain = Command(
    "explain", "Get documentation for a resource", arguments: "TYPE [--recursive=FALSE|TRUE]",
    flags: [
      Flag("recursive", "", .bool(false), "Print the names of all fields below, too."),
      .explainVersion, Flag.unsupported("output", "o", .text("")),
    ]
  ) { (invocation) throws(CommandError) in
    guard let argument = invocation.arguments.first else {
      throw .text(
        "You must specify the type of resource to explain. Use \"kubectl api-resources\" for a"
          + " complete list of supported resources.")
    }
    if invocation.arguments.count > 1 {
      throw .text("We accept only this format: explain RESOURCE")
    }
    let type: ResourceType
    let path: [String]
    do throws(CommandError) {
      (type, path) = try explained(argument, invocation.connection)
    } catch {
      // This command alone says it without the word error.
      throw .literal(error.message)
    }
    let version = invocation.options.text(.explainVersion)
    if !version.isEmpty, version != type.apiVersion {
      throw .text("couldn't find resource for \(quoted("\(version), Resource=\(type.plural)"))")
    }
    let isRecursive = invocation.options.isSet(Flag("recursive", "", .bool(false)))
    try Explanation(invocation, type).show(path, isRecursive: isRecursive)
    invocation.finish()
  }

  /// The kind and the path of `sts.spec.template`, `statefulsets.apps.spec`.
  private static func explained(
    _ argument: String, _ connection: APIConnection
  ) throws(CommandError) -> (ResourceType, [String]) {
    let words = argument.split(separator: ".").map { String($0) }
    guard let first = words.first else {
      throw .text("the server doesn't have a resource type \(quoted(argument))")
    }
    let type = try connection.resourceType(named: first)
    var path = Array(words.dropFirst())
    let group = type.group.split(separator: ".").map { String($0) }
    if !group.isEmpty, path.starts(with: group) { path.removeFirst(group.count) }
    if path.first == type.version, !group.isEmpty { path.removeFirst() }
    return (type, path)
  }
}

/// What `kubectl explain` prints about a kind, in the layout of v1.32.
struct Explanation {
  private let invocation: Invocation
  private let type: ResourceType
  private let descriptions = FieldDescriptions()

  init(_ invocation: Invocation, _ type: ResourceType) {
    self.invocation = invocation
    self.type = type
  }

  func show(_ path: [String], isRecursive: Bool) throws(CommandError) {
    if !type.group.isEmpty { invocation.show("GROUP:      \(type.group)") }
    invocation.show("KIND:       \(type.kind)\nVERSION:    \(type.version)\n")
    var fields = type.schema()
    var owner = type.kind
    var found: SchemaField?
    var entry = FieldDescriptions.Entry()
    for name in path {
      guard let field = fields.first(where: { $0.name == name }) else {
        throw .text("field \(quoted(name)) does not exist")
      }
      entry = self.entry(of: field, in: owner)
      fields = field.fields()
      owner = Explanation.recordName(field.goType)
      found = field
    }
    if let found { header(found, entry) }
    invocation.show("DESCRIPTION:")
    for text in [found == nil ? "" : entry.text, descriptions.type(owner)] where !text.isEmpty {
      wrapped(text)
    }
    invocation.show("    ")
    if !fields.isEmpty {
      invocation.show("FIELDS:")
      list(fields, of: owner, level: 1, isRecursive: isRecursive)
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

  private func list(_ fields: [SchemaField], of owner: String, level: Int, isRecursive: Bool) {
    let indent = String(repeating: "  ", count: level)
    for field in fields {
      let entry = self.entry(of: field, in: owner)
      let required = entry.isRequired ? " -required-" : ""
      invocation.show("\(indent)\(field.name)\t<\(shownType(field, entry))>\(required)")
      if !entry.choices.isEmpty {
        invocation.show("\(indent)enum: \(entry.choices.joined(separator: ", "))")
      }
      if isRecursive {
        list(
          field.fields(), of: Explanation.recordName(field.goType), level: level + 1,
          isRecursive: true)
      } else {
        wrapped(entry.text)
        invocation.show("")
      }
    }
  }

  private func entry(of field: SchemaField, in owner: String) -> FieldDescriptions.Entry {
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
