import Scenes

/// A scenario block on a page: its commands and what they printed.
struct ConsoleFigure {
  let scenario: Scenario
  /// Its run; nil for a block that did not run, of which the page shows what is recorded.
  let run: BlockRun?
  let id: String
  let words: ThemeWords

  func markup(_ ids: inout PageIDs) -> Markup {
    var steps: [Markup] = []
    for (index, step) in scenario.steps.enumerated() {
      let ran = run.flatMap { index < $0.steps.count ? $0.steps[index] : nil }
      steps.append(self.step(step, ran, id: ids.take("\(id)-\(index + 1)")))
    }
    var content = [
      Markup(
        "pre", ["tabindex": "0", "aria-label": words[.console]], [Markup("code", [:], steps)])
    ]
    var form = "console"
    if let reason = scenario.norun {
      form += " not-run"
      let caption = words.text(.notRun, [("reason", reason)])
      content.insert(Markup("figcaption", [:], text: caption), at: 0)
    }
    return Markup("figure", ["class": form, "id": id], content)
  }

  private func step(_ step: Step, _ run: StepRun?, id: String) -> Markup {
    let differs = run.map { !$0.passed } ?? false
    var content = [prompt("$ "), Markup("kbd", ["class": "command"], command(step.command))]
    content.append(.text("\n"))
    content += output(step.recorded, isNew: false)
    if differs, let run { content += output(run.actual, isNew: true) }
    return Markup("span", ["class": differs ? "step differs" : "step", "id": id], content)
  }

  private func command(_ command: String) -> [Markup] {
    let lines = command.split(separator: "\n", omittingEmptySubsequences: false)
    var content: [Markup] = []
    for line in lines {
      if !content.isEmpty { content += [.text("\n"), prompt("> ")] }
      content.append(.text(String(line)))
    }
    return content
  }

  private func prompt(_ text: String) -> Markup {
    Markup("span", ["class": "prompt", "aria-hidden": "true"], text: text)
  }

  private func output(_ output: RecordedOutput, isNew: Bool) -> [Markup] {
    var content: [Markup] = []
    if !output.text.isEmpty {
      let isTerminated = output.text.utf8.last == 0x0A
      var form = "output"
      if !isTerminated { form += " unterminated" }
      if isNew { form += " printed" }
      content.append(Markup("samp", ["class": form], text: output.text))
      if !isTerminated { content.append(.text("\n")) }
    }
    if output.status != 0 {
      content += [Markup("span", ["class": "status"], text: "[\(output.status)]"), .text("\n")]
    }
    return content
  }
}
