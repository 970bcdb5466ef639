import Markdown

/// A finding in the words and form of a compiler's message.
///
///     chapters/en/08-a-name-that-sticks.md:42:23: error: output differs
///        40 |   $ kubectl get pods
///        41 |   NAME    READY   STATUS    RESTARTS   AGE
///        42 | - web-0   1/1     Running   0          5s
///           | + web-0   0/1     Pending   0          5s
///       cause: web-0 waits: …
///       accept with: statebook accept chapters/en/08-a-name-that-sticks.md:40
public struct FailureReport {
  /// How many lines around a difference are shown.
  static let contextLines = 2
  /// How many lines of a difference, or of an output, are shown.
  static let maximumLines = 60
  /// How many lines of an output are shown that is one of many.
  static let maximumExample = 10
  /// How many of the commands that failed are shown, where many have no output yet.
  static let maximumFailures = 5
  /// How many characters of a cause are shown.
  static let maximumCause = 600
  /// How many characters of a line are shown.
  static let maximumWidth = 240

  private let finding: Finding
  private let file: String
  private let style: TextStyle
  private let program: String

  /// - Parameters:
  ///   - file: the chapter's path as the reader of the report would type it.
  ///   - program: what the reader would type to run a command.
  public init(
    _ finding: Finding, file: String, style: TextStyle, program: String = "statebook"
  ) {
    self.finding = finding
    self.file = file
    self.style = style
    self.program = program
  }

  /// The report: whole lines, without a line feed at the end.
  public var text: String {
    let place = finding.place
    var lines = [
      style.place("\(file):\(place.line):\(place.column):") + " " + style.error("error:") + " "
        + style.place(FailureReport.visible(finding.summary))
    ]
    switch finding.kind {
    case .output(let run):
      lines += outputLines(run)
      lines += failureLines
    case .claim(let run): lines += claimLines(run)
    }
    if let mistake = finding.yamlMistake { lines.append(told(mistake)) }
    if let cause { lines.append("  cause: \(cause)") }
    if finding.followers > 0 {
      let outputs = finding.followers == 1 ? "output follows" : "outputs follow"
      lines.append("  \(finding.followers) later \(outputs) from this one (--all shows all)")
    }
    if case .output(let run) = finding.kind { lines += acceptLines(run) }
    return lines.joined(separator: "\n")
  }

  /// Why it is so. Of a command without an output nothing is said that the summary says already.
  private var cause: String? {
    var cause = finding.cause
    if case .output(let run) = finding.kind, run.isUnrecorded {
      guard finding.unrecorded.isEmpty else { return nil }
    } else {
      cause = finding.causeOrOrigin
    }
    return cause.map { FailureReport.visible($0, width: FailureReport.maximumCause) }
  }

  // MARK: Accepting

  private func acceptLines(_ run: StepRun) -> [String] {
    let count = finding.unrecorded.count
    let pronoun = count > 1 ? "they" : "it"
    var lines: [String] = []
    if count > 1 { lines.append("  see all with: \(program) diff \(word)") }
    switch finding.obstacle {
    case .claim(let line):
      return lines + ["  \(pronoun) can be accepted when the claim in line \(line) holds"]
    case .mistake(let line):
      return lines + ["  \(pronoun) can be accepted when the mistake in line \(line) is mended"]
    case nil: break
    }
    guard count == 0 else {
      let others = finding.isAllUnrecorded ? "" : ", with the other outputs that differ"
      return lines + ["  accept all with: \(program) accept \(word)\(others)"]
    }
    if !finding.firstFailures.isEmpty {
      if run.recording.exitStatus == 0, let missing = Complaint(missingIn: run.recording.output) {
        let line = FailureReport.visible(missing.line)
        lines.append("  something is missing (\(line)): accept that only if it is meant")
      } else {
        lines.append("  the command failed: accept that only if it is meant to")
      }
    }
    lines.append("  accept with: \(program) accept \(place(run))")
    if finding.outputCount > 1 {
      lines.append(
        "  or all \(finding.outputCount) of the chapter with: \(program) accept \(word)")
    }
    return lines
  }

  /// The chapter as a word of a command line.
  private var word: String { FailureReport.word(file) }

  private func place(_ run: StepRun) -> String {
    FailureReport.word("\(file):\(run.step.position.line)")
  }

  /// Which commands without an output failed, where the finding stands for several.
  private var failureLines: [String] {
    guard !finding.unrecorded.isEmpty else { return [] }
    let failed = finding.firstFailures
    guard !failed.isEmpty else { return [] }
    let pronoun = failed.count == 1 ? "it" : "those"
    let lack =
      failed.allSatisfy { $0.recording.exitStatus != 0 }
      ? "" : failed.count == 1 ? " or lacks something" : " or lack something"
    var lines = [
      "  \(failed.count) of them failed\(lack): accept \(pronoun) only if that is meant"
    ]
    for run in failed.prefix(FailureReport.maximumFailures) {
      let command = LineDifference.lines(of: run.step.command).first ?? ""
      lines.append(
        "    \(file):\(run.step.position.line): $ \(FailureReport.visible(command)) "
          + "(status \(run.recording.exitStatus))")
      if !isShownAbove(run), let complaint = Complaint(of: run.recording.output) {
        lines.append("      \(FailureReport.visible(complaint.line))")
      }
      if let mistake = finding.yamlMistake(behind: run) { lines.append("    " + told(mistake)) }
      if let cause = run.cause {
        lines.append(
          "      cause: \(FailureReport.visible(cause, width: FailureReport.maximumCause))")
      }
    }
    if failed.count > FailureReport.maximumFailures {
      lines.append("    … \(failed.count - FailureReport.maximumFailures) more")
    }
    return lines
  }

