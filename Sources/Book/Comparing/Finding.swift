/// One thing of a run that is not as its chapter says: a place to look at.
public struct Finding: Sendable {
  /// What is not as the chapter says.
  public enum Kind: Sendable {
    case output(StepRun)
    case claim(ClaimRun)
  }

  /// What it is, with the run that shows it.
  public let kind: Kind
  /// The chapter.
  public let chapter: Chapter
  /// The name of the session that it happened in.
  public let session: String
  /// How many later outputs of the same session differ too, and are not findings of their own.
  public let followers: Int
  /// How many outputs of the chapter differ, when this is the first of them; else 0.
  public let outputCount: Int
  /// The commands without an output that it stands for, when there are several: all those of the
  /// chapter, of which its own is the first.
  public let unrecorded: [StepRun]
  /// Whether no other outputs of the chapter differ than those of the commands without one.
  let isAllUnrecorded: Bool
  /// In how many sessions the chapter's blocks ran.
  let sessionCount: Int
  /// What has to be put right before outputs of the chapter can be accepted, if anything has.
  let obstacle: Obstacle?

  /// What keeps the outputs of a chapter from being accepted.
  enum Obstacle: Sendable {
    /// A claim in this line that does not hold.
    case claim(line: Int)
    /// A mistake in this line, such as a command that does not end.
    case mistake(line: Int)
  }

  /// The difference of an output, worked out once.
  let difference: OutputDifference?

  init(_ claim: ClaimRun, in run: ChapterRun, session: String) {
    kind = .claim(claim)
    chapter = run.chapter
    self.session = session
    followers = 0
    outputCount = 0
    unrecorded = []
    isAllUnrecorded = false
    sessionCount = run.sessionCount
    obstacle = nil
    difference = nil
  }

  init(
    _ step: StepRun, in run: ChapterRun, session: String, followers: Int, outputCount: Int,
    isFirst: Bool, unrecorded: [StepRun]
  ) {
    kind = .output(step)
    chapter = run.chapter
    self.session = session
    self.followers = followers
    self.outputCount = isFirst ? outputCount : 0
    isAllUnrecorded = unrecorded.count == outputCount
    self.unrecorded = unrecorded
    sessionCount = run.sessionCount
    obstacle = run.obstacle
    difference = OutputDifference(step)
  }

  /// The file, as the chapter names it.
  public var file: String { chapter.file }

  /// Where it first differs from what the chapter says.
  public var place: (line: Int, column: Int) {
    switch kind {
    case .output(let run): difference?.place ?? (run.step.position.line, 1)
    case .claim(let run): (run.assertion.position.line, run.assertion.position.column)
    }
  }

  /// The lines of the file that it is about.
  public var lines: ClosedRange<Int> {
    switch kind {
    case .output(let run): run.lines
    case .claim(let run): run.lines
    }
  }

  /// What is wrong, in one line.
  public var summary: String {
    switch kind {
    case .output where unrecorded.count > 1: "\(unrecorded.count) commands have no output yet"
    case .output: difference?.summary ?? "output differs"
    case .claim(let run): "the claim does not hold: \(run.assertion.sentence)"
    }
  }

  /// Why, when anything is known.
  public var cause: String? {
    switch kind {
    case .output(let run): run.cause
    case .claim(let run): run.cause
    }
  }

  /// The mistake in the chapter's own YAML that a command complains of.
  var yamlMistake: YAMLMistake? {
    guard case .output(let run) = kind, unrecorded.isEmpty else { return nil }
    return yamlMistake(behind: run)
  }

  func yamlMistake(behind run: StepRun) -> YAMLMistake? {
    YAMLMistake(behind: run.recording.output, of: chapter, before: run.step.position.line)
  }

  /// The commands without an output, its own or all it stands for, that ended with a status other
  /// than 0, or in which something is missing.
  var firstFailures: [StepRun] {
    guard case .output(let run) = kind else { return [] }
    return (unrecorded.isEmpty ? [run] : unrecorded).filter {
      $0.isUnrecorded
        && ($0.recording.exitStatus != 0 || Complaint(missingIn: $0.recording.output) != nil)
    }
  }

  /// What the world knows, or that it knows nothing: where the cause has to be looked for then.
  public var causeOrOrigin: String {
    if let cause { return cause }
    switch kind {
    case .output(let run) where run.isUnrecorded:
      return "the chapter has no output for this command yet"
    case .output, .claim:
      return "the command alone: since the one before it nothing else happened, and nothing waits"
    }
  }
}

extension StepRun {
  /// Whether it ran to its end and printed something, or failed, and the chapter has nothing there.
  var isUnrecorded: Bool {
    !passed && recording.failure == nil && step.recorded == RecordedOutput()
  }
}

extension ChapterRun {
  /// In how many sessions its blocks ran.
  fileprivate var sessionCount: Int { Set(blocks.map(\.session)).count }

  /// What keeps its outputs from being accepted.
  fileprivate var obstacle: Finding.Obstacle? {
    if let mistake = diagnostics.first(where: { $0.severity == .error }) {
      return .mistake(line: mistake.line)
    }
    return redClaims.first.map { .claim(line: $0.assertion.position.line) }
  }

  /// What is not as the chapter says, in the order of the chapter.
  ///
  /// Once an output of a session differs, later differences of that session, or of one that was
  /// forked from it, usually follow from the first; they are counted there. Commands that have no
  /// output yet follow from nothing: the first stands for all of them. With `all` each of them is a
  /// finding. Claims are always findings. Commands that were not run to their end are reported by
  /// `diagnostics`.
  public func findings(all: Bool = false) -> [Finding] {
    let unrecorded = all ? [] : steps.filter(\.isUnrecorded)
    var found: [(session: String, step: StepRun?, claim: ClaimRun?, followers: Int)] = []
    var firstOfSession: [String: Int] = [:]
    for block in blocks {
      for step in block.steps where !step.passed && step.recording.failure == nil {
        if !all, step.isUnrecorded {
          if step.step.position == unrecorded.first?.step.position {
            found.append((block.session, step, nil, 0))
          }
          continue
        }
        if !all, let first = firstOfSession[block.session] ?? forkedFrom(block, firstOfSession) {
          firstOfSession[block.session] = first
          found[first].followers += 1
          continue
        }
        firstOfSession[block.session] = found.count
        found.append((block.session, step, nil, 0))
      }
      for claim in block.claims where !claim.passed && claim.recording.failure == nil {
        found.append((block.session, nil, claim, 0))
      }
    }
    let outputCount = steps.count { !$0.passed && $0.recording.failure == nil }
    let first = found.firstIndex { $0.step != nil }
    return found.enumerated().compactMap { index, entry in
      if let step = entry.step {
        return Finding(
          step, in: self, session: entry.session, followers: entry.followers,
          outputCount: outputCount, isFirst: index == first,
          unrecorded: step.isUnrecorded && unrecorded.count > 1 ? unrecorded : [])
      }
      return entry.claim.map { Finding($0, in: self, session: entry.session) }
    }
  }

  /// The first finding of the session that a block's session was forked from behind a difference.
  private func forkedFrom(_ block: BlockRun, _ firstOfSession: [String: Int]) -> Int? {
    guard block.isBehindDifference, case .scenario(let scenario) = chapter.blocks[block.index],
      let from = scenario.from, let origin = blocks.first(where: { $0.id == from })
    else { return nil }
    return firstOfSession[origin.session]
  }
}
