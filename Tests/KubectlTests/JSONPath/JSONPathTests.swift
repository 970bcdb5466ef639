import Testing
import Values

@testable import Kubectl

@Suite("JSONPath in kubectl's dialect")
struct JSONPathTests {
  private static let pods: JSON = [
    "kind": "List",
    "items": [
      [
        "metadata": ["name": "web-0", "labels": ["app": "web", "a.b/c": "d"]],
        "spec": ["nodeName": "node-1", "n": 3],
        "status": ["phase": "Running", "ready": true],
      ],
      [
        "metadata": ["name": "web-1", "labels": ["app": "web"]],
        "spec": ["nodeName": "node-2", "n": 12], "status": ["phase": "Pending", "ready": false],
      ],
      [
        "metadata": ["name": "db-0"], "spec": ["n": .number(1.5)],
        "status": ["phase": "Running", "note": "a<b"],
      ],
    ],
  ]

  private func print(_ template: String) -> String {
    do throws(JSONPath.Failure) {
      return try JSONPath(template).text(of: JSONPathTests.pods)
    } catch {
      return "! " + error.message
    }
  }

  @Test(
    "K14: values as kubectl prints them",
    arguments: [
      ("{.kind}", "List"),
      ("{$.kind}", "List"),
      ("{@.kind}", "List"),
      ("kind: {.kind}!", "kind: List!"),
      ("{.items[*].metadata.name}", "web-0 web-1 db-0"),
      ("{.items[0].metadata.name}", "web-0"),
      ("{.items[-1].metadata.name}", "db-0"),
      ("{.items[0:2].metadata.name}", "web-0 web-1"),
      ("{.items[1:].metadata.name}", "web-1 db-0"),
      ("{.items[:1].metadata.name}", "web-0"),
      ("{.items[-2:].metadata.name}", "web-1 db-0"),
      ("{.items[::2].metadata.name}", "web-0 db-0"),
      ("{.items[*]['metadata.name']}", "web-0 web-1 db-0"),
      ("{.items[*]['metadata.name', 'status.phase']}", "web-0 web-1 db-0 Running Pending Running"),
      ("{.items[0,2].metadata.name}", "web-0 db-0"),
      (
        "{range .items[*]}{.metadata.name}{\"\\t\"}{.status.phase}{\"\\n\"}{end}",
        "web-0\tRunning\nweb-1\tPending\ndb-0\tRunning\n"
      ),
      ("{range .items[*]}[{range .metadata.labels.*}{@};{end}]{end}", "[d;web;][web;][]"),
      ("{.items[?(@.metadata.name==\"web-1\")].spec.nodeName}", "node-2"),
      ("{.items[?(@.status.phase!='Running')].metadata.name}", "web-1"),
      ("{.items[?(@.spec.n>3)].metadata.name}", "! incompatible types for comparison"),
      (
        "{.items[0:2][?(@.x)]}",
        "! map[metadata:map[labels:map[a.b/c:d app:web] name:web-0]"
          + " spec:map[n:3 nodeName:node-1] status:map[phase:Running ready:true]] is not array or"
          + " slice and cannot be filtered"
      ),
      ("{.items[?(@.metadata.labels.app)].metadata.name}", "web-0 web-1"),
      ("{.items[?(@.status.ready==true)].metadata.name}", "web-0"),
      ("{..name}", "web-0 web-1 db-0"),
      ("{.items[*].metadata.labels.a\\.b/c}", "d"),
      ("{.items[0].metadata.labels['a\\.b/c']}", "d"),
      ("{.items[0].metadata.labels}", "{\"a.b/c\":\"d\",\"app\":\"web\"}"),
      ("{.items[2].status}", "{\"note\":\"a\\u003cb\",\"phase\":\"Running\"}"),
      ("{.items[0].nosuch}", ""),
      ("{.nosuch[0].x}", ""),
      ("{.items[0].spec.n} {.items[2].spec.n}", "3 1.5"),
      ("{.items[*].status.ready}", "true false"),
      ("{\"\\n\"}", "\n"),
      ("{'a\\tb'}", "a\tb"),
      ("", ""),
      ("no braces", "no braces"),
    ])
  func templatesPrint(_ template: String, _ text: String) {
    #expect(print(template) == text)
  }

  @Test(arguments: [
    ("{.spec.nosuch", "unclosed action"),
    ("{.items[0}", "unterminated array"),
    ("{.items[x]}", "invalid array index x"),
    ("{.items[1:2:3:4]}", "invalid array index 1:2:3:4"),
    ("{.items[?(@.x==1}", "unterminated filter"),
    ("{\"x}", "unterminated quoted string"),
    ("{end}", "not in range, nothing to end"),
    ("{foo}", "unrecognized identifier foo"),
    ("{#}", "unrecognized character in action: U+0023 '#'"),
    ("{.items[9]}", "array index out of bounds: index 9, length 3"),
    ("{.items[-4]}", "array index out of bounds: index -1, length 3"),
    ("{.items[2:1]}", "starting index 2 is greater than ending index 1"),
    ("{.items[0:3:0]}", "step must be > 0"),
    ("{.kind[0]}", "string is not array or slice"),
    ("{.items[0][0]}", "map[string]interface {} is not array or slice"),
  ])
  func mistakesAreTold(_ template: String, _ message: String) {
    #expect(print(template) == "! " + message)
  }

  @Test func relaxedExpressionsMayLeaveOutBracesAndPoint() throws {
    for expression in [".kind", "kind", "{.kind}", "{kind}"] {
      #expect(try JSONPath.relaxed(expression).text(of: JSONPathTests.pods) == "List")
    }
    #expect(throws: JSONPath.Failure.self) { try JSONPath.relaxed("{.a}{.b}") }
  }

  @Test func deepTemplatesAreRefusedAndNotFollowed() {
    let ranges = String(repeating: "{range .items[*]}", count: 1000)
    #expect(print(ranges) == "! nested too deeply")
    let filters =
      String(repeating: "[?(@.a", count: 1000) + String(repeating: ")]", count: 1000)
    #expect(print("{.items\(filters)}").hasPrefix("!"))
  }

  @Test func repeatedDescentIsBounded() {
    var value: JSON = "leaf"
    for _ in 0..<200 { value = ["a": value] }
    #expect(throws: JSONPath.Failure.self) {
      try JSONPath("{" + String(repeating: "....", count: 10) + "a}").text(of: value)
    }
  }
}
