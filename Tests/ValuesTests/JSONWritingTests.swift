import Testing
import Values

@Suite("JSON is written")
struct JSONWritingTests {
  @Test func prettyTextIsIndentedByFour() {
    let value: JSON = ["a": [1, ["b": [:]]], "c": [], "d": "x"]
    #expect(
      value.prettyText == """
        {
            "a": [
                1,
                {
                    "b": {}
                }
            ],
            "c": [],
            "d": "x"
        }
        """)
  }

  @Test func namesAreSortedByBytesAtEveryDepth() {
    let value: JSON = ["b": ["z": 1, "Z": 2, "é": 3], "a": [["y": 1, "x": 2]]]
    #expect(value.sorted.compactText == #"{"a":[{"x":2,"y":1}],"b":{"Z":2,"z":1,"é":3}}"#)
  }

  @Test func whatIsSpecialInHTMLIsEscaped() {
    #expect(
      JSON.string("<a href='x'>&\u{2028}").compactText
        == "\"\\u003ca href='x'\\u003e\\u0026\\u2028\"")
  }

  @Test(
    "merge patches follow RFC 7386",
    arguments: [
      (#"{"a":"b"}"#, #"{"a":"c"}"#, #"{"a":"c"}"#),
      (#"{"a":"b"}"#, #"{"b":"c"}"#, #"{"a":"b","b":"c"}"#),
      (#"{"a":"b"}"#, #"{"a":null}"#, #"{}"#),
      (#"{"a":["b"]}"#, #"{"a":"c"}"#, #"{"a":"c"}"#),
      (#"{"a":{"b":"c"}}"#, #"{"a":{"b":"d","c":null}}"#, #"{"a":{"b":"d"}}"#),
      (#"{"a":[{"b":"c"}]}"#, #"{"a":[1]}"#, #"{"a":[1]}"#),
      (#"["a","b"]"#, #"["c","d"]"#, #"["c","d"]"#),
      (#"{"e":null}"#, #"{"a":1}"#, #"{"e":null,"a":1}"#),
      (#"[1,2]"#, #"{"a":"b","c":null}"#, #"{"a":"b"}"#),
      (#"{}"#, #"{"a":{"bb":{"ccc":null}}}"#, #"{"a":{"bb":{}}}"#),
    ])
  func mergePatch(_ target: String, _ patch: String, _ expected: String) throws {
    #expect(try JSON.parse(target).merged(with: JSON.parse(patch)).compactText == expected)
  }

  @Test func aPatchMadeFromTwoValuesLeadsFromOneToTheOther() throws {
    let before = try JSON.parse(#"{"a":1,"b":{"c":[1],"d":2},"e":"x"}"#)
    let after = try JSON.parse(#"{"b":{"c":[2],"d":2},"e":"x","f":{"g":1}}"#)
    let patch = before.mergePatch(to: after)
    #expect(patch.sorted.compactText == #"{"a":null,"b":{"c":[2]},"f":{"g":1}}"#)
    #expect(before.merged(with: patch).sorted == after.sorted)
    #expect(after.mergePatch(to: after) == [:])
  }
}
