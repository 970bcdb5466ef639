/// One thing of a run that is not as its chapter says: a place to look at.
public struct Finding: Hashable, Sendable {
  /// What is not as the chapter says.
  public enum Kind: Hashable, Sendable {
    case output(StepRun)
    case claim(ClaimRun)
  }

  public let kind: Kind
  /// The chapter.
  public let chapter: Chapter
  /// The name of the session that it happened in.
  public let session: String
  /// How many later outputs of the same session differ too, and are not findings of their own.
  public let followers: Int
  /// The first claim of the chapter that does not hold, which keeps outputs from being accepted.
  public let redClaim: ClaimRun?

  /// The file, as the chapter names it.
  public var file: String { chapter.file }

  /// Where it first differs from what the chapter says.
  public var place: (line: Int, column: Int) {
    switch kind {
    case .output(let run): OutputDifference(run, in: chapter.source).place
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
    case .output(let run): OutputDifference(run, in: chapter.source).summary
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
    var findings: [Finding] = []
    var firstOfSession: [String: Int] = [:]
    var followers: [Int: Int] = [:]
    for block in blocks {
      for step in block.steps where !step.passed && step.recording.failure == nil {
        if !all, let first = firstOfSession[block.session] ?? forkedFrom(block, firstOfSession) {
          firstOfSession[block.session] = first
          followers[first, default: 0] += 1
          continue
        }
        firstOfSession[block.session] = findings.count
        findings.append(
          Finding(
            kind: .output(step), chapter: chapter, session: block.session, followers: 0,
            redClaim: red))
      }
      for claim in block.claims where !claim.passed && claim.recording.failure == nil {
        findings.append(
          Finding(
            kind: .claim(claim), chapter: chapter, session: block.session, followers: 0,
            redClaim: nil))
      }
    }
    return findings.enumerated().map { index, finding in
      guard let count = followers[index] else { return finding }
      return Finding(
        kind: finding.kind, chapter: chapter, session: finding.session, followers: count,
        redClaim: finding.redClaim)
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
