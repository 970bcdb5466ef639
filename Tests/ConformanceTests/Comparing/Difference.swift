/// A command that printed something else than at the real cluster.
struct Difference: Equatable, CustomStringConvertible {
  /// The number of the command in the transcript, from 1 on.
  var number: Int
  var command: String
  /// Lines that only the recording has begin with `-`, those of the replay with `+`.
  var lines: [String]

  var description: String {
    (["### \(number) $ \(command)"] + lines).joined(separator: "\n")
  }

  /// All differences between a recording and its replay.
  static func all(_ recording: Recording, _ replay: Replay) -> [Difference] {
    let steps = recording.scenario.steps
    let hidesNodes = steps.contains { step in
      if case .kubelet(node: nil, starts: _) = step { return true }
      return false
    }
    let recorded = TranscriptText(
      Normalizer(names: recording.order.names).transcript(recording.transcriptText))
    let normalizer = Normalizer(names: replay.history.names)
    let simulated = TranscriptText(normalizer.transcript(replay.transcript))
    var identities = Identities()
    var differences: [Difference] = []
    var number = 0
    for (index, (left, right)) in zip(recorded.entries, simulated.entries).enumerated() {
      if left.kind == .command { number += 1 }
      guard left.kind != .remark else { continue }
      let command = String(left.line.drop { $0 == "$" || $0 == "#" || $0 == " " })
      func output(_ lines: [String]) -> Output {
        Output(
          lines, of: command, isWatch: command.contains(TranscriptText.secondTerminal),
          hidesNodes: hidesNodes)
      }
      let expected = output(left.kind == .unseen ? [left.line] : left.output)
      let lines = difference(
        command, expected, output(left.kind == .unseen ? [right.line] : right.output), &identities)
      if lines.isEmpty { continue }
      // A little earlier or later it may be what was recorded.
      let fits = (replay.otherLooks[index] ?? []).contains { look in
        var trial = identities
        let text = look.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let isSame = difference(
          command, expected, output(normalizer.output(text)), &trial
        ).isEmpty
        if isSame { identities = trial }
        return isSame
      }
      if !fits { differences.append(Difference(number: number, command: command, lines: lines)) }
    }
    if recorded.entries.count != simulated.entries.count {
      differences.append(
        Difference(
          number: number, command: "(the whole transcript)",
          lines: ["-\(recorded.entries.count) entries", "+\(simulated.entries.count) entries"]))
    }
    return differences
  }

  private static func difference(
    _ command: String, _ recorded: Output, _ simulated: Output,
    _ identities: inout Identities
  ) -> [String] {
    let left = recorded.lines.map(Output.withoutNumbers)
    let right = simulated.lines.map(Output.withoutNumbers)
    if left == right {
      let areAlike =
        recorded.units.map(Output.withoutNumbers) == simulated.units.map(Output.withoutNumbers)
      return identities.unify(
        areAlike ? recorded.units : recorded.lines, areAlike ? simulated.units : simulated.lines
      ).flatMap {
        ["-another one: \($0.recorded)", "+another one: \($0.simulated)"]
      }
    }
    if command.hasPrefix("kubectl rollout status"), sawTheSame(left, right) { return [] }
    let pulled = (withoutPulls(left), withoutPulls(right))
    if pulled.0 == pulled.1 { return [] }
    var lines: [(Int, Int, String)] = []
    for change in pulled.1.difference(from: pulled.0) {
      switch change {
      case .remove(let offset, let text, _): lines.append((offset, 0, "-" + text))
      case .insert(let offset, let text, _): lines.append((offset, 1, "+" + text))
      }
    }
    return lines.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map { $0.2 }
  }

  /// `rollout status` prints a line for each change of status that it happens to see: the lines
  /// of the one that saw less are among those of the other, in their order, up to the same end.
  private static func sawTheSame(_ left: [String], _ right: [String]) -> Bool {
    func distinct(_ lines: [String]) -> [String] {
      lines.enumerated().filter { $0.offset == 0 || lines[$0.offset - 1] != $0.element }
        .map { $0.element }
    }
    let (short, long) = left.count <= right.count ? (left, right) : (right, left)
    guard short.last == long.last else { return false }
    var rest = distinct(long)[...]
    for line in distinct(short) {
      guard let place = rest.firstIndex(of: line) else { return false }
      rest = rest[(place + 1)...]
    }
    return true
  }

  /// Which pod of a node pulls the image that all of them need depends on where they are; the
  /// pulls of the recordings were fake.
  private static func withoutPulls(_ lines: [String]) -> [String] {
    guard lines.contains(where: { $0.contains(" Pulled ") }) else { return lines }
    return lines.filter { !$0.contains(" Pulling ") }.map { line in
      line.contains(" Pulled ") ? Pattern.pulled.replacing(line) { _ in "<PULLED>" } : line
    }
  }
}

extension Pattern {
  static let pulled = Pattern(
    "Successfully pulled image \"[^\"]*\" in .*|Container image \"[^\"]*\" already .*")
}
