import Foundation
import Invariants
import Testing

/// What must hold at every moment, whatever is done to a cluster (S4–S14, S19, S26, D3, D7, D11,
/// E1, E6, V5, V6, N1, N14).
@Suite struct InvariantTests {
  /// The CI runs ten thousand of them; see `.ci/run`.
  @Test("S4 S7 S10 S11 S26 D3 D7 E1 E6 V5 V6: random schedules keep all rules")
  func someSeedsKeepAllRules() {
    let result = SeedRuns(seeds: 1...150).run()
    if let failure = result.failures.first {
      Issue.record("\(SeedRuns.chapter(seed: failure.seed))")
    }
  }

  /// A set that is there again while its old pod goes; a kubelet that starts while it is cut off
  /// from a server that has forgotten its node; a new claim with the name of an old one.
  @Test(
    "Seeds that once broke a rule keep all",
    arguments: [2103, 5629, 6264, 6544, 6694, 6868, 7135, 7737, 9331])
  func seedsThatBrokeARule(_ seed: UInt64) {
    if !SeedRuns(seeds: seed...seed).run().failures.isEmpty {
      Issue.record("\(SeedRuns.chapter(seed: seed))")
    }
  }

  @Test("A controller that is broken is caught", arguments: SeedRuns.mutants)
  func brokenControllersAreCaught(_ mutant: String) {
    var runs = SeedRuns(seeds: 1...60)
    runs.mutant = mutant
    let rules = Set(runs.run().failures.map { $0.rule })
    #expect(rules.contains(SeedRuns.ruleBroken(by: mutant)))
  }

  @Test("A seed that fails is printed as a short chapter, which does the same again")
  func failuresAreReproducedByAChapter() throws {
    var runs = SeedRuns(seeds: 1...60)
    runs.mutant = "order"
    let failure = try #require(runs.run().failures.first)
    let whole = SeedRuns.chapter(seed: failure.seed, mutant: "order", shrinks: false)
    let chapter = SeedRuns.chapter(seed: failure.seed, mutant: "order")
    func commands(_ text: String) -> Int {
      text.split(separator: "\n").filter { $0.hasPrefix("$ ") }.count
    }
    #expect(commands(chapter) <= min(5, commands(whole)), "\(chapter)")
    for text in [whole, chapter] {
      #expect(WatchedChapter.problems(in: text, file: "seed.md").isEmpty)
      let problems = WatchedChapter.problems(in: text, file: "seed.md", mutant: "order")
      let problem = try #require(problems.first)
      let place = try #require(
        text.split(separator: "\n").first { $0.hasPrefix("At ") }?.split(separator: " ")[1])
      #expect(problem.contains("at \(place) the rule of order is broken"), "\(problem)")
    }
  }

  static let chapters = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "chapters/en")

  @Test("The chapters of the book keep all rules")
  func theBookKeepsAllRules() throws {
    let names = try FileManager.default.contentsOfDirectory(
      atPath: InvariantTests.chapters.path
    ).filter { $0.hasSuffix(".md") }.sorted()
    var watched = 0
    for name in names {
      let text = try String(
        contentsOf: InvariantTests.chapters.appending(path: name), encoding: .utf8)
      // Without a cluster there is nothing to watch.
      if text.contains("\ncluster: none\n") { continue }
      watched += 1
      let problems = WatchedChapter.problems(in: text, file: name)
      #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
    }
    #expect(watched > 3)
  }
}
