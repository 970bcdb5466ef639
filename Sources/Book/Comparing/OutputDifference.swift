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

  /// The first line of the file that differs, and the first byte in it. It is always one that
  /// belongs to the command: the last one, where lines are missing behind it.
  var place: (line: Int, column: Int) {
    guard let index = firstIndex, run.step.region.lineCount > 0 else {
      return (run.step.position.line, run.step.position.column)
    }
    let lines = difference.lines
    let line = lines[index]
    let column: Int
    if line.kind == .removed, let added = lines[index...].first(where: { $0.kind == .added }) {
      column = zip(line.text.utf8, added.text.utf8).prefix { $0 == $1 }.count
    } else {
      column = 0
    }
    return (
      min(run.step.region.firstLine + line.oldNumber - 1, run.lines.upperBound),
      run.step.region.prefix.utf8.count + column + 1
    )
  }

  /// The lines that are taken away or put in and differ only in the spaces at their ends from one
  /// that is put in or taken away in the same place, by their indices.
  var changedEnds: Set<Int> {
    var found: Set<Int> = []
    let lines = difference.lines
    var index = 0
    while index < lines.count {
      guard lines[index].kind != .same else {
        index += 1
        continue
      }
      let end = lines[index...].firstIndex { $0.kind == .same } ?? lines.count
      var open: [Substring: [Int]] = [:]
      for index in index..<end {
        let text = OutputDifference.withoutEnd(lines[index].text)
        if lines[index].kind == .removed {
          open[text, default: []].append(index)
        } else if let removed = open[text]?.first {
          open[text]?.removeFirst()
          found.formUnion([removed, index])
        }
      }
      index = end
    }
    return found
  }

  private var differsInEndsOnly: Bool {
    let changed = difference.lines.indices.filter { difference.lines[$0].kind != .same }
    return !changed.isEmpty && changedEnds == Set(changed)
  }

  /// A line without the spaces and tabs at its end.
  static func withoutEnd(_ line: String) -> Substring {
    var end = line.utf8.endIndex
    while end > line.startIndex {
      let last = line.utf8.index(before: end)
      guard [0x20, 0x09].contains(line.utf8[last]) else { break }
      end = last
    }
    return line[..<end]
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
    return differsInEndsOnly ? "output differs only in spaces at the end" : "output differs"
  }
}
