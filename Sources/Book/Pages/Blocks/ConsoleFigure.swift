import Scenes

/// A scenario block on a page: its commands, what they printed, when they ran and for how long.
struct ConsoleFigure {
  let scenario: Scenario
  /// Its run; nil for a block that did not run, of which the page shows what is recorded.
  let run: BlockRun?
  let id: String
  let words: ThemeWords

  /// An output of more lines than this is folded behind its first ``shownLines``, unless the block
  /// is `whole`.
  static let longestOutput = 24
  static let shownLines = 12

  /// - Parameter ids: those of its commands.
  func markup(_ ids: [String]) -> Markup {
    var steps: [Markup] = []
    for (index, step) in scenario.steps.enumerated() {
      let ran = run.flatMap { index < $0.steps.count ? $0.steps[index] : nil }
      steps.append(self.step(step, ran, id: ids[index]))
    }
    var content = [
      Markup(
        "div",
        [
          "class": "transcript", "tabindex": "0", "role": "group", "aria-label": words[.console],
        ], steps)
    ]
    var form = "console"
    if let reason = scenario.norun {
      form += " not-run"
      let caption = words.text(.notRun, [("reason", reason)])
      content.insert(Markup("figcaption", [:], text: caption), at: 0)
    } else if let title = scenario.title, scenario.visibility == .shown {
      content.insert(Markup("figcaption", [:], text: title), at: 0)
    }
    return Markup("figure", ["class": form, "id": id], content)
  }

  private func step(_ step: Step, _ run: StepRun?, id: String) -> Markup {
    let differs = run.map { !$0.passed } ?? false
    var content: [Markup] = []
    if let run { content.append(StepTime(run.recording).markup(words)) }
    content.append(
      Markup(
        "pre", ["class": "typed"],
        [prompt("$ "), Markup("kbd", ["class": "command"], command(step.command))]))
    content += output(step.recorded, isNew: false)
    if differs, let run { content += output(run.actual, isNew: true) }
    return Markup("div", ["class": differs ? "step differs" : "step", "id": id], content)
  }

  private func command(_ command: String) -> [Markup] {
    var content: [Markup] = []
    for line in CodeHighlighting.tokens(of: command, in: "sh").inLines {
      if !content.isEmpty { content += [.text("\n"), prompt("> ")] }
      content += line.markup
    }
    return content
  }

  private func prompt(_ text: String) -> Markup {
    Markup("span", ["class": "prompt", "aria-hidden": "true"], text: text)
  }

  private func output(_ output: RecordedOutput, isNew: Bool) -> [Markup] {
    var content: [Markup] = []
    if !output.text.isEmpty {
      let form = isNew ? "output printed" : "output"
      var lines = CodeHighlighting.tokens(ofOutput: output.text).inLines
      if lines.last?.isEmpty == true { lines.removeLast() }
      if scenario.isWhole || lines.count <= ConsoleFigure.longestOutput {
        content.append(block(lines[...], form))
      } else {
        let rest = lines[ConsoleFigure.shownLines...]
        let summary = words.text(.moreLines, [("count", "\(rest.count)")])
        content += [
          block(lines[..<ConsoleFigure.shownLines], form),
          Markup(
            "details", ["class": "more"],
            [Markup("summary", [:], text: summary), block(rest, form)]),
        ]
      }
    }
    if output.status != 0 {
      let text = words.text(.exitStatus, [("status", "\(output.status)")])
      content.append(Markup("p", ["class": "status"], text: text))
    }
    return content
  }

  private func block(_ lines: ArraySlice<[CodeToken]>, _ form: String) -> Markup {
    var content: [Markup] = []
    for line in lines { content += line.markup + [.text("\n")] }
    return Markup(
      "pre", ["class": "result" + ConsoleFigure.width(of: lines)],
      [Markup("samp", ["class": form], content)])
  }

  /// On paper the lines of a table stay whole: a class says how small its letters have to be. A
  /// line alone is no table, nor is what is wider than the widest of these.
  private static func width(of lines: ArraySlice<[CodeToken]>) -> String {
    guard lines.count > 1 else { return "" }
    let longest = lines.map { $0.reduce(0) { $0 + $1.text.count } }.max() ?? 0
    let columns = (longest + 9) / 10 * 10
    return columns > 80 && columns <= 160 ? " columns-\(columns)" : ""
  }
}
