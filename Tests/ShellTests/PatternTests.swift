import Testing

@testable import Shell

@Suite struct PatternTests {
  static func first(
    _ pattern: String, _ text: String, _ syntax: RegularExpression.Syntax = .extended
  )
    -> [String]?
  {
    do throws(RegularExpression.Failure) {
      let scalars = Array(text.unicodeScalars)
      return try RegularExpression(pattern, syntax).firstMatch(in: scalars)?.groups.map {
        $0.map { String(scalars[$0]) } ?? "-"
      }
    } catch {
      return [error.message]
    }
  }

  @Test(
    arguments: [
      ("abc", "xabcx", ["abc"]), ("a|ab|abc", "abcd", ["abc"]), ("a*", "baaa", [""]),
      ("a+", "baaa", ["aaa"]), ("^a", "ba", nil), ("a$", "ba", ["a"]), ("^$", "", [""]),
      ("(a)(b)?", "ac", ["a", "a", "-"]), ("[^a-c]+", "abcxyz", ["xyz"]),
      ("[[:digit:]]{2,3}", "a12345", ["123"]), ("x{0}y", "xy", ["y"]), ("[]a]+", "]a]", ["]a]"]),
      ("a{,2}b", "aaab", ["aab"]), ("(a|b)*c", "ababc", ["ababc", "b"]), (".", "é", ["é"]),
      ("\\bfoo\\b", "a foo b", ["foo"]), ("\\w+", "--ab_1-", ["ab_1"]),
      ("a\\.b", "axb a.b", ["a.b"]),
      ("-([0-9]+)$", "mysql-12", ["-12", "12"]), ("{", "a{b", ["{"]), ("a{x", "a{x", ["a{x"]),
      ("(foo|foobar)(bar)?", "foobar", ["foobar", "foo", "bar"]),
      ("(", "x", ["Unmatched ( or \\("]), ("[b-a]", "x", ["Invalid range end"]),
      ("a{3,1}", "x", ["Invalid content of \\{\\}"]), ("\\", "x", ["Trailing backslash"]),
      ("a{1001}", "x", ["Regular expression too big"]),
      ("[[:nosuch:]]", "x", ["Invalid character class name"]),
    ] as [(String, String, [String]?)])
  func extendedExpressions(_ pattern: String, _ text: String, _ groups: [String]?) {
    #expect(PatternTests.first(pattern, text) == groups)
  }

  @Test(
    arguments: [
      ("a\\{2\\}", "aaa", ["aa"]), ("\\(a\\)b", "ab", ["ab", "a"]), ("a+", "a+", ["a+"]),
      ("a\\+", "aa", ["aa"]), ("*a", "*a", ["*a"]), ("a|b", "a|b", ["a|b"]), ("x\\|b", "b", ["b"]),
      ("a^b$c", "a^b$c", ["a^b$c"]), ("(x)", "(x)", ["(x)"]),
    ] as [(String, String, [String]?)])
  func basicExpressions(_ pattern: String, _ text: String, _ groups: [String]?) {
    #expect(PatternTests.first(pattern, text, .basic) == groups)
  }

  @Test(
    arguments: [
      ("*", "", true), ("*", "abc", true), ("a*c", "abbc", true), ("a*c", "abb", false),
      ("?", "", false), ("[a-c]x", "bx", true), ("[!a]", "b", true), ("[", "[", true),
      ("a[]b", "a[]b", true), ("\\*", "*", true), ("\\*", "a", false), ("[[:upper:]]*", "Ab", true),
      ("*a*a*a*a*a*a*a*b", String(repeating: "a", count: 2000), false), ("[]]", "]", true),
      ("[a-]", "-", true), ("[^x]", "y", true), ("é?", "éa", true),
    ] as [(String, String, Bool)])
  func shellPatterns(_ pattern: String, _ text: String, _ matches: Bool) {
    #expect(Pattern(pattern).matches(text) == matches)
  }

  /// The length of the shortest and of the longest beginning and end that match.
  @Test(
    arguments: [
      ("*", "abc", [0, 3, 0, 3]), ("*b", "abab", [2, 4, 1, 4]), ("b*", "abab", [nil, nil, 1, 3]),
      ("?", "abc", [1, 1, 1, 1]), ("", "abc", [0, 0, 0, 0]), ("a", "", [nil, nil, nil, nil]),
      ("*", "", [0, 0, 0, 0]), ("[ab]*", "abc", [1, 3, 2, 3]), ("a*c", "abcxc", [3, 5, 5, 5]),
      ("*x*", "axbxc", [2, 5, 2, 5]), ("é*", "éa", [1, 2, 2, 2]),
      ("a?c", "abcd", [3, 3, nil, nil]),
    ] as [(String, String, [Int?])])
  func beginningsAndEnds(_ pattern: String, _ text: String, _ lengths: [Int?]) {
    let scalars = Array(text.unicodeScalars)
    let pattern = Pattern(pattern)
    let found =
      [false, true].map { pattern.prefixLength(scalars[...], longest: $0) }
      + [false, true].map { pattern.suffixLength(scalars, longest: $0) }
    #expect(found == lengths)
  }

  /// Every text of up to six letters of two, against the definition.
  @Test(arguments: ["*", "a*", "*a", "*a*b*", "?a*", "[ab]?", "*?b", "a*a*a", "b?*", "[!a]*a"])
  func beginningsAndEndsAreTheOnesThatMatch(_ text: String) {
    let pattern = Pattern(text)
    for length in 0...6 {
      for number in 0..<(1 << length) {
        let word = (0..<length).map { number >> $0 & 1 == 0 ? "a" : "b" }.joined()
        let scalars = Array(word.unicodeScalars)
        let heads = (0...length).filter { pattern.matches(String(word.prefix($0))) }
        let tails = (0...length).filter { pattern.matches(String(word.suffix($0))) }
        #expect(pattern.prefixLength(scalars[...], longest: false) == heads.first)
        #expect(pattern.prefixLength(scalars[...], longest: true) == heads.last)
        #expect(pattern.suffixLength(scalars, longest: false) == tails.first)
        #expect(pattern.suffixLength(scalars, longest: true) == tails.last)
      }
    }
  }

  @Test func digestsAreTheRealOnes() {
    #expect(
      bash("printf '' | md5sum; printf abc | sha1sum; printf abc | sha256sum").output
        == "d41d8cd98f00b204e9800998ecf8427e  -\na9993e364706816aba3e25717850c26c9cd0d89d  -\n"
        + "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  -\n")
  }

  @Test(
    arguments: [
      (0.1, "0.1"), (1.0 / 3, "0.333333"), (1e10, "1e+10"), (123_456_789, "1.23457e+08"),
      (0.00001, "1e-05"), (100, "100"), (2.5, "2.5"), (999999.5, "1e+06"), (-0.5, "-0.5"),
      (5e-324, "4.94066e-324"),
    ] as [(Double, String)])
  func numbersAreWrittenAsCWritesThem(_ value: Double, _ text: String) {
    #expect(DoubleText.general(value) == text)
  }

  @Test(
    arguments: [
      (2.5, 0, "2"), (3.5, 0, "4"), (0.125, 2, "0.12"), (2.675, 2, "2.67"), (9.995, 2, "9.99"),
      (99.999, 1, "100.0"), (1e21, 0, "1000000000000000000000"), (-1.005, 2, "-1.00"),
    ] as [(Double, Int, String)])
  func numbersAreRoundedExactly(_ value: Double, _ places: Int, _ text: String) {
    #expect(DoubleText.fixed(value, places: places) == text)
  }
}
