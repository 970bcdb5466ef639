import Testing

@testable import Shell

@Suite struct SyntaxTests {
  @Test(arguments: [
    ("echo a; done", 1, 9, "syntax error near unexpected token `done'"),
    ("echo a\nfi", 2, 1, "syntax error near unexpected token `fi'"),
    ("echo \"abc", 1, 6, "unexpected EOF while looking for matching `\"'"),
    ("echo 'abc", 1, 6, "unexpected EOF while looking for matching `''"),
    ("echo $(ls", 1, 6, "unexpected EOF while looking for matching `)'"),
    ("echo ${x", 1, 6, "unexpected EOF while looking for matching `}'"),
    ("if true; then", 1, 14, "syntax error: unexpected end of file"),
    ("a &&", 1, 5, "syntax error: unexpected end of file"),
    ("a | ; b", 1, 5, "syntax error near unexpected token `;'"),
    ("x=(1 2)", 1, 1, "arrays are not supported here"),
    ("echo ${a[0]}", 1, 6, "arrays are not supported here"),
    ("a[0]=1", 1, 1, "arrays are not supported here"),
    ("diff <(a) <(b)", 1, 6, "process substitution is not supported here"),
    ("select x in a; do :; done", 1, 1, "select is not supported here"),
    ("coproc cat", 1, 1, "coproc is not supported here"),
    ("for ((i=0;i<3;i++)); do :; done", 1, 5, "for ((…)) is not supported here"),
    ("echo ${x@Q}", 1, 6, "${x@…} is not supported here"),
    ("cat <<EOF\nx", 1, 7, "here-document at line 1 delimited by end-of-file (wanted `EOF')"),
    ("[[ a b ]]", 1, 6, "conditional binary operator expected"),
    ("echo\n\n  echo $(a; fi)", 3, 13, "syntax error near unexpected token `fi'"),
  ])
  func errorsHaveAPlaceAndBashsWords(
    _ text: String, _ line: Int, _ column: Int, _ message: String
  ) {
    let error = ShellSyntax.check(text, name: "bash")
    #expect(error?.message == message)
    #expect(error?.line == line && error?.column == column, "\(String(describing: error))")
  }

  @Test(arguments: [
    "", "\n\n", "# x", "echo a # b", "a; b; c", "a & b & wait", "x=1", "x=1 y=2 cmd", "{ a; }",
    "(a; b)", "f() { a; }", "if a; then b; elif c; then d; else e; fi", "[[ a =~ ^(x|y)$ ]] && b",
    "case a in a) b;; (c|d) e;; esac", "while a; do b; done < f > g 2>&1", "a |& b", "! a | b",
    "echo $((1 + (2 * 3))) $((x))", "echo $( (a) )", "cat <<A <<'B'\nx\nA\ny\nB",
    "kubectl get pod web-0 -o jsonpath='{.spec.volumes[?(@.name==\"www\")]}'",
    "echo \"$(echo \"$(echo 'x)')\")\"", "a && b || c &", "x=$(a) y=`b`", "echo ${x:-${y:-z}}",
    "function f { a; }", "for x; do a; done", "echo {1..3}", "a;\nb", "if a\nthen b\nfi",
  ])
  func correctTextHasNoError(_ text: String) {
    #expect(ShellSyntax.check(text) == nil)
  }

  @Test func busyboxHasItsOwnWords() {
    #expect(ShellSyntax.check("done", name: "sh")?.message == "syntax error: unexpected \"done\"")
    #expect(
      ShellSyntax.check("echo 'a", name: "/bin/sh")?.message
        == "syntax error: unterminated quoted string")
    #expect(ShellSyntax.check("echo {a,b}", name: "sh") == nil)
  }

  /// What nests too deep is an error; nothing overflows the stack.
  @Test(arguments: [
    String(repeating: "$(", count: 10_000), String(repeating: "(", count: 10_000),
    String(repeating: "{ ", count: 10_000), String(repeating: "${x:-", count: 10_000),
    String(repeating: "if ", count: 10_000), String(repeating: "\"$(", count: 10_000),
    "echo " + String(repeating: "$((", count: 10_000),
    "[[ " + String(repeating: "( ", count: 10_000),
    String(repeating: "while ", count: 10_000), String(repeating: "f() ", count: 10_000),
    "case x in " + String(repeating: "a) case x in ", count: 10_000),
    "echo " + String(repeating: "{a,", count: 10_000),
  ])
  func deepNestingIsRefused(_ text: String) {
    let error = ShellSyntax.check(text)
    #expect(error != nil || text.hasPrefix("echo {a,"))
  }

  @Test(arguments: [
    String(repeating: "a;", count: 50_000), String(repeating: "a && ", count: 20_000) + "a",
    String(repeating: "a | ", count: 20_000) + "a", String(repeating: "x", count: 1_000_000),
    String(repeating: "x ", count: 200_000), String(repeating: "\n", count: 200_000),
    "echo \"" + String(repeating: "$x", count: 50_000) + "\"", "echo \u{0} \u{7f} é 🎉",
    String(repeating: "!\u{20}", count: 10_000) + "a", "\r\necho a\r\n",
  ])
  func longTextIsRead(_ text: String) {
    #expect(ShellSyntax.check(text) == nil)
  }

  /// Every beginning of a script is either right or an error, never a crash.
  @Test func everyPrefixIsReadOrRefused() {
    let script = """
      f() { local x=${1:-"a b"}; [[ $x =~ ^(a|b)+$ && ! -f "$x" ]] || return $((1 + 2)); }
      for i in {1..3} "$@" $(seq 3 | tr '\\n' ' '); do case $i in [!a-c]*) echo `f $i` ;; esac; done
      cat <<EOF >out 2>&1 | while read -r l; do echo "$l" && break; done
      text ${x#*-} $(date +%s)
      EOF
      if (( x > 3 )); then { a; b; } & elif ! c; then (d); fi
      """
    for length in 0...script.utf8.count {
      let prefix = String(decoding: script.utf8.prefix(length), as: UTF8.self)
      _ = ShellSyntax.check(prefix)
      let suffix = String(decoding: script.utf8.dropFirst(length), as: UTF8.self)
      _ = ShellSyntax.check(suffix)
    }
    #expect(ShellSyntax.check(script) == nil)
  }
}
