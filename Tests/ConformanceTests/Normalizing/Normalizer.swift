import Foundation

/// Puts placeholders in place of what differs from run to run, with the rules of the recordings'
/// own normalisation: `<UID-1> <IP-1> <HASH-1> <SUFFIX-1> <AGE> <TIME> <RV> <EVENTID>`, numbered
/// by first appearance, and three spaces between the columns of tables with ages.
final class Normalizer {
  private var numbers: [String: [String: Int]] = [:]
  private let hashPattern: Pattern?
  private let names: RandomNames

  init(names: RandomNames) {
    self.names = names
    let hashes = names.hashes.sorted { ($1.count, $0) < ($0.count, $1) }
    hashPattern =
      hashes.isEmpty
      ? nil : Pattern("(?<![a-z0-9])(" + hashes.joined(separator: "|") + ")(?![a-z0-9])")
  }

  /// A transcript, line by line as the recordings have it.
  func transcript(_ text: String) -> String {
    var lines: [String] = []
    for entry in TranscriptText(text).entries {
      lines.append(Normalizer.trimmed(self.text(entry.line)))
      lines += output(entry.output)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What one command printed.
  func output(_ lines: [String]) -> [String] {
    guard !lines.isEmpty else { return [] }
    var isTable = false
    let normalized = text(lines.joined(separator: "\n"))
    return normalized.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var line = String(line)
      if Pattern.tableHeader.matches(line) {
        isTable = Pattern.agedColumn.matches(line)
      } else if line.hasPrefix("Events:") {
        isTable = true
      } else if Pattern.key.matches(line) {
        isTable = false
      }
      if isTable {
        line = Pattern.repeatedAge.replacing(line) { "<AGE> (x\($0[1]) over <AGE>)" }
        line = Pattern.agoAge.replacing(line) { _ in "(<AGE> ago)" }
        line = Pattern.age.replacing(line) { _ in "<AGE>" }
        line = Pattern.columnGap.replacing(line) { _ in "   " }
      }
      line = Pattern.pullDuration.replacing(line) { "\($0[1])<DURATION>\($0[2])" }
      return Normalizer.trimmed(line)
    }
  }

  private func text(_ text: String) -> String {
    var text = Pattern.uid.replacing(text) { self.placeholder("UID", $0[0]) }
    text = Pattern.word.replacing(text) { match in
      guard let start = self.names.pods[match[0]] else { return match[0] }
      return start + self.placeholder("SUFFIX", match[0])
    }
    if let hashPattern {
      text = hashPattern.replacing(text) { self.placeholder("HASH", $0[1]) }
    }
    text = Pattern.accessVolume.replacing(text) {
      "kube-api-access-" + self.placeholder("SUFFIX", $0[0])
    }
    text = Pattern.address.replacing(text) { self.placeholder("IP", $0[0]) }
    text = Pattern.localPort.replacing(text) { _ in "127.0.0.1:<PORT>" }
    text = Pattern.timestamp.replacing(text) { _ in "<TIME>" }
    text = Pattern.longTime.replacing(text) { _ in "<TIME>" }
    text = Pattern.kubeletFolder.replacing(text) { _ in "<DIR>" }
    text = Pattern.resourceVersion.replacing(text) { "\($0[1])<RV>\($0[2])" }
    return Pattern.eventIdentifier.replacing(text) { _ in ".<EVENTID>" }
  }

  private func placeholder(_ kind: String, _ value: String) -> String {
    let next = (numbers[kind]?.count ?? 0) + 1
    let number = numbers[kind]?[value] ?? next
    numbers[kind, default: [:]][value] = number
    return "<\(kind)-\(number)>"
  }

  private static func trimmed(_ line: String) -> String {
    var line = line[...]
    while let last = line.last, last == " " || last == "\t" { line.removeLast() }
    return String(line)
  }
}
