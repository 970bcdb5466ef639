import Testing

/// Commands with what they must print, written as a learner sees them: `$ command`, its output,
/// `[n]` for an exit status that is not 0. Lines that begin with `@sleep` let seconds pass.
struct Transcript {
  private var steps: [Step] = []

  private struct Step {
    var command: String
    var output = ""
    var status: Int32 = 0
    var isPause = false
  }

  init(_ text: String) {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("$ ") {
        steps.append(Step(command: String(line.dropFirst(2))))
      } else if line.hasPrefix("@sleep ") {
        steps.append(Step(command: String(line.dropFirst(7)), isPause: true))
      } else if line.hasPrefix("["), line.hasSuffix("]"),
        let status = Int32(line.dropFirst().dropLast())
      {
        steps[steps.count - 1].status = status
      } else if !steps.isEmpty {
        steps[steps.count - 1].output += line + "\n"
      }
    }
  }

  /// Runs the commands one after the other, half a second apart, and compares.
  func check(on console: TestConsole, sourceLocation: SourceLocation = #_sourceLocation) {
    for step in steps {
      if step.isPause {
        console.pass(.seconds(Int64(step.command) ?? 0))
        continue
      }
      console.pass(.milliseconds(500))
      let outcome = console.run(step.command)
      #expect(
        Transcript.trimmed(outcome.output) == Transcript.trimmed(step.output),
        "$ \(step.command)", sourceLocation: sourceLocation)
      #expect(outcome.status == step.status, "$ \(step.command)", sourceLocation: sourceLocation)
    }
  }

  /// Blank lines at the end do not show in a transcript.
  private static func trimmed(_ text: String) -> String {
    var text = text
    while text.hasSuffix("\n") { text.removeLast() }
    return text
  }
}
