import Testing
import Values

@Suite("JSON is read")
struct JSONParsingTests {
  @Test(
    "a text that is read and written again is the same",
    arguments: [
      "null", "true", "[]", "{}", "0", "-1", "1.5", "\"\"", "[1,[2,[3]]]",
      "{\"b\":1,\"a\":[true,false,null]}", "9223372036854775807", "-9223372036854775808",
      "\"\\u003cb\\u003e \\u0026\"", "1e+21", "1e-7", "0.000001", "123456789.25",
    ])
  func roundTrip(_ text: String) throws {
    #expect(try JSON.parse(text).compactText == text)
  }

  @Test(
    "escapes become characters",
    arguments: [
      ("\"\\u00e9\"", "é"), ("\"\\ud83d\\ude00\"", "😀"), ("\"\\ud83d\"", "\u{fffd}"),
      ("\"\\n\\t\\\\\\/\\\"\"", "\n\t\\/\""), ("\"\\ud83dx\"", "\u{fffd}x"),
    ])
  func escapes(_ text: String, _ expected: String) throws {
    #expect(try JSON.parse(text) == .string(expected))
  }

  @Test(
    "a mistake is reported where it is",
    arguments: [
      ("", 1, 1), ("{", 1, 2), ("[1,]", 1, 4), ("{\"a\" 1}", 1, 6), ("{\n  \"a\": tru\n}", 2, 11),
      ("01", 1, 2), ("1.", 1, 3), ("\"abc", 1, 1), ("\"a\nb\"", 1, 3), ("1 2", 1, 3),
      ("\"\\x\"", 1, 3), ("-", 1, 2), ("{a:1}", 1, 2), ("1e999", 1, 1), ("[1\n2]", 2, 1),
    ])
  func mistakes(_ text: String, _ line: Int, _ column: Int) {
    do throws(JSONError) {
      let value = try JSON.parse(text)
      Issue.record("was read as \(value)")
    } catch {
      #expect(error.line == line)
      #expect(error.column == column)
    }
  }

  @Test func nestingIsLimited() {
    let deep = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
    #expect(throws: Never.self) { try JSON.parse(deep) }
    let tooDeep = String(repeating: "[", count: 100_000)
    #expect(throws: JSONError.self) { try JSON.parse(tooDeep) }
  }

  @Test func ofEqualNamesTheLastWins() throws {
    #expect(try JSON.parse("{\"a\":1,\"b\":2,\"a\":3}") == ["a": 3, "b": 2])
  }

  @Test func wholeNumbersThatDoNotFitBecomeFloats() throws {
    #expect(try JSON.parse("9223372036854775808") == .number(9_223_372_036_854_775_808))
  }
}
