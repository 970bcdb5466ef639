import ArgumentParser
import Foundation
import Replication

/// Runs a source with two replicas through random crashes and cuts, and says which seeds break a
/// rule of replication.
@main
struct ReplicationRuns: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ReplicationRuns",
    abstract: "Runs a source with two replicas through random crashes and cuts.",
    discussion: """
      Each seed is run asynchronously and semi-synchronously. The first run that breaks a rule is \
      made as short as it can be made and printed.
      """)

  @Option(help: "How many seeds to run.") var seeds: UInt64 = 1000
  @Option(help: "The first seed.") var from: UInt64 = 1
  @Option(help: "How many seeds to run at the same time.") var jobs: Int?
  @Option(
    help:
      "A server that breaks a rule on purpose: \(ReplicationSeeds.brokenServers.joined(separator: ", "))."
  )
  var mutant: String?
  @Flag(help: "Run the seeds with each broken server, too: each has to be caught.")
  var mutants = false
  @Option(help: "How many seeds to run with each broken server.") var mutantSeeds: UInt64 = 500
  @Option(help: "Print the scenario of one seed.") var seed: UInt64?
  @Flag(help: "Print it whole, not as short as it can be made.") var whole = false

  func validate() throws {
    if let mutant, !ReplicationSeeds.brokenServers.contains(mutant) {
      throw ValidationError(
        "there is no broken server '\(mutant)'; there are "
          + ReplicationSeeds.brokenServers.joined(separator: ", "))
    }
    if seeds == 0 || mutantSeeds == 0 {
      throw ValidationError("at least one seed has to be run")
    }
    if let jobs, jobs < 1 { throw ValidationError("at least one seed has to be run at a time") }
  }

  func run() throws {
    if let seed {
      for mode in ReplicatedServers.Mode.allCases {
        print(
          ReplicationSeeds.scenario(seed: seed, mode: mode, broken: mutant, shrinks: !whole))
      }
      return
    }
    var isWell = run(mutant: mutant, seeds)
    if mutants {
      for mutant in ReplicationSeeds.brokenServers where !run(mutant: mutant, mutantSeeds) {
        isWell = false
      }
    }
    if !isWell { throw ExitCode.failure }
  }

  /// Runs the seeds. Without a mutant none may break a rule; with one, some must.
  private func run(mutant: String?, _ count: UInt64) -> Bool {
    var runs = ReplicationSeeds(seeds: from...(from + count - 1))
    runs.broken = mutant
    if let jobs { runs.jobs = jobs }
    let clock = ContinuousClock()
    let start = clock.now
    let result = runs.run()
    let seconds = start.duration(to: clock.now).components.seconds
    print(
      "\(count) seeds\(mutant.map { " with the broken server \($0)" } ?? ""):"
        + " \(result.seeds) break a rule\(rules(of: result))")
    print(
      "  \(result.acknowledged) acknowledged writes, \(result.lost) lost where that is allowed;"
        + " \(result.undegraded) of the semi-synchronous runs never degraded;"
        + " \(result.events) events, \(result.virtualSeconds) s of virtual time;"
        + " \(seconds) s of real time")
    if let mutant {
      let rule = ReplicationSeeds.ruleBroken(by: mutant)
      return result.failures.contains { $0.rule == rule }
    }
    guard let failure = result.failures.first else { return true }
    print("\nThe first, seed \(failure.seed), as short as it could be made:\n")
    print(ReplicationSeeds.scenario(seed: failure.seed, mode: failure.mode))
    return false
  }

  private func rules(of result: ReplicationSeeds.Result) -> String {
    var counts: [String: Int] = [:]
    for failure in result.failures { counts[failure.rule, default: 0] += 1 }
    guard !counts.isEmpty else { return "" }
    let parts = counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    return " (\(parts.joined(separator: ", ")))"
  }
}
