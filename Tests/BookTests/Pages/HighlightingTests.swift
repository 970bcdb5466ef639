import Foundation
import Scenes
import Testing

@testable import Book

@Suite struct HighlightingTests {
  /// The tokens of a text, each as `kind:text`, without those that are nothing in particular.
  private func kinds(_ tokens: [CodeToken]) -> [String] {
    tokens.filter { $0.kind != .plain }.map { "\($0.kind.rawValue):\($0.text)" }
  }

  private func kinds(_ text: String, _ language: String) -> [String] {
    kinds(CodeHighlighting.tokens(of: text, in: language))
  }

  @Test func quotesInTheMiddleOfAYAMLTextAreNone() {
    let text = "command:\n- while true; do echo \"$(date)\"; done # no end\nclaims: [a, \"b\"]\n"
    #expect(
      kinds(text, "yaml") == [
        "key:command", "mark::", "mark:-", "comment:# no end", "key:claims", "mark::", "mark:[",
        "mark:,", "string:\"b\"", "mark:]",
      ])
  }

  @Test func yamlHasKeysValuesAndRemarks() {
    #expect(
      kinds("# a\nspec:\n- name: \"x: y\" # b\n  port: 80\n  url: http://a#b\n  on: true\n", "yaml")
        == [
          "comment:# a", "key:spec", "mark::", "mark:-", "key:name", "mark::", "string:\"x: y\"",
          "comment:# b", "key:port", "mark::", "number:80", "key:url", "mark::", "key:on", "mark::",
          "keyword:true",
        ])
  }

  @Test func aBlockOfYAMLIsTextUntilItsIndentationEnds() {
    #expect(
      kinds("a:\n- |\n  key: no\n\n  more\nb: {c: 1, d: 'e'}\n", "yaml") == [
        "key:a", "mark::", "mark:-", "mark:|", "string:key: no", "string:more", "key:b", "mark::",
        "mark:{", "key:c", "mark::", "number:1", "mark:,", "key:d", "mark::", "string:'e'",
        "mark:}",
      ])
  }

  @Test func aShellHasCommandsOptionsAndVariables() {
    #expect(
      kinds("v=$(kubectl get pod -o name | sort) && echo \"<$v>\" # done\n", "sh") == [
        "key:v", "mark:=$(", "command:kubectl", "option:-o", "mark:|", "command:sort", "mark:)",
        "mark:&&", "command:echo", "string:\"<", "variable:$v", "string:>\"", "comment:# done",
      ])
    #expect(
      kinds("test \"$(wc -l < a)\" = 3; echo 'a $b'", "bash") == [
        "command:test", "string:\"", "mark:$(", "command:wc", "option:-l", "mark:<", "mark:)",
        "string:\"", "mark:;", "command:echo", "string:'a $b'",
      ])
  }

  @Test func whatMysqlIsGivenIsSQL() {
    #expect(
      kinds(
        "mysql -e \"SELECT 'a' FROM t\"\nmysql <<END\nUSE x; -- y\nEND\ncat <<E\nUSE\nE\n", "sh")
        == [
          "command:mysql", "option:-e", "string:\"", "keyword:SELECT", "string:'a'", "keyword:FROM",
          "string:\"", "command:mysql", "mark:<<END", "keyword:USE", "comment:-- y",
          "mark:END", "command:cat", "mark:<<E", "string:USE\n", "mark:E",
        ])
  }

  @Test func jsonTellsKeysFromTexts() {
    #expect(
      kinds("{\"a\": [\"b\", -1.5e3, null]}", "json") == [
        "key:\"a\"", "string:\"b\"", "number:-1.5e3", "keyword:null",
      ])
  }

  @Test func tablesHaveAHeadAndStates() {
    let pods = "NAME    READY   STATUS\nweb-0   1/1     Running\nweb-1   0/1     Init:0/1\n"
    #expect(
      kinds(CodeHighlighting.tokens(ofOutput: pods)) == [
        "head:NAME    READY   STATUS", "good:Running", "waiting:Init:0/1",
      ])
    let rows = "+----+\n| id |\n+----+\n| NULL |\n+----+\n1 row\n"
    #expect(
      kinds(CodeHighlighting.tokens(ofOutput: rows)) == [
        "mark:+----+", "mark:|", "head: id ", "mark:|", "mark:+----+", "mark:|", "keyword: NULL ",
        "mark:|", "mark:+----+",
      ])
    #expect(
      kinds(
        CodeHighlighting.tokens(ofOutput: "Error from server (NotFound): pods \"a\"\nRunning\n"))
        == ["bad:Error from server (NotFound)"])
  }

  private static let hostile = [
    "", "\n", "\"", "'", "<<", "<<E", "<<'", "$(", "\"$(", "\"$(\"", "${", "$((", "`", "\\", "/*",
    "|", "- - - |", "a: |\n", "</script><b onclick=x>&amp;", "é: ü\u{301} 🙂 # ☃", "\u{0}\u{1B}[31m",
    "\r\na: b\r\n", "--", "-- ", "@", "+-", "|\n+-+\n|", "*****.*", "Error:", "{\"a", "{\"a\\",
    "mysql -e '", "mysql -e \"", "mysql <<", "mysql <<E\nSELECT", "$", "a=", "#", "((", "))",
    "<<-\t",
  ]

  /// Whatever is in it, the tokens are the text, and nothing of it becomes HTML.
  @Test(arguments: ["yaml", "sh", "sql", "json", "output", "text"])
  func nothingIsLostAndNothingBreaksOut(language: String) {
    var texts = HighlightingTests.hostile
    for first in HighlightingTests.hostile {
      for second in HighlightingTests.hostile { texts.append(first + " x\n" + second) }
    }
    for text in texts {
      let tokens =
        language == "output"
        ? CodeHighlighting.tokens(ofOutput: text)
        : CodeHighlighting.tokens(of: text, in: language)
      #expect(Array(tokens.map(\.text).joined().utf8) == Array(text.utf8))
      let lines = tokens.inLines.map { $0.map(\.text).joined() }.joined(separator: "\n")
      #expect(Array(lines.utf8) == Array(text.utf8))
      let html = Markup.fragment(tokens.markup).html
      let tags = html.components(separatedBy: "<").dropFirst().map { $0.prefix { $0 != ">" } }
      for tag in tags { #expect(tag == "/span" || tag.hasPrefix("span class=\"code-")) }
    }
  }

  @Test(arguments: ["yaml", "sh", "sql", "json", "output"])
  func aLongTextTakesNoMoreTimeThanItsLength(language: String) {
    let text = String(repeating: "\"a\": $(\"b' {[|\n", count: 20_000)
    let tokens =
      language == "output"
      ? CodeHighlighting.tokens(ofOutput: "{" + text + "}\n")
      : CodeHighlighting.tokens(of: text, in: language)
    #expect(!tokens.isEmpty)
  }
}
