import Replication
import Testing

/// Random runs of a source and two replicas, with crashes of processes and machines and cuts of the
/// network. The CI runs ten thousand seeds of them; see `.ci/run`.
@Suite struct SeededReplicationTests {
  @Test(
    "M7, G8: a slave's data is a beginning of the master's log; failing over loses what it lacked")
  func asynchronousRuns() {
    var seeds = ReplicationSeeds(seeds: 1...60)
    seeds.modes = [.asynchronous]
    let result = seeds.run()
    #expect(result.lost > 0, "the runs are too mild to show anything")
    report(result)
  }

  @Test("M8, G8: semi-synchronous and not degraded, no acknowledged write is lost")
  func semiSynchronousRuns() {
    var seeds = ReplicationSeeds(seeds: 1...60)
    seeds.modes = [.semiSynchronous]
    let result = seeds.run()
    #expect(result.undegraded * 4 > result.runs, "too few runs show anything")
    report(result)
  }

  /// An answer that arrives while the source is given up; one for a connection that was closed; a
  /// log that a killed process left unflushed, and a power cut after the restart.
  @Test("M7, G8: seeds that once broke a rule keep all", arguments: [2303, 2761, 7102, 9728])
  func seedsThatBrokeARule(_ seed: UInt64) {
    report(ReplicationSeeds(seeds: seed...seed).run())
  }

  private func report(_ result: ReplicationSeeds.Result) {
    guard let failure = result.failures.first else { return }
    Issue.record(
      "\(failure.seed): \(ReplicationSeeds.scenario(seed: failure.seed, mode: failure.mode))")
  }

  @Test("M7, M8: servers that break a rule are caught", arguments: ReplicationSeeds.brokenServers)
  func brokenServersAreCaught(_ name: String) throws {
    var seeds = ReplicationSeeds(seeds: 1...40)
    seeds.broken = name
    let failures = seeds.run().failures
    let rule = ReplicationSeeds.ruleBroken(by: name)
    let failure = try #require(failures.first { $0.rule == rule }, "nobody noticed")
    let text = ReplicationSeeds.scenario(seed: failure.seed, mode: failure.mode, broken: name)
    #expect(text.split(separator: "\n").count < 20, "\(text)")
    #expect(text.contains("\(failure.rule): "))
  }
}
