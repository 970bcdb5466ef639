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
  /// How many outputs of the chapter differ, this one among them; 0 for a claim.
  public let outputCount: Int
  /// The first claim of the chapter that does not hold, which keeps outputs from being accepted.
  public let redClaim: ClaimRun?

  /// The difference of an output, worked out once.
  let difference: OutputDifference?

  init(_ claim: ClaimRun, in run: ChapterRun, session: String) {
    kind = .claim(claim)
    chapter = run.chapter
    self.session = session
    followers = 0
    outputCount = 0
    redClaim = nil
    difference = nil
  }

  init(
    _ step: StepRun, in run: ChapterRun, session: String, followers: Int, outputCount: Int,
    redClaim: ClaimRun?
  ) {
    kind = .output(step)
    chapter = run.chapter
    self.session = session
    self.followers = followers
    self.outputCount = outputCount
    self.redClaim = redClaim
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
    guard case .output(let run) = kind else { return nil }
    return YAMLMistake(
      behind: run.recording.output, of: chapter, before: run.step.position.line)
  }

  /// Whether a command that has no output yet ended with a status other than 0.
  var isFirstFailure: Bool {
    guard case .output(let run) = kind else { return false }
    return run.step.recorded == RecordedOutput() && run.recording.exitStatus != 0
  }

  /// What the world knows, or that it knows nothing: where the cause has to be looked for then.
  public var causeOrOrigin: String {
    if let cause { return cause }
    switch kind {
    case .output(let run) where run.step.recorded == RecordedOutput():
      return "the chapter has no output for this command yet"
    case .output, .claim:
      return "the command alone: since the one before it nothing else happened, and nothing waits"
    }
  }
}

extension ChapterRun {
  /// What is not as the chapter says, in the order of the chapter.
  ///
  /// Once an output of a session differs, later differences of that session, or of one that was
  /// forked from it, usually follow from the first; they are counted there. With `all` each of
  /// them is a finding. Claims are always findings. Commands that were not run to their end are
  /// reported by `diagnostics`.
  public func findings(all: Bool = false) -> [Finding] {
    let red = redClaims.first
    var found: [(session: String, step: StepRun?, claim: ClaimRun?, followers: Int)] = []
    var firstOfSession: [String: Int] = [:]
    for block in blocks {
      for step in block.steps where !step.passed && step.recording.failure == nil {
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
    return found.compactMap { session, step, claim, followers in
      if let step {
        return Finding(
          step, in: self, session: session, followers: followers, outputCount: outputCount,
          redClaim: red)
      }
      return claim.map { Finding($0, in: self, session: session) }
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
