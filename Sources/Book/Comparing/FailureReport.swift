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
    case .output(let run): lines += outputLines(run)
    case .claim(let run): lines += claimLines(run)
    }
    if let mistake = finding.yamlMistake {
      lines.append(
        "  the YAML is here: \(file):\(mistake.line):\(mistake.column): "
          + FailureReport.visible(mistake.message))
    }
    let cause = finding.causeOrOrigin
    lines.append("  cause: \(FailureReport.visible(cause, width: FailureReport.maximumCause))")
    if finding.followers > 0 {
      let outputs = finding.followers == 1 ? "output follows" : "outputs follow"
      lines.append("  \(finding.followers) later \(outputs) from this one (--all shows all)")
    }
    if case .output(let run) = finding.kind {
      if let red = finding.redClaim {
        lines.append(
          "  it can be accepted when the claim in line \(red.assertion.position.line) holds")
      } else {
        if finding.isFirstFailure {
          lines.append("  the command failed: accept that only if it is meant to")
        }
        lines.append("  accept with: \(program) accept \(file):\(run.step.position.line)")
        if finding.outputCount > 1 {
          lines.append(
            "  or all \(finding.outputCount) of the chapter with: \(program) accept \(file)")
        }
      }
    }
    return lines.joined(separator: "\n")
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
    let end = last + FailureReport.contextLines + 1
    let shown = start..<(end + 1 >= lines.count ? lines.count : end)
    if start > 0 { report.append(elision(start)) }
    for index in shown.prefix(FailureReport.maximumLines) {
      let line = lines[index]
      let number = step.region.firstLine + line.oldNumber - 1
      let text = FailureReport.visible(line.text)
      switch line.kind {
      case .same: report.append(gutter(number) + "  " + text)
      case .removed: report.append(gutter(number) + style.removed("- " + text))
      case .added: report.append(gutter(nil) + style.added("+ " + text))
      }
    }
    let hidden = lines.count - shown.lowerBound - min(shown.count, FailureReport.maximumLines)
    if hidden > 0 { report.append(elision(hidden)) }
    return report
  }

  // MARK: Claims

  private func claimLines(_ run: ClaimRun) -> [String] {
    let assertion = run.assertion
    var report = commandLines(
      assertion.command, from: assertion.commandPosition.line, prompt: "$ ")
    if let last = run.last { report.append("  it ran last: \(FailureReport.visible(last))") }
    report.append("  the command exited with status \(run.recording.exitStatus)")
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
