import Testing
import Values

@Suite("YAML is written as kubectl writes it")
struct YAMLWritingTests {
  @Test(
    "texts that would read as something else are quoted",
    arguments: [
      ("", "\"\""), ("yes", "\"yes\""), ("no", "\"no\""), ("y", "\"y\""), ("on", "\"on\""),
      ("true", "\"true\""), ("null", "\"null\""), ("~", "\"~\""), ("1", "\"1\""),
      ("1.5", "\"1.5\""), ("-7", "\"-7\""), ("0x1f", "\"0x1f\""), ("1e3", "\"1e3\""),
      ("1_000", "\"1_000\""), ("12:30", "\"12:30\""), (".inf", "\".inf\""),
      ("2026-11-21", "\"2026-11-21\""), ("2026-11-21T00:29:24Z", "\"2026-11-21T00:29:24Z\""),
      ("1Gi", "1Gi"), ("25%", "25%"), ("10.0.0.1", "10.0.0.1"), ("v1.32.13", "v1.32.13"),
      ("nginx:1.25", "nginx:1.25"), ("/var/lib", "/var/lib"), ("a b", "a b"), ("None", "None"),
      ("*", "'*'"), ("- x", "'- x'"), ("-", "'-'"), ("a: b", "'a: b'"), ("a #b", "'a #b'"),
      ("a#b", "a#b"), (" a", "' a'"), ("a ", "'a '"), ("it's", "it's"), ("'x", "'''x'"),
      ("#x", "'#x'"), ("@x", "'@x'"), ("%x", "'%x'"), ("{x}", "'{x}'"), ("[x]", "'[x]'"),
      ("a\tb", "\"a\\tb\""), ("---", "'---'"), ("?", "'?'"), (":", "':'"), ("a:", "'a:'"),
      ("é", "é"), ("\u{1b}", "\"\\e\""), ("-x", "-x"), ("=", "="), ("<<", "\"<<\""),
    ])
  func quoting(_ text: String, _ expected: String) {
    #expect(JSON.string(text).yamlText == expected + "\n")
  }

  @Test func blocksListsAndEmptyThings() {
    let value: JSON = [
      "kind": "X", "list": [["b": 1, "a": [1, 2]], [], [:], [["c"], "d"]], "none": .null,
      "annotations": ["text": "{\"a\":1}\n", "two": "a\nb", "kept": "a\n\n", "lead": " a\nb"],
    ]
    #expect(
      value.yamlText == """
        annotations:
          kept: |+
            a

          lead: |2-
             a
            b
          text: |
            {"a":1}
          two: |-
            a
            b
        kind: X
        list:
        - a:
          - 1
          - 2
          b: 1
        - []
        - {}
        - - - c
          - d
        none: null

        """)
  }

  @Test func longTextsAreFoldedBehindColumnEighty() {
    let value: JSON = [
      "message":
        "containers with unready status: one two three four five six seven eight nine ten eleven",
      "plain":
        "a text without any sign that goes on and on and on until it has to be folded somewhere here",
    ]
    #expect(
      value.yamlText == """
        message: 'containers with unready status: one two three four five six seven eight
          nine ten eleven'
        plain: a text without any sign that goes on and on and on until it has to be folded
          somewhere here

        """)
  }

  @Test func numbersInNamesCountAsNumbers() {
    let value: JSON = ["a10": 1, "a2": 2, "ab": 3, "a-b": 4, "a": 5, "B": 6]
    #expect(value.yamlText == "B: 6\na: 5\na-b: 4\na2: 2\na10: 1\nab: 3\n")
  }

  @Test func anEmptyDocument() {
    #expect(JSON.object([:]).yamlText == "{}\n")
    #expect(JSON.array([]).yamlText == "[]\n")
    #expect(JSON.null.yamlText == "null\n")
  }
}
