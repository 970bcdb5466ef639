import Foundation
import Simulation
import Testing

@testable import Databases

/// Random runs with crashes of processes and machines and cuts of the network.
///
/// `STATEBOOK_REPLICATION_RUNS=10000` makes as many runs of each kind; without it there are few.
@Suite struct SeededReplicationTests {
  static let runs =
    ProcessInfo.processInfo.environment["STATEBOOK_REPLICATION_RUNS"].flatMap { UInt64($0) } ?? 40

  @Test(
    "M7, G8: a slave's data is a beginning of the master's log; failing over loses what it lacked")
  func asynchronousRuns() {
    for seed in 1...SeededReplicationTests.runs {
      let run = HarnessRun(seed: seed, mode: .asynchronous)
      run.setUp()
      run.live(steps: 40)
      let lag = run.lag
      let surviving = Set(run.failOver())
      let lost = run.acknowledged.filter { !surviving.contains($0) }.count
      #expect(run.problems.isEmpty, "seed \(seed): \(run.problems.prefix(3))")
      #expect(lost <= lag, "seed \(seed): \(lost) lost, \(lag) behind")
      run.finish()
    }
  }

  @Test("M8, G8: semi-synchronous and not degraded, no acknowledged write is lost")
  func semiSynchronousRuns() {
    var undegraded = 0
    for seed in 1...SeededReplicationTests.runs {
      let run = HarnessRun(seed: seed, mode: .semiSynchronous)
      run.setUp()
      run.live(steps: 40)
      let wasDegraded = run.wasDegraded
      let surviving = Set(run.failOver())
      let lost = run.acknowledged.filter { !surviving.contains($0) }
      #expect(run.problems.isEmpty, "seed \(seed): \(run.problems.prefix(3))")
      if !wasDegraded {
        undegraded += 1
        #expect(lost.isEmpty, "seed \(seed): lost \(lost)")
      }
      run.finish()
    }
    #expect(undegraded * 4 > Int(SeededReplicationTests.runs), "too few runs show anything")
  }

  @Test("M7, M8: the checks notice what is planted", arguments: HarnessRun.PlantedBug.allCases)
  func plantedBugsAreCaught(_ bug: HarnessRun.PlantedBug) {
    var caught = 0
    for seed in 1...20 {
      let mode: HarnessRun.Mode = bug == .acknowledgesTooEarly ? .semiSynchronous : .asynchronous
      let run = HarnessRun(seed: UInt64(seed), mode: mode, bug: bug)
      run.setUp()
      run.live(steps: 40)
      let wasDegraded = run.wasDegraded
      let surviving = Set(run.failOver())
      let lost = run.acknowledged.filter { !surviving.contains($0) }
      if !run.problems.isEmpty || (mode == .semiSynchronous && !wasDegraded && !lost.isEmpty) {
        caught += 1
      }
      run.finish()
    }
    #expect(caught > 0, "nobody noticed")
  }
}
