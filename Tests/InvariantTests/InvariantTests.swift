import Invariants
import Testing

@Suite struct InvariantTests {
  @Test func someSeedsKeepAllRules() {
    let result = SeedRuns(seeds: 1...50).run()
    if let failure = result.failures.first {
      Issue.record("\(SeedRuns.chapter(seed: failure.seed))")
    }
  }
}
