import Foundation
import Sessions
import Simulation
import Testing

@testable import Book
@testable import StatebookCommands

/// What a careless or hostile author can write: an error at the right place, soon.
@Suite(.serialized) struct HostileInputTests {
  let scratch = Scratch()

  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var body: String
    /// What stands in the line that the error must name.
    var mark: String
    var summary: String
    /// The front matter.
    var head = "title: Hostile"
    var usesCluster = false
    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "unclosed fence", body: "```console\n$ echo MARK\n", mark: "```console",
      summary: "close"),
    Case(
      name: "NUL", body: "```console\n$ echo MARK \0\n```\n", mark: "MARK", summary: "NUL"),
    Case(
      name: "endless loop", body: "```console\n$ true\n$ while true; do :; done # MARK\n```\n",
      mark: "MARK", summary: "loop without an end"),
    Case(
      name: "endless loop in a claim",
      body: "```check\nIt is so: while true; do :; done # MARK\n```\n", mark: "MARK",
      summary: "loop without an end"),
    Case(
      name: "endless output", body: "```console\n$ while true; do echo yes; done # MARK\n```\n",
      mark: "MARK", summary: ""),
    Case(
      name: "deep substitution",
      body: "```console\n$ echo MARK "
        + String(repeating: "$(", count: 10_000) + String(repeating: ")", count: 10_000)
        + "\n```\n", mark: "MARK", summary: "nest"),
    Case(
      name: "deep parentheses",
      body: "```console\n$ : MARK; " + String(repeating: "( ", count: 10_000) + "\n```\n",
      mark: "MARK", summary: ""),
    Case(
      name: "fork of a missing block", body: "```console from=nothing\n$ true\n```\n",
      mark: "from=nothing", summary: "no block has the id `nothing`"),
    Case(
      name: "chain of forks",
      body: "```console id=a0\n$ :\n```\n"
        + (1...200).map { "```console id=a\($0) from=a\($0 - 1)\n$ :\n```\n" }.joined(),
      mark: "id=a101 from=a100", summary: "a chain of more than 100"),
    Case(
      name: "a text that doubles in awk",
      body: "```console\n$ awk 'BEGIN { x = \"a\"; for (i = 0; i < 40; i++) "
        + "gsub(/a/, \"aa\", x) }' # MARK\n```\n",
      mark: "MARK", summary: "too much to do"),
    Case(
      name: "the square of a text in awk",
      body: "```console\n$ x=a; for i in $(seq 18); do x=$x$x; done; echo $x | "
        + "awk '{ for (i = 1; i <= length($0); i++) s = s substr($0, i, 1) }' # MARK\n```\n",
      mark: "MARK", summary: "too much to do"),
    Case(
      name: "many choices in an expression",
      body: "```console\n$ x=a; for i in $(seq 19); do x=$x$x; done; echo $x | grep -c -E '"
        + (1...80).map { String(repeating: "a", count: $0) + "b" }.joined(separator: "|")
        + "' # MARK\n```\n",
      mark: "MARK", summary: "too much to do"),
    Case(
      name: "file outside the book", body: "```text file=../../x\nMARK\n```\n",
      mark: "file=../../x", summary: "leaves"),
    Case(
      name: "absolute file", body: "```text file=/etc/passwd\nMARK\n```\n",
      mark: "file=/etc/passwd", summary: "absolute"),
    Case(
      name: "waiting for ever", body: "```console\n$ sleep 100000000 # MARK\n```\n", mark: "MARK",
      summary: "virtual time"),
    Case(
      name: "waiting for a number beyond all numbers",
      body: "```console\n$ sleep infinity # MARK\n```\n", mark: "MARK", summary: "virtual time"),
    Case(
      name: "variable that doubles",
      body: "```console\n$ x=x; while true; do x=$x$x; done # MARK\n```\n", mark: "MARK",
      summary: "kept in a variable"),
    Case(
      name: "here-document of fifty megabytes",
      body: "```console\n$ x=x; for i in $(seq 26); do x=$x$x; done; cat <<E | sort # MARK\n> $x\n"
        + "> E\n```\n", mark: "MARK", summary: "kept in a variable"),
    Case(
      name: "very many lines in an output",
      body: "```console\n$ for i in $(seq 1000000); do echo $i; done # MARK\n```\n", mark: "MARK",
      summary: "printed"),
    Case(
      name: "scripts that start themselves",
      body: "```console\n$ echo 'sh r; sh r' > r; sh r # MARK\n```\n", mark: "MARK",
      summary: "nests"),
    Case(
      name: "background without an end",
      body: "```console\n$ while true; do sleep 1000 & done # MARK\n```\n", mark: "MARK",
      summary: "processes"),
    Case(
      name: "quotes in quotes", body: "> " + String(repeating: ">", count: 100_000) + " MARK\n",
      mark: "MARK", summary: "nested"),
    Case(
      name: "lists in lists", body: String(repeating: "- ", count: 50_000) + "MARK\n", mark: "MARK",
      summary: "nested"),
    Case(
      name: "an attribute of a megabyte",
      body: "```console MARK=" + String(repeating: "a", count: 1 << 20) + "\n$ true\n```\n",
      mark: "MARK", summary: "unknown attribute"),
    Case(
      name: "attributes without number",
      body: "```console MARK=1" + String(repeating: " a=b", count: 100_000) + "\n$ true\n```\n",
      mark: "MARK", summary: "unknown attribute"),
    Case(
      name: "settings in settings",
      body: "```console\n$ true\n```\n", mark: "title: [", summary: "",
      head: "title: " + String(repeating: "[", count: 100_000)),
    Case(
      name: "nodes without number", body: "```console\n$ kubectl get nodes\n```\n",
      mark: "nodes: 1000000000", summary: "nodes",
      head: "title: Hostile\ncluster: {nodes: 1000000000}",
      usesCluster: true),
  ]

  /// What a command has too much to do with, in a world in which everything is a little smaller.
  static let burdens: [(name: String, command: String, summary: String)] = [
    ("endless pipe", "yes | wc -l", "too much to do"),
    ("endless pipe to sort", "yes | sort | head -n 1", "too much to do"),
    ("endless file", "yes > f", "too much to do"),
    ("endless nothing", "yes > /dev/null", "too much to do"),
    ("file that doubles", "echo x > f; while :; do cat f f > g; mv g f; done", "too much to do"),
    ("text that doubles", "awk 'BEGIN { x = \"a\"; while (1) x = x x }'", "too much to do"),
    ("programs without end", "echo 'exec sh r' > r; sh r", "too much to do"),
    ("loop", "until sort /etc/passwd | grep -q xx; do sleep 1; done", "a loop that never ends"),
    ("pattern", "x=$(seq 20000); : ${x//[0-9]*x/}", "too much to do"),
    ("flood in a pod", "kubectl exec b -- yes > /dev/null", "too much to do"),
    ("fork bomb in a pod", "kubectl exec b -- sh -c 'f() { f | f & }; f'; sleep 60", "processes"),
    (
      "file that doubles in a pod",
      "kubectl exec b -- sh -c 'echo x > /f; while :; do cat /f /f > /g; mv /g /f; done'",
      "too much to do"
    ),
    (
      "log without an end",
      "kubectl run y --image=busybox:1.36 -- yes; sleep 60", "too much to do"
    ),
    (
      "line without an end in a log",
      "kubectl run y --image=busybox:1.36 -- sh -c 'while :; do printf xxx; done'; sleep 60",
      "shell commands"
    ),
    (
      "billions of pods",
      "kubectl create deployment d --image=nginx:1.25 --replicas=2147483647; sleep 60",
      "too much to do"
    ),
  ]

  /// Reading and running a chapter may take this much of the processor's time, in seconds: several
  /// times what the slowest one takes on a slow machine. What has no end would take more. Other tests
  /// run meanwhile, so the time on the wall says nothing.
  private static let limit: Double = {
    #if DEBUG
      40
    #else
      4
    #endif
  }()

  /// The processor time that reading and running a chapter takes on this thread.
  private func seconds(_ text: String, plugins: [SimulationPlugin] = []) -> Double {
    var start = timespec()
    var end = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &start)
    let page = Page(text: text)
    let run = ChapterRunner(plugins: plugins).run(page.chapter, mistakes: page.mistakes)
    let findings = run.findings(all: true).map {
      FailureReport($0, file: "a.md", style: TextStyle(isColoured: false)).text
    }
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end)
    #expect(!run.passed || findings.isEmpty)
    return Double(end.tv_sec - start.tv_sec) + Double(end.tv_nsec - start.tv_nsec) / 1e9
  }

  @Test(arguments: burdens)
  func aBurdenIsAnErrorAtItsPlace(_ name: String, _ command: String, _ summary: String) {
    var limits = Limits()
    limits.shellSteps = 5000
    limits.work = 2 << 20
    let page = Page(
      """
      ```console
      $ kubectl run b --image=busybox:1.36 --command -- sleep 86400
      $ kubectl wait pod/b --for=condition=Ready
      $ \(command)
      $ echo afterwards
      ```
      """, frontMatter: "cluster: { nodes: 1 }")
    let run = ChapterRunner(plugins: .standard, limits: limits).run(page.chapter)
    let errors = run.diagnostics.filter { $0.severity == .error }
    #expect(errors.count == 1)
    #expect(errors.first?.line == page.line(of: "$ " + command), "\(errors)")
    #expect(errors.first?.summary.contains(summary) == true, "\(errors)")
    let outputs = run.blocks.flatMap(\.steps).map(\.recording.output.utf8.count)
    #expect(outputs.allSatisfy { $0 <= 2 * limits.outputBytes })
  }

  @Test func whatIsAskedForBeyondAllMeasureIsRefusedInTheRightWords() async {
    let variables = (1...60).map { "    - {name: A\($0), value: $(A\($0 - 1))$(A\($0 - 1))}\n" }
    let page = Page(
      """
      ```yaml file=pod.yaml
      apiVersion: v1
      kind: Pod
      metadata: {name: p}
      spec:
        restartPolicy: Never
        containers:
        - name: c
          image: busybox:1.36
          command: [sh, -c, exit]
          env:
          - {name: A0, value: xxxxxxxxxx}
      \(variables.joined().split(separator: "\n").joined(separator: "\n"))
      ```

      ```console
      $ kubectl apply -f pod.yaml
      pod/p created
      $ sleep 5
      $ kubectl get pod p -o jsonpath='{.status.containerStatuses[0].state.terminated.message}'
      $ kubectl run b --image=busybox:1.36 --command -- sleep 86400
      pod/b created
      $ kubectl delete pod b --grace-period=9223372036854775807 --wait=false
      pod "b" deleted
      $ kubectl create deployment d --image=nginx:1.25 --replicas=99999999999999999999
      $ sleep 1e400
      $ mkdir -p $(printf 'a/%.0s' $(seq 5000))
      ```
      """, frontMatter: "cluster: { nodes: 1 }")
    let run = ChapterRunner(plugins: .standard).run(page.chapter, mistakes: page.mistakes)
    #expect(run.diagnostics.isEmpty, "\(run.diagnostics)")
    let steps = run.blocks.flatMap(\.steps)
    #expect(steps.count == 8)
    guard steps.count == 8 else { return }
    #expect(steps[2].recording.output.contains("argument list too long"))
    #expect(steps[4].passed)
    #expect(steps[5].recording.output.contains("99999999999999999999"))
    #expect(steps[6].recording.output.hasPrefix("sleep: invalid time interval"))
    #expect(steps[7].recording.output.hasSuffix("File name too long\n"))
  }

  @Test(arguments: cases) func isAnErrorAtItsPlaceSoon(_ hostile: Case) async {
    let text = "---\n\(hostile.head)\n---\n\n" + hostile.body
    scratch.write(text, to: "a.md")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = (lines.firstIndex { $0.contains(hostile.mark) } ?? -1) + 1
    let plugins: [SimulationPlugin] = hostile.usesCluster ? .standard : []
    let run = await CommandLineRun(["test", "a.md"], in: scratch, plugins: plugins)
    #expect(seconds(text, plugins: plugins) < HostileInputTests.limit)
    #expect(run.status == .mistake)
    let error = run.output.split(separator: "\n").first { $0.hasPrefix("a.md:\(line):") }
    #expect(error?.contains(": error: ") == true, "\(run.output.prefix(2000))")
    if !hostile.summary.isEmpty {
      #expect(error?.contains(hostile.summary) == true, "\(run.output.prefix(2000))")
    }
  }

  @Test func aBombOfAliasesIsRefusedByTheCommandThatReadsIt() async {
    var bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for (name, previous) in zip("bcdefghij", "abcdefghi") {
      let aliases = [String](repeating: "*\(previous)", count: 9).joined(separator: ", ")
      bomb += "\(name): &\(name) [\(aliases)]\n"
    }
    let text =
      "---\ntitle: Bomb\n---\n\n```yaml file=bomb.yaml\n\(bomb)```\n\n"
      + "```console\n$ kubectl apply -f bomb.yaml\n```\n"
    scratch.write(text, to: "a.md")
    let run = await CommandLineRun(["test", "a.md"], in: scratch, plugins: .standard)
    #expect(seconds(text, plugins: .standard) < HostileInputTests.limit)
    #expect(run.status == .differences)
    #expect(run.output.contains("kubectl apply -f bomb.yaml"))
  }

  @Test func aLineOfTenMegabytesIsComparedAndCut() async {
    let long = String(repeating: "x", count: 10 << 20)
    let text = "---\ntitle: Long\n---\n\n```console\n$ echo x\n\(long)\n```\n"
    scratch.write(text, to: "a.md")
    let run = await CommandLineRun(["test", "a.md"], in: scratch)
    #expect(seconds(text) < HostileInputTests.limit)
    #expect(run.status == .differences)
    #expect(run.output.contains("a.md:7:2: error: output differs"))
    #expect(run.output.utf8.count < 4000)
  }

  @Test func aMarkdownLineOfTenMegabytesIsRead() async {
    let long = String(repeating: "words ", count: (10 << 20) / 6)
    let text = "---\ntitle: Long\n---\n\n\(long)\n"
    scratch.write(text, to: "a.md")
    let run = await CommandLineRun(["test", "a.md"], in: scratch)
    #expect(seconds(text) < HostileInputTests.limit)
    #expect(run.status == .success)
  }

  @Test func carriageReturnsAreLineEndings() async {
    let text = TestCommandTests.green.replacing("\n", with: "\r\n")
    scratch.write(text, to: "a.md")
    #expect(await CommandLineRun(["test", "a.md"], in: scratch).status == .success)
  }

  @Test func bytesThatAreNoTextAreReported() async {
    scratch.write(Array("---\ntitle: A\n---\n\nHere: ".utf8) + [0xff, 0x0a], to: "a.md")
    let run = await CommandLineRun(["test", "a.md"], in: scratch)
    #expect(run.status == .mistake)
    #expect(run.output.contains("a.md:5:7: error:"), "\(run.output)")
  }
}
