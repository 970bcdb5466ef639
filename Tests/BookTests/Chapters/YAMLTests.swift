import Book
import Testing
import Values

@Suite struct YAMLTests {
  static func error(_ text: String) -> String? {
    switch YamsReader().documents(in: text) {
    case .success: nil
    case .failure(let error): error.text
    }
  }

  static func value(_ text: String) -> JSON? {
    try? YamsReader().documents(in: text).get().first?.value
  }

  // K31; the first two are recorded (situation q), the others are texts of Go's library.
  @Test(arguments: [
    (
      "apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: web\nspec:\n  serviceName: web\n"
        + "    replicas: 3\n  selector:\n",
      "yaml: line 7: mapping values are not allowed in this context"
    ),
    (
      "apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: web\nspec:\n  serviceName: web\n"
        + "  replicas 3\n  selector:\n    matchLabels:\n",
      "yaml: line 8: could not find expected ':'"
    ),
    ("a:\n\tb: 1\n", "yaml: line 2: found character that cannot start any token"),
    ("a: 1\nb: @x\n", "yaml: line 2: found character that cannot start any token"),
    ("a: 1\n- b\n", "yaml: line 1: did not find expected key"),
    ("a: [1, 2\nb: 3\n", "yaml: line 1: did not find expected ',' or ']'"),
    ("a: 1\nb: \"x\n", "yaml: line 3: found unexpected end of stream"),
    ("a: *b\n", "yaml: unknown anchor 'b' referenced"),
    ("a: &a [*a]\n", "yaml: anchor 'a' value contains itself"),
    ("a: !!int x\n", "yaml: cannot decode !!str `x` as a !!int"),
    ("a: !!binary x\n", "yaml: !!binary value contains invalid base64 data"),
    ("a: 1\n<<: 2\n", "yaml: map merge requires map or sequence of maps as the value"),
    ("a: \u{1}\n", "yaml: control characters are not allowed"),
    ("--- a\nb: 1\n", "yaml: invalid Yaml document separator: a"),
  ])
  func errorsAreInGoWords(text: String, message: String) {
    #expect(YAMLTests.error(text) == message)
  }

  @Test func linesCountFromTheDocumentInErrorsAndFromTheTextInValues() throws {
    let good = "# x\na: 1\n---\n\nb:\n- c\n- d: 2\n---\n# nothing\n---\nnull\n"
    let documents = try YamsReader().documents(in: good).get()
    #expect(documents.map(\.startLine) == [2, 5])
    #expect(documents[1].line(of: [.member("b"), .item(1), .member("d")]) == 7)
    #expect(documents[1].value == ["b": ["c", ["d": 2]]])
    #expect(YAMLTests.error("a: 1\n---\nb: 1\nc: : 2\n")?.hasPrefix("yaml: line 2: ") == true)
  }

  @Test func duplicateKeysAreAcceptedAndTheLastCounts() {
    #expect(YAMLTests.value("a: 1\nb: 2\na: 3\n") == ["a": 3, "b": 2])
  }

  @Test func mappingsMerge() {
    #expect(
      YAMLTests.value("x: &x {a: 1, b: 2}\nz:\n  <<: *x\n  b: 3\n")?["z"]?.sorted
        == ["a": 1, "b": 3])
    #expect(
      YAMLTests.value("- &x {a: 1}\n- &y {a: 2, c: 3}\n- <<: [*x, *y]\n")?[2] == ["a": 1, "c": 3])
  }

  @Test(
    arguments: [
      ("yes", true), ("On", true), ("n", false), ("OFF", false), ("true", true), ("~", .null),
      ("", .null), ("Null", .null), ("yEs", "yEs"), ("\"yes\"", "yes"), ("'1'", "1"), ("1", 1),
      ("-1", -1), ("+1", 1), ("010", 8), ("0o17", 15), ("0x1F", 31), ("0b101", 5), ("1_000", 1000),
      ("08", .number(8)), ("1.5", .number(1.5)), ("1.", .number(1)), (".5", .number(0.5)),
      ("1e3", .number(1000)), ("1.25", .number(1.25)), ("1.2.3", "1.2.3"),
      ("2026-03-02", "2026-03-02"),
      ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
      ("18446744073709551615", .number(18_446_744_073_709_551_615)), ("1e", "1e"), ("+", "+"),
      ("-", .array([.null])),
      (".", "."), ("!!str 1", "1"), ("!!float 1", .number(1)), ("!mine 1", "1"),
      ("!!binary aGk=", "hi"), ("!!bool on", true), ("0x", "0x"),
      ("--1", "--1"),
    ] as [(String, JSON)])
  func scalarsAreReadAsGoReadsThem(text: String, value: JSON) {
    #expect(YAMLTests.value("a: \(text)\n".replacing("a: -\n", with: "a:\n-\n"))?["a"] == value)
  }

  @Test func keysBecomeText() {
    #expect(
      YAMLTests.value("1: a\nyes: b\n1.50: c\n")?.sorted == ["1": "a", "1.5": "c", "true": "b"])
  }

  /// Ten levels of ten aliases each: ten billion values from a kilobyte.
  static func bomb(_ levels: Int, _ width: Int, suffix: String = "") -> String {
    var text = "a0: &a0 [x]\n"
    for level in 1...levels {
      let aliases = [String](repeating: "*a\(level - 1)", count: width).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    return text + suffix
  }

  @Test func aliasBombsAreRefused() {
    #expect(YAMLTests.error(YAMLTests.bomb(10, 10)) == "yaml: document contains excessive aliasing")
    #expect(
      YAMLTests.error(YAMLTests.bomb(60, 2)) == "yaml: document contains excessive aliasing")
    let (_, diagnostics) = MarkedText.read(
      chapter: "---\ntitle: T\n\(YAMLTests.bomb(10, 10))---\n")
    #expect(
      diagnostics.map(\.summary) == [
        "the front matter is not YAML: document contains excessive aliasing"
      ])
    #expect(
      YAMLTests.error(YAMLTests.bomb(3, 3, suffix: "? *a3\n: x\n"))?.contains("map key") == true)
  }

  @Test(arguments: ["[", "{a: ", "- ", "? "])
  func deepNestingIsRefused(piece: String) {
    let text = String(repeating: piece, count: 100_000)
    #expect(YAMLTests.error(text) != nil)
    var indented = ""
    for depth in 0..<150 { indented += String(repeating: " ", count: depth) + "a:\n" }
    #expect(YAMLTests.error(indented)?.hasSuffix("exceeded max depth of 100") == true)
  }

  @Test func longTextsAreBounded() {
    let text = String(repeating: "- a\n", count: BoundedYAML.maximumValues + 1)
    #expect(YAMLTests.error(text) == "yaml: document has more than 200000 values")
    let long = [UInt8](repeating: 0x61, count: BoundedYAML.maximumBytes + 1)
    #expect(throws: YAMLProblem.self) { try BoundedYAML.document(in: long).get() }
  }

  @Test func nothingIsNoDocument() throws {
    for text in ["", "\n", "# x\n", "---\n", "---\n---\n"] {
      #expect(try YamsReader().documents(in: text).get().isEmpty, "\(text.debugDescription)")
    }
  }
}
