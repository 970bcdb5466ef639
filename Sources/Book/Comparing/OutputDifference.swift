/// What a chapter says that a command prints, beside what it printed, line by line.
struct OutputDifference: Sendable {
  /// The difference of the lines as they are written in a fence, the exit status among them.
  let difference: LineDifference
  private let run: StepRun

  init(_ run: StepRun) {
    self.run = run
    difference = LineDifference(
      old: ConsoleText.lines(of: run.step.recorded), new: ConsoleText.lines(of: run.actual))
  }

  /// The index of the first line that differs.
  private var firstIndex: Int? { difference.lines.firstIndex { $0.kind != .same } }

  /// The first line of the file that differs, and the first byte in it.
  var place: (line: Int, column: Int) {
    guard let index = firstIndex else { return (run.step.position.line, run.step.position.column) }
    let lines = difference.lines
    let line = lines[index]
    let column: Int
    if line.kind == .removed, let added = lines[index...].first(where: { $0.kind == .added }) {
      column = zip(line.text.utf8, added.text.utf8).prefix { $0 == $1 }.count
    } else {
      column = 0
    }
    return (
      run.step.region.firstLine + line.oldNumber - 1,
      run.step.region.prefix.utf8.count + column + 1
    )
  }

  /// What is wrong, in one line.
  var summary: String {
    let actual = run.actual
    let recorded = run.step.recorded
    let isSameText = actual.text.utf8.elementsEqual(recorded.text.utf8)
    if isSameText {
      return "the exit status is \(actual.status), not \(recorded.status)"
    }
    if recorded.text.isEmpty, recorded.status == 0 { return "no output is recorded" }
    if actual.status != recorded.status {
      return "output differs, and the exit status is \(actual.status), not \(recorded.status)"
    }
    return "output differs"
  }
}
