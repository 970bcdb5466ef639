/// A chapter, run: every command and claim with what it did.
public struct ChapterRun: Hashable, Sendable {
  /// The chapter, as it was run.
  public let chapter: Chapter
  /// The blocks that ran, in order; empty when the chapter has mistakes and was not run.
  public let blocks: [BlockRun]
  /// The author's mistakes: those of reading, then those that only running shows.
  public let diagnostics: [Diagnostic]
  /// Whether the chapter was run at all; with mistakes in its text it is not.
  public let wasRun: Bool
  /// What was done in each of its sessions, in the order in which they ended.
  public let replays: [SessionReplay]

  /// A run as given; ``ChapterRunner`` makes them.
  public init(
    chapter: Chapter, blocks: [BlockRun], diagnostics: [Diagnostic], wasRun: Bool,
    replays: [SessionReplay] = []
  ) {
    self.chapter = chapter
    self.blocks = blocks
    self.diagnostics = diagnostics
    self.wasRun = wasRun
    self.replays = replays
  }

  /// The run of the block with this index among the chapter's blocks; nil when it does not run.
  public func block(_ index: Int) -> BlockRun? { blocks.first { $0.index == index } }

  /// Every command that ran, in order.
  public var steps: [StepRun] { blocks.flatMap(\.steps) }

  /// Every claim, in order.
  public var claims: [ClaimRun] { blocks.flatMap(\.claims) }

  /// The claims that do not hold.
  public var redClaims: [ClaimRun] { claims.filter { !$0.holds } }

  /// The scenario blocks that say `norun`: they are shown, and nobody knows whether they work.
  public var unrun: [Scenario] { chapter.scenarios.filter { $0.norun != nil } }

  /// Whether it was run, without mistakes, and every output and claim is as the chapter says. What
  /// it reuses counts in its original.
  public var passed: Bool {
    wasRun && !diagnostics.haveErrors && steps.allSatisfy(\.passed)
      && claims.allSatisfy(\.passed)
  }
}
