import ArgumentParser
import Foundation
import Invariants

/// Runs random schedules against a cluster and says which break a rule.
@main
struct InvariantRuns: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "InvariantRuns",
    abstract: "Runs random schedules against a cluster and says which break a rule.",
    discussion: """
      The first seed that breaks one is made as short as it can be made and printed as a chapter, \
      which 'statebook test' plays and '--chapter' judges.
      """)

  @Option(help: "How many seeds to run.") var seeds: UInt64 = 1000
  @Option(help: "The first seed.") var from: UInt64 = 1
  @Option(help: "How many seeds to run at the same time.") var jobs: Int?
  @Option(
    help: "A controller that is broken on purpose: \(SeedRuns.mutants.joined(separator: ", ")).")
  var mutant: String?
  @Flag(help: "Run the seeds with each broken controller, too: each has to be caught.")
  var mutants = false
  @Flag(help: "Print each seed that breaks a rule as soon as it is found.") var list = false
  @Option(help: "Print the scenario of one seed as a chapter.") var seed: UInt64?
  @Flag(help: "Print it whole, not as short as it can be made.") var whole = false
  @Option(help: "Print so many entries of the trace behind it.") var trace = 0
  @Option(help: "Play a chapter and say which rules its worlds break.") var chapter: String?

  func validate() throws {
    if let mutant, !SeedRuns.mutants.contains(mutant) {
      throw ValidationError(
        "there is no broken controller '\(mutant)'; there are "
          + SeedRuns.mutants.joined(separator: ", "))
    }
    if seeds == 0 { throw ValidationError("at least one seed has to be run") }
    if let jobs, jobs < 1 { throw ValidationError("at least one seed has to be run at a time") }
  }

  func run() throws {
    if let chapter {
      try judge(chapter)
    } else if let seed {
      print(
        SeedRuns.chapter(seed: seed, mutant: mutant, shrinks: !whole, traceLength: trace))
    } else {
      var isWell = run(mutant: mutant)
      if mutants {
        for mutant in SeedRuns.mutants where !run(mutant: mutant) { isWell = false }
      }
      if !isWell { throw ExitCode.failure }
    }
  }

  private func judge(_ path: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let problems = WatchedChapter.problems(in: text, file: path, mutant: mutant)
    print(problems.isEmpty ? "\(path) keeps all rules" : problems.joined(separator: "\n"))
    if !problems.isEmpty { throw ExitCode.failure }
  }

  /// Runs all seeds. Without a mutant none may break a rule; with one, some must.
  private func run(mutant: String?) -> Bool {
    // A thousand seeds are enough to catch what is broken on purpose.
    let count = mutant == nil || !mutants ? seeds : min(seeds, 1000)
    var runs = SeedRuns(seeds: from...(from + count - 1))
    runs.mutant = mutant
    if let jobs { runs.jobs = jobs }
    if list {
      runs.onFailure = { seed, rule, text in
        FileHandle.standardOutput.write(Data("seed \(seed): \(rule): \(text)\n".utf8))
      }
    }
    let clock = ContinuousClock()
    let start = clock.now
    let result = runs.run()
    let seconds = start.duration(to: clock.now).components.seconds
    print(
      "\(result.count) seeds\(mutant.map { " with the broken controller \($0)" } ?? ""):"
        + " \(result.failures.count) break a rule\(rules(of: result))")
    print(
      "  \(result.events) events, \(result.virtualSeconds) s of virtual time, at most"
        + " \(result.longestSettling) s to settle; \(seconds) s of real time")
    if let mutant {
      return result.failures.contains { $0.rule == SeedRuns.ruleBroken(by: mutant) }
    }
    guard let failure = result.failures.first else { return true }
    print("\nThe first, as short as it could be made:\n")
    print(SeedRuns.chapter(seed: failure.seed))
    return false
  }

  private func rules(of result: SeedRuns.Result) -> String {
    var counts: [String: Int] = [:]
    for failure in result.failures { counts[failure.rule, default: 0] += 1 }
    guard !counts.isEmpty else { return "" }
    let parts = counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    return " (\(parts.joined(separator: ", ")))"
  }
}
