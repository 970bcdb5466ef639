import Testing
import Values

@testable import GoWriting

/// What the real kubectl v1.32 printed for these templates and this pod.
@Suite("Templates of -o go-template")
struct GoTemplateTests {
  private static let pod: JSON = [
    "apiVersion": "v1", "kind": "Pod",
    "metadata": [
      "labels": ["app": "nginx", "statefulset.kubernetes.io/pod-name": "web-0"], "name": "web-0",
    ],
    "spec": [
      "containers": [
        [
          "image": "nginx:1.25", "name": "nginx",
          "ports": [["containerPort": 80, "name": "web"]],
        ],
        ["image": "busybox:1.36", "name": "side"],
      ], "nodeSelector": .null, "terminationGracePeriodSeconds": 30,
    ],
    "status": ["restartCount": 1_234_567],
  ]

  private func run(_ source: String, allowsMissingKeys: Bool = true) -> String {
    var output = ""
    do throws(GoTemplate.Failure) {
      try GoTemplate(source, allowsMissingKeys: allowsMissingKeys)
        .run(on: GoTemplateTests.pod, output: &output)
      return output
    } catch {
      return error.message
    }
  }

  @Test(
    "K14: go-template prints fields, loops, conditions and variables as Go does",
    arguments: [
      ("{{range $i, $c := .spec.containers}}{{$c.image}}{{end}}", "nginx:1.25busybox:1.36"),
      ("{{.nosuch.x}} {{.nosuch}} {{.spec.nodeSelector}}", "<no value> <no value> <no value>"),
      (
        "{{.status.restartCount}} {{.spec.containers}}",
        "1234567 [map[image:nginx:1.25 name:nginx ports:[map[containerPort:80 name:web]]]"
          + " map[image:busybox:1.36 name:side]]"
      ),
      ("{{if eq .spec.terminationGracePeriodSeconds 30}}a{{end}}", "a"),
      ("{{if .a}}1{{else if .metadata}}2{{else}}3{{end}}", "2"),
      ("{{/* c */}}{{- .metadata.name -}}  x", "web-0x"),
      (
        "{{range $k,$v := .metadata.labels}}{{$k}}={{$v}};{{else}}none{{end}}",
        "app=nginx;statefulset.kubernetes.io/pod-name=web-0;"
      ),
      ("{{range .nosuch}}x{{else}}none{{end}}", "none"),
      ("{{with .nosuch}}a{{else}}b{{end}}{{and 1 0}}{{or \"\" \"x\"}}{{not true}}", "b0xfalse"),
      ("{{print 1 2 \"a\" \"b\" 3}}|{{println \"x\"}}", "1 2ab3|x\n"),
      ("{{range $i, $e := .spec.containers}}{{if $i}},{{end}}{{$e.name}}{{end}}", "nginx,side"),
      (
        "{{range .spec.containers}}{{if eq .name \"side\"}}{{break}}{{end}}{{.name}}{{end}}",
        "nginx"
      ),
      ("{{range .spec.containers}}{{$.metadata.name}} {{end}}", "web-0 web-0 "),
      ("{{with $x := .metadata}}{{$x.name}}{{.name}}{{end}}", "web-0web-0"),
      ("{{$x := 3}}{{$x}}{{$x = 4}}{{$x}}", "34"),
      ("{{(index .spec.containers 0).name}}", "nginx"),
      ("a{{- /* x */ -}} b", "ab"),
      ("{{true}} {{1.5}} {{0x10}} {{1e3}} {{'a'}} {{.1}} {{1e6}}", "true 1.5 16 1000 97 0.1 1e+06"),
    ])
  func language(_ source: String, _ output: String) { #expect(run(source) == output) }

  @Test(
    "K14: the functions of go-template",
    arguments: [
      ("{{index .metadata.labels \"nosuch\"}}", "<no value>"),
      ("{{index .spec.containers 0 \"name\"}}", "nginx"),
      (
        "{{exists . \"metadata\" \"name\"}} {{exists . \"a\"}} {{base64decode \"aGk=\"}}",
        "true false hi"
      ),
      (
        "{{lt 1 2}} {{eq \"a\" \"b\" \"a\"}} {{.metadata.name | printf \"%s!\"}}",
        "true true web-0!"
      ),
      ("{{ne 1 2}} {{ge 2 2}} {{le 3 2}} {{gt \"b\" \"a\"}}", "true true false true"),
      (
        "{{len \"abc\"}} {{slice \"abcdef\" 1 3}} {{html \"<a>\"}} {{urlquery \"a b&c\"}}",
        "3 bc &lt;a&gt; a+b%26c"
      ),
      ("{{not .nosuch}}{{len .spec.containers}}{{len .metadata.labels}}", "true22"),
      ("{{eq .nosuch nil}}", "true"),
      ("{{ .metadata.name | len | printf \"%03d\" }}", "005"),
      (
        "{{printf \"%d %s %v %-8s| %q %x\" 3 .metadata.name 30 \"ab\" \"q\" \"hi\"}}",
        "3 web-0 30 ab      | \"q\" 6869"
      ),
      (
        "{{printf \"%d\" \"x\"}} {{printf \"%s\" 3}} {{printf \"%d\"}} {{printf \"a\" 1}}",
        "%!d(string=x) %!s(int=3) %!d(MISSING) a%!(EXTRA int=1)"
      ),
      (
        "{{printf \"%t %v %05d %+d %x %X %o %b %c %U\" true nil 42 42 255 255 8 5 65 65}}",
        "true <nil> 00042 +42 ff FF 10 101 A U+0041"
      ),
      (
        "{{printf \"%v %s\" .nosuch .spec.nodeSelector}} {{print .nosuch}}",
        "<nil> %!s(<nil>) <nil>"
      ),
    ])
  func functions(_ source: String, _ output: String) { #expect(run(source) == output) }

  @Test(
    "K14: mistakes in a go-template have Go's messages",
    arguments: [
      ("{{.x", "1: unclosed action"), ("{{foo}}", "1: function \"foo\" not defined"),
      ("{{end}}", "1: unexpected {{end}}"), ("{{range .items}}", "1: unexpected EOF"),
      ("{{$x}}", "1: undefined variable \"$x\""), ("{{\"abc}}", "1: unterminated quoted string"),
      ("{{}}", "1: missing value for command"), ("{{range}}x{{end}}", "1: missing value for range"),
      ("{{else}}", "1: unexpected {{else}}"), ("{{break}}", "1: {{break}} outside {{range}}"),
      ("{{1 | 2}}", "1: non executable command in pipeline stage 2"),
      ("{{.a ) }}", "1: unexpected right paren"), ("{{(.a }}", "1: unclosed left paren"),
      ("{{.a, .b}}", "1: unexpected \",\" in operand"),
      ("{{\"a\".b}}", "1: unexpected . after term \"\\\"a\\\"\""),
      ("{{ .metadata.labels.app-x }}", "1: bad character U+002D '-'"),
      ("{{'ab'}}", "1: malformed character constant: 'ab'"),
      ("{{1x}}", "1: bad number syntax: \"1x\""),
    ])
  func parseErrors(_ source: String, _ message: String) {
    #expect(run(source) == "template: output:" + message)
  }

  @Test(
    "K14: a go-template that fails names the place and the value",
    arguments: [
      (
        "{{.metadata.name.x}}",
        "11: executing \"output\" at <.metadata.name.x>: can't evaluate field x in type interface {}"
      ),
      (
        "{{.spec.nodeSelector.x}}",
        "7: executing \"output\" at <.spec.nodeSelector.x>: nil pointer evaluating interface {}.x"
      ),
      (
        "{{index .spec.containers 5}}",
        "2: executing \"output\" at <index .spec.containers 5>: error calling index: index out of"
          + " range: 5"
      ),
      (
        "{{index .nosuch 1}}",
        "2: executing \"output\" at <index .nosuch 1>: error calling index: index of untyped nil"
      ),
      (
        "{{range .metadata.name}}{{.}}{{end}}",
        "17: executing \"output\" at <.metadata.name>: range can't iterate over web-0"
      ),
      (
        "{{eq .metadata.name 1}}",
        "2: executing \"output\" at <eq .metadata.name 1>: error calling eq: incompatible types"
          + " for comparison"
      ),
      (
        "{{.metadata.name \"x\"}}",
        "11: executing \"output\" at <.metadata.name>: name is not a method but has arguments"
      ),
      (
        "{{\"a\" \"b\"}}",
        "2: executing \"output\" at <\"a\">: can't give argument to non-function \"a\""
      ),
      ("{{nil}}", "2: executing \"output\" at <nil>: nil is not a command"),
      (
        "{{len}}",
        "2: executing \"output\" at <len>: wrong number of args for len: want 1 got 0"
      ),
    ])
  func executionErrors(_ source: String, _ message: String) {
    #expect(run(source) == "template: output:1:" + message)
  }

  @Test("Missing keys are errors on demand, and deep templates are refused")
  func limits() {
    #expect(
      run("{{.a.b}}", allowsMissingKeys: false)
        == "template: output:1:4: executing \"output\" at <.a.b>: map has no entry for key \"a\"")
    let deep = String(repeating: "{{if .kind}}", count: 10_000)
    #expect(run(deep) == "template: output:1: nested too deeply")
    let parentheses = "{{" + String(repeating: "(", count: 10_000) + "}}"
    #expect(run(parentheses).hasPrefix("template: output:1: "))
    #expect(run("{{define \"a\"}}x{{end}}").contains("{{define}} is not supported here"))
  }
}
