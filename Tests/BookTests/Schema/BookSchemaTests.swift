import Foundation
import Markdown
import OrderedCollections
import Testing
import Values

@testable import Book
@testable import StatebookCommands

/// What `statebook schema` says of chapters, beside what reading them says.
@Suite struct BookSchemaTests {
  private static let schema = BookSchema(fences: .standard)

  private static func part(_ name: String) -> JSON {
    schema.parts.first { $0.name == name }?.schema ?? .null
  }

  private static func fence(_ word: String) -> JSON? {
    part("fences")["properties"]?[word]
  }

  private func problems(_ yaml: String, _ part: String) -> [String] {
    guard case .success(let node?) = BoundedYAML.document(in: yaml) else { return ["no YAML"] }
    return SchemaCheck.problems(node.json, BookSchemaTests.part(part))
  }

  /// An info string as the value that the schema is about.
  private static func value(_ info: InfoString) -> JSON {
    var members: OrderedDictionary<String, JSON> = [:]
    for attribute in info.attributes {
      members[attribute.name] = attribute.value.map { .string($0) } ?? .bool(true)
    }
    return .object(members)
  }

  @Test func everyFenceIsDescribedWithItsAttributes() {
    let words = FenceRegistry.standard.fenceWords
    #expect(words.count > 9)
    for word in words {
      guard case .object(let members)? = BookSchemaTests.fence(word) else {
        Issue.record("\(word) is not described")
        continue
      }
      #expect(members["description"] != nil)
      guard case .object(let attributes)? = members["properties"] else {
        Issue.record("the attributes of \(word) are not described")
        continue
      }
      let rules =
        FenceRegistry.standard[word]?.attributes
        ?? (word == "console" ? AttributeRule.console : AttributeRule.check)
      #expect(Array(attributes.keys) == rules.map(\.name))
      for (name, schema) in attributes {
        guard case .object(let members) = schema else {
          Issue.record("\(word) \(name) is not described")
          continue
        }
        #expect(members["description"] != nil, "\(word) \(name) is not described")
      }
    }
  }

  @Test func everyChapterOfTheBookIsAsTheSchemaSays() {
    #expect(problems(text("book.yaml"), "book") == [])
    #expect(problems(text("chapters/claims.yaml"), "claims") == [])
    let files = Repository.files(in: "chapters/en", ending: ".md")
    #expect(files.count > 3)
    for file in files {
      let (chapter, _) = ChapterReader().read(Repository.bytes(file), file: file)
      let head = chapter.source.text.split(separator: "---\n")[0]
      #expect(problems(String(head), "front-matter") == [], "\(file)")
      for block in chapter.blocks {
        guard let fence = block.code.fence else { continue }
        let info = InfoString(in: chapter.source, fence.infoRange.offsets)
        let schema = BookSchemaTests.fence(info.word) ?? BookSchemaTests.part("listing")
        let problems = SchemaCheck.problems(BookSchemaTests.value(info), schema)
        #expect(problems == [], "\(file):\(block.range.start.line)")
      }
    }
  }

  /// Reading and the schema refuse the same front matter.
  @Test(arguments: [
    ("title: T", true), ("title: ''", false), ("summary: S", false), ("title: 7", false),
    ("title: T\nhosts: 20", true), ("title: T\nhosts: 21", false), ("title: T\nhosts: -1", false),
    ("title: T\ncluster: none", true), ("title: T\ncluster: some", false),
    ("title: T\ncluster: { nodes: 100 }", true), ("title: T\ncluster: { nodes: 101 }", false),
    ("title: T\ncluster: { node: 1 }", false), ("title: T\nseed: 8", true),
    ("title: T\nseed: x", false), ("title: T\npace: 500ms", true), ("title: T\npace: 2s", true),
    ("title: T\npace: 2h", false), ("title: T\npace: 86401", false), ("title: T\norder: 7", true),
    ("title: T\norder: 1000001", false), ("title: T\nslug: a-b_1", true),
    ("title: T\nslug: tên", true), ("title: T\nslug: A", false), ("title: T\nslug: a b", false),
    ("title: T\nredirects: [en/a.html]", true), ("title: T\nredirects: a", false),
    ("title: T\nlanguage: en", false), ("- title", false),
  ])
  func frontMatterIsRightForBothOrForNone(yaml: String, isRight: Bool) {
    #expect(problems(yaml, "front-matter").isEmpty == isRight)
    let (_, mistakes) = MarkedText.read(chapter: "---\n\(yaml)\n---\n")
    #expect(!mistakes.haveErrors == isRight, "\(mistakes)")
  }

  @Test(arguments: [
    ("title: T", true), ("titel: T", false), ("url: https://example.org/book", true),
    ("url: ftp://example.org/", false), ("url: https://example.org/?q", false),
    ("fences: { riddle: { program: a.py } }", true), ("fences: { riddle: { timeout: 3 } }", false),
    ("fences: { riddle: { program: a.py, timeout: 601 } }", false),
    ("fences: { riddle: { program: a.py, attributes: { a: text, b: [x] } } }", true),
    ("fences: { riddle: { program: a.py, attributes: { a: number } } }", false),
    ("fences: { riddle: { program: a.py, attributes: { a: [] } } }", false),
    ("fences: { riddle: { program: a.py, version: 1 } }", false), ("fences: []", false),
    ("fences: { riddle: { program: a.py, version: '1.2' } }", true),
    ("fences: { riddle: { program: a.py, versoin: '1' } }", false),
  ])
  func settingsAreRightForBothOrForNone(yaml: String, isRight: Bool) {
    #expect(problems(yaml, "book").isEmpty == isRight)
    let (_, mistakes) = BookSettings.read(Array(yaml.utf8))
    #expect(!mistakes.haveErrors == isRight, "\(mistakes)")
  }

