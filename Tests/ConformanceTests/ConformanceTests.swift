import Foundation
import Testing

/// What was recorded at a real control plane of v1.32.13, done again in the simulation.
@Suite("Recordings of a real cluster")
struct ConformanceTests {
  @Test func thereAreRecordings() {
    #expect(Recording.all.count >= 23)
  }

  @Test(arguments: Recording.all) func everyStepIsUnderstood(_ recording: Recording) {
    #expect(recording.scenario.unknown == [])
    #expect(recording.scenario.visibleCommands == recording.transcript.commands.map { $0.command })
  }

  @Test(arguments: Recording.all)
  func theNormalisationIsThatOfTheRecordings(_ recording: Recording) {
    let normalized = Normalizer(names: recording.order.names).transcript(recording.transcriptText)
    #expect(
      ConformanceTests.renumbered(normalized)
        == ConformanceTests.renumbered(
          recording.normalizedText))
  }

  /// Ends of names were numbered in no particular order there.
  private static func renumbered(_ text: String) -> [String] {
    var numbers: [String: Int] = [:]
    let text = Pattern("<SUFFIX-[0-9]+>").replacing(text) { match in
      let number = numbers[match[0]] ?? numbers.count + 1
      numbers[match[0]] = number
      return "<SUFFIX-\(number)>"
    }
    return text.split(separator: "\n").map(String.init)
  }

  /// The order of what one controller does to one object is that of the real cluster.
  @Test(arguments: Recording.all)
  func theControllersActInTheSameOrder(_ recording: Recording) {
    let replay = Replay(
      recording, Replay.Way(seed: 1, phase: .zero, looksAround: false))
    let areParallel = recording.scenarioText.contains("podManagementPolicy: Parallel")
    let recorded = ControllerActions(
      recording.order.entries, recording.order.names, areParallel: areParallel)
    let simulated = ControllerActions(
      replay.history.entries, replay.history.names, areParallel: areParallel)
    for object in Set(recorded.byObject.keys).union(simulated.byObject.keys).sorted() {
      let left = recorded.byObject[object] ?? []
      let right = simulated.byObject[object] ?? []
      #expect(left == right, "\(recording.name): \(object)")
    }
  }

  /// The random choices of the real run are not known, nor when in a second it began. So a
  /// recording is done again in some ways, until one prints what was printed.
  @Test(arguments: Recording.all)
  func theSimulationPrintsWhatTheRealClusterPrinted(_ recording: Recording) {
    let known = KnownDifferences.standard.of(recording.name)
    var best: [Difference]?
    for number in 0..<ConformanceTests.ways {
      let replay = Replay(
        recording,
        Replay.Way(
          seed: UInt64(number + 1), phase: .milliseconds(Int64(number * 170 % 1000)),
          looksAround: number > 0))
      let differences = Difference.all(recording, replay)
      if best.map({ differences.count < $0.count }) ?? true {
        best = differences
        ConformanceTests.report(recording, replay, differences)
      }
      if differences.allSatisfy({ difference in known.contains { $0.difference == difference } }) {
        break
      }
    }
    let differences = best ?? []
    for difference in differences where !known.contains(where: { $0.difference == difference }) {
      Issue.record("\(recording.name) differs from the recording:\n\(difference)")
    }
    for entry in known {
      #expect(
        differences.contains(entry.difference),
        "\(recording.name): this difference is listed and does not occur:\n\(entry.difference)")
      #expect(!entry.reason.isEmpty, "\(entry.difference) is listed without a reason")
    }
  }

  /// How many ways are tried.
  private static let ways = 16

  /// With `STATEBOOK_CONFORMANCE_REPORT` set, a folder gets each transcript of the simulation and
  /// its differences, to be read.
  private static func report(
    _ recording: Recording, _ replay: Replay, _ differences: [Difference]
  ) {
    guard let path = ProcessInfo.processInfo.environment["STATEBOOK_CONFORMANCE_REPORT"] else {
      return
    }
    let folder = URL(fileURLWithPath: path)
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try? replay.transcript.write(
      to: folder.appendingPathComponent(recording.name + ".transcript.txt"), atomically: true,
      encoding: .utf8)
    let text = differences.map { "\($0)\n" }.joined(separator: "\n")
    try? text.write(
      to: folder.appendingPathComponent(recording.name + ".differences.txt"), atomically: true,
      encoding: .utf8)
  }
}
