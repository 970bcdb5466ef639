import OrderedCollections
public import Sessions
public import Values

/// What an author may write, for editors and other programs: JSON Schema for front matter, the files
/// `book.yaml` and `chapters/claims.yaml`, and the attributes of each fence.
///
/// It is made from the rules by which chapters are read, so both say the same.
public struct BookSchema: Sendable {
  private let fences: FenceRegistry
  private let settings: [PluginSetting]

  /// The schema of a book with these fences and keys of plugins.
  public init(fences: FenceRegistry, settings: [PluginSetting] = []) {
    self.fences = fences
    self.settings = settings
  }

  /// The names of the parts that a person can ask for.
  public static let partNames = ["front-matter", "book", "claims", "fences", "listing"]

  /// The parts with their names, each a complete document of JSON Schema.
  public var parts: [(name: String, schema: JSON)] {
    let schemas: [(title: String, schema: JSON)] = [
      (
        "The front matter of a chapter",
        BookSchema.mapping(FrontMatterReader.rules(with: settings))
      ),
      ("The file book.yaml", BookSchema.mapping(BookSettings.rules)),
      (
        "The file chapters/claims.yaml",
        ["type": "array", "items": BookSchema.mapping(ClaimList.rules)]
      ),
      (
        "The attributes of fences",
        BookSchema.object(
          fenceSchemas, required: [],
          "For each fence an object with a member for each attribute, `true` for one without a value."
        )
      ),
      ("The attributes of a listing", listing),
    ]
    return zip(BookSchema.partNames, schemas).map { name, part in
      (name, BookSchema.document(name, title: part.title, part.schema))
    }
  }

  /// All parts in one document: an object with a member for each.
  public var json: JSON {
    let parts = OrderedDictionary(uniqueKeysWithValues: parts.map { ($0.name, $0.schema) })
    return BookSchema.document(
      "all", title: "Statebook",
      BookSchema.object(parts, required: [], "What the chapters of a book may write, by its parts.")
    )
  }

  private static func document(_ name: String, title: String, _ schema: JSON) -> JSON {
    let head: OrderedDictionary<String, JSON> = [
      "$schema": .string(dialect), "$id": .string("urn:statebook:schema:\(name)"),
      "title": .string(title),
    ]
    return .object(head.merging(members(of: schema)) { first, _ in first })
  }

  /// The schema language.
  public static let dialect = "https://json-schema.org/draft/2020-12/schema"

  // MARK: Fences

  private var fenceSchemas: OrderedDictionary<String, JSON> {
    var schemas: OrderedDictionary<String, JSON> = [
      "console": BookSchema.fence(
        AttributeRule.console, "A scenario: commands behind `$ `, and what they printed.",
        content: "console"),
      "check": BookSchema.fence(
        AttributeRule.check, "Claims: lines of the form `sentence: command`.", content: "check"),
    ]
    for plugin in fences.plugins {
      schemas[plugin.word] = BookSchema.fence(
        plugin.attributes, plugin.summary,
        content: plugin.content == .markdown ? "markdown" : "text")
    }
    return schemas
  }

  private var listing: JSON {
    var schema = BookSchema.fence(
      AttributeRule.listing, "A listing, or with `file` a file of the session.", content: "text")
    if case .object(var members) = schema {
      members["languages"] = .array(fences.languages.map { .string($0) })
      schema = .object(members)
    }
    return schema
  }

  private static func fence(
    _ rules: [AttributeRule], _ summary: String, content: JSON
  ) -> JSON {
    var properties: OrderedDictionary<String, JSON> = [:]
    for rule in rules {
      properties[rule.name] = described(value(rule.value), rule.summary)
    }
    return object(
      properties, required: rules.filter(\.isRequired).map(\.name), summary,
      extra: ["content": content])
  }

  private static func value(_ value: AttributeRule.Value) -> OrderedDictionary<String, JSON> {
    switch value {
    case .flag: ["const": true]
    case .name: ["type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$"]
    case .text: ["type": "string", "pattern": #"\S"#]
    case .choice(let words): ["enum": .array(words.map { .string($0) })]
    }
  }

  // MARK: Keys

  private static func mapping(_ rules: [KeyRule]) -> JSON {
    var properties: OrderedDictionary<String, JSON> = [:]
    for rule in rules { properties[rule.name] = described(value(rule.value), rule.summary) }
    return object(properties, required: rules.filter(\.isRequired).map(\.name))
  }

  private static func value(_ value: KeyRule.Value) -> OrderedDictionary<String, JSON> {
    switch value {
    case .text: ["type": "string", "pattern": #"\S"#]
    case .integer(let bounds):
      [
        "type": "integer", "minimum": .integer(bounds.lowerBound),
        "maximum": .integer(bounds.upperBound),
      ]
    case .duration:
      [
        "anyOf": [
          ["type": "integer", "minimum": 0, "maximum": 86400],
          ["type": "string", "pattern": "^[0-9]+(ms|s|m)$"],
        ]
      ]
    case .slug: ["type": "string", "pattern": #"^[^\x00-,./:-^`{-\x7F]+$"#]
    case .address: ["type": "string", "pattern": "^https?://[^/?#]+[^?#]*$"]
    case .texts: ["type": "array", "items": ["type": "string"]]
    case .mapping(let rules, nil): members(of: mapping(rules))
    case .mapping(let rules, let word?):
      ["anyOf": [mapping(rules), ["const": .string(word)]]]
    case .named(let rules):
      ["type": "object", "additionalProperties": mapping(rules)]
    case .attributes:
      [
        "type": "object",
        "additionalProperties": [
          "anyOf": [
            ["enum": ["text", "name", "flag"]],
            ["type": "array", "items": ["type": "string"], "minItems": 1],
          ]
        ],
      ]
    case .any: [:]
    }
  }

  // MARK: JSON

  private static func object(
    _ properties: OrderedDictionary<String, JSON>, required: [String], _ summary: String? = nil,
    extra: OrderedDictionary<String, JSON> = [:]
  ) -> JSON {
    var members: OrderedDictionary<String, JSON> = [:]
    if let summary { members["description"] = .string(summary) }
    members["type"] = "object"
    members["properties"] = .object(properties)
    if !required.isEmpty { members["required"] = .array(required.map { .string($0) }) }
    members["additionalProperties"] = false
    for (name, value) in extra { members[name] = value }
    return .object(members)
  }

  private static func described(
    _ schema: OrderedDictionary<String, JSON>, _ summary: String?
  ) -> JSON {
    guard let summary else { return .object(schema) }
    var members: OrderedDictionary<String, JSON> = ["description": .string(summary)]
    for (name, value) in schema { members[name] = value }
    return .object(members)
  }

  private static func members(of schema: JSON) -> OrderedDictionary<String, JSON> {
    if case .object(let members) = schema { members } else { [:] }
  }
}