  /// Reading and the schema refuse the same attributes.
  @Test(arguments: [
    ("console id=a.b-c_1 session=x fold title=\"A b\"", true), ("console id=-a", false),
    ("console fold=yes", false), ("console id", false), ("console sesion=a", false),
    ("console title=\" \"", false), ("check claims=vi1", true), ("check claims", false),
    ("note title=x", true), ("note id=x", false), ("figure of=b as=sequence", true),
    ("figure of=b as=film", false), ("figure kinds=pod", false), ("compare left=main", false),
    ("yaml file=a.yaml hide", true), ("yaml file", false), ("yaml title=x", false),
  ])
  func attributesAreRightForBothOrForNone(info: String, isRight: Bool) {
    let source = SourceText(info)
    let parsed = InfoString(in: source, 0..<info.utf8.count)
    let schema = BookSchemaTests.fence(parsed.word) ?? BookSchemaTests.part("listing")
    #expect(SchemaCheck.problems(BookSchemaTests.value(parsed), schema).isEmpty == isRight)
    let rules =
      switch parsed.word {
      case "console": AttributeRule.console
      case "check": AttributeRule.check
      case let word: FenceRegistry.standard[word]?.attributes ?? AttributeRule.listing
      }
    var reader = FenceReader(
      registry: .standard, claims: nil, mistakes: Mistakes(file: "a.md", source: source))
    _ = reader.check(parsed, rules, of: "a fence")
    #expect(reader.mistakes.diagnostics.isEmpty == isRight, "\(reader.mistakes.diagnostics)")
  }

  @Test func theCommandPrintsAllOrAPart() async throws {
    let scratch = Scratch()
    let all = await CommandLineRun(["schema"], in: scratch)
    #expect(all.status == .success)
    let value = try JSONSerialization.jsonObject(with: Data(all.output.utf8)) as? [String: Any]
    #expect(value?["$schema"] as? String == BookSchema.dialect)
    let parts = try #require(value?["properties"] as? [String: Any])
    #expect(parts.keys.sorted() == BookSchema.partNames.sorted())
    let part = await CommandLineRun(["schema", "book"], in: scratch)
    #expect(part.output == BookSchemaTests.part("book").prettyText + "\n")
    let none = await CommandLineRun(["schema", "boook"], in: scratch)
    #expect(none.status == .mistake)
    #expect(none.errors.contains("the parts are front-matter, book, claims, fences, listing"))
  }

  /// What an editor is given stands alone: it says what it is, and refers to nothing elsewhere.
  @Test func everyPartIsACompleteSchema() throws {
    var ids: Set<String> = []
    for schema in BookSchemaTests.schema.parts.map(\.schema) + [BookSchemaTests.schema.json] {
      #expect(schema["$schema"]?.string == "https://json-schema.org/draft/2020-12/schema")
      #expect(schema["title"]?.string?.isEmpty == false)
      let id = try #require(schema["$id"]?.string)
      #expect(id.wholeMatch(of: /urn:[a-z0-9-]+:[a-z:-]+/) != nil, "\(id)")
      #expect(ids.insert(id).inserted, "\(id) is there twice")
      #expect(SchemaShape.problems(schema) == [], "\(id)")
    }
    #expect(BookSchemaTests.schema.parts.map(\.name) == BookSchema.partNames)
  }

  /// The check above sees what it is for.
  @Test(arguments: [
    (#"{"type": "text"}"#, "/type"), (##"{"$ref": "#/$defs/a", "$defs": {"b": true}}"##, "/$ref"),
    (#"{"properties": {"a": 1}}"#, "/properties/a"), (#"{"required": ["a", "a"]}"#, "/required"),
    (#"{"pattern": "("}"#, "/pattern"), (#"{"anyOf": []}"#, "/anyOf"),
    (#"{"items": {"minimum": "1"}}"#, "/items/minimum"),
  ])
  func aBrokenSchemaIsSeen(text: String, place: String) throws {
    #expect(SchemaShape.problems(try JSON.parse(text)) == [place])
  }

  @Test func theFencesOfABooksProgramsAreInItsSchema() async {
    let scratch = Scratch()
    scratch.write("---\ntitle: A\n---\n", to: "chapters/en/01-a.md")
    scratch.write(
      "fences: { riddle: { program: r.py, summary: A riddle., attributes: { level: [easy] } } }\n",
      to: "book.yaml")
    let schema = await CommandLineRun(["schema", "fences"], in: scratch)
    #expect(schema.output.contains("\"riddle\": {\n"))
    #expect(schema.output.contains("\"description\": \"A riddle.\""))
  }

  private func text(_ path: String) -> String {
    String(decoding: Repository.bytes(path), as: UTF8.self)
  }
}