  /// Whether all that a command printed stands above the list: only the first one's can.
  private func isShownAbove(_ run: StepRun) -> Bool {
    run.step.position == finding.unrecorded[0].step.position
      && ConsoleText.lines(of: run.actual).count <= FailureReport.maximumExample
  }

  private func told(_ mistake: YAMLMistake) -> String {
    "  the YAML is here: \(file):\(mistake.line):\(mistake.column): "
      + FailureReport.visible(mistake.message)
  }

  /// A path as a word of a command line, in quotes if a shell would make something else of it.
  static func word(_ path: String) -> String {
    let isPlain = path.utf8.allSatisfy { byte in
      switch byte {
      case 0x2b...0x3a, 0x40...0x5a, 0x5f, 0x61...0x7a, 0x80...: true
      default: false
      }
    }
    return isPlain ? path : "'" + path.replacing("'", with: #"'\''"#) + "'"
  }

  // MARK: Outputs

  private func outputLines(_ run: StepRun) -> [String] {
    let step = run.step
    var report = commandLines(step.command, from: step.position.line, prompt: "$ ")
    let lines = finding.difference?.difference.lines ?? []
    let changed = lines.indices.filter { lines[$0].kind != .same }
    guard let first = changed.first, let last = changed.last else { return report }
    // Of a single line, the mark that it is left out would take as much room.
    let start = first - FailureReport.contextLines > 1 ? first - FailureReport.contextLines : 0
    let ends = finding.difference?.changedEnds ?? []
    let end = last + FailureReport.contextLines + 1
    let shown = start..<(end + 1 >= lines.count ? lines.count : end)
    if start > 0 { report.append(elision(start)) }
    let limit =
      finding.unrecorded.isEmpty ? FailureReport.maximumLines : FailureReport.maximumExample
    for index in shown.prefix(limit) {
      let line = lines[index]
      let number = step.region.firstLine + line.oldNumber - 1
      let text =
        ends.contains(index)
        ? FailureReport.withVisibleEnd(line.text) : FailureReport.visible(line.text)
      switch line.kind {
      case .same: report.append(gutter(number) + "  " + text)
      case .removed: report.append(gutter(number) + style.removed("- " + text))
      case .added: report.append(gutter(nil) + style.added("+ " + text))
      }
    }
    let hidden = lines.count - shown.lowerBound - min(shown.count, limit)
    if hidden > 0 { report.append(elision(hidden)) }
    if !ends.isEmpty {
      report.append("  `·` is a space and `→` a tab at the end of a line")
    }
    return report
  }

  /// The line with the spaces and tabs at its end made visible.
  private static func withVisibleEnd(_ line: String) -> String {
    let text = OutputDifference.withoutEnd(line)
    let end = line.utf8[text.endIndex...].map { $0 == 0x20 ? "·" : "→" }.joined()
    return visible(String(text)) + visible(end)
  }

  // MARK: Claims

  private func claimLines(_ run: ClaimRun) -> [String] {
    let assertion = run.assertion
    var report = commandLines(
      assertion.command, from: assertion.commandPosition.line, prompt: "$ ")
    if let last = run.last { report.append("  it ran last: \(FailureReport.visible(last))") }
    let session = finding.sessionCount > 1 ? " in the session '\(finding.session)'" : ""
    report.append("  the command exited with status \(run.recording.exitStatus)\(session)")
    let output = LineDifference.lines(of: run.recording.output)
    if output.isEmpty {
      report[report.count - 1] += " and printed nothing"
    } else {
      report[report.count - 1] += " and printed:"
      report += output.prefix(FailureReport.maximumLines).map {
        gutter(nil) + "  " + FailureReport.visible($0)
      }
      if output.count > FailureReport.maximumLines {
        report.append(elision(output.count - FailureReport.maximumLines))
      }
    }
    return report
  }

  // MARK: Lines

  private func commandLines(_ command: String, from line: Int, prompt: String) -> [String] {
    let lines = LineDifference.lines(of: command)
    let shown = lines.count > 6 ? Array(lines.prefix(4)) : lines
    var report = shown.enumerated().map { index, text in
      gutter(line + index) + "  " + (index == 0 ? prompt : "> ") + FailureReport.visible(text)
    }
    if shown.count < lines.count { report.append(elision(lines.count - shown.count)) }
    return report
  }

  private func gutter(_ number: Int?) -> String {
    let digits = number.map(String.init) ?? ""
    return style.faint(String(repeating: " ", count: max(0, 5 - digits.count)) + digits + " | ")
  }

  private func elision(_ count: Int) -> String {
    gutter(nil) + "  " + style.faint("… \(count) \(count == 1 ? "line" : "lines")")
  }

  /// The text with control characters made visible, cut to a width that a terminal can show.
  static func visible(_ text: String, width: Int = maximumWidth) -> String {
    var result = ""
    var count = 0
    for scalar in text.unicodeScalars {
      if count == width { return result + "…" }
      count += 1
      switch scalar.value {
      case 0x09: result.unicodeScalars.append(scalar)
      case 0..<0x20: result.unicodeScalars.append(Unicode.Scalar(0x2400 + scalar.value)!)
      case 0x7f: result.unicodeScalars.append("\u{2421}")
      case 0x80..<0xa0, 0x202a...0x202e, 0x2066...0x2069: result.unicodeScalars.append("\u{fffd}")
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
