import Foundation

/// One recorded situation: what was typed at a real cluster and what it printed.
struct Recording: CustomStringConvertible, Sendable {
  var name: String
  var scenarioText: String
  var transcriptText: String
  var normalizedText: String
  var orderText: String

  var description: String { name }

  var scenario: Scenario { Scenario(scenarioText) }
  var transcript: TranscriptText { TranscriptText(transcriptText) }
  var order: RecordedOrder { RecordedOrder(orderText) }

  init?(folder: URL) {
    func read(_ file: String) -> String? {
      try? String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
    }
    guard let scenario = read("scenario.txt"), let transcript = read("transcript.txt"),
      let normalized = read("transcript.normalized.txt"), let order = read("order.txt")
    else { return nil }
    name = folder.lastPathComponent
    scenarioText = scenario
    transcriptText = transcript
    normalizedText = normalized
    orderText = order
  }

  /// The folder of this test target.
  static let home = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The situations beside this test, and those of another folder: `STATEBOOK_RECORDINGS`, or
  /// `../shared/recordings` beside the checkout. A situation of the same name counts once.
  static let all: [Recording] = {
    var folders = [home.appendingPathComponent("Recordings")]
    if let other = ProcessInfo.processInfo.environment["STATEBOOK_RECORDINGS"] {
      folders.append(URL(fileURLWithPath: other))
    } else {
      let checkout = home.deletingLastPathComponent().deletingLastPathComponent()
      folders.append(
        checkout.deletingLastPathComponent().appendingPathComponent("shared/recordings"))
    }
    var found: [String: Recording] = [:]
    for folder in folders {
      let entries =
        (try? FileManager.default.contentsOfDirectory(
          at: folder, includingPropertiesForKeys: nil)) ?? []
      for entry in entries where found[entry.lastPathComponent] == nil {
        found[entry.lastPathComponent] = Recording(folder: entry)
      }
    }
    return found.values.sorted { $0.name < $1.name }
  }()
}
