import Foundation
import Simulation
import Testing

@testable import Databases

/// A million rows through a source and two replicas; on request only, because it is a measurement.
@Suite struct ReplicatedVolumeTests {
  @Test(
    .enabled(if: ProcessInfo.processInfo.environment["STATEBOOK_ROWS"] != nil))
  func rowsReachBothReplicas() throws {
    let wanted =
      ProcessInfo.processInfo.environment["STATEBOOK_ROWS"].flatMap { Int64($0) } ?? 1_000_000
    let run = HarnessRun(seed: 1, mode: .asynchronous)
    run.setUp()
    let start = Date()
    let counts = run.insert(rows: wanted, perStatement: 1000)
    print("rows: \(wanted), seconds: \(Date().timeIntervalSince(start)), counts: \(counts)")
    let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    for line in (status ?? "").split(separator: "\n") where line.hasPrefix("VmHWM") { print(line) }
    #expect(counts == [wanted, wanted, wanted])
    run.finish()
  }
}
