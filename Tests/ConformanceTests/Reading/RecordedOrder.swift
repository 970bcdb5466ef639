/// What happened, in causal order: the lines of an `order.txt`.
struct RecordedOrder {
  struct Entry: Equatable {
    enum Kind: Equatable {
      /// `+`, `.` and `-` before an object.
      case created
      case changed
      case gone
      /// An Event object.
      case event
      /// A command, remark or step behind the scenes.
      case step
    }

    var kind: Kind
    /// Seconds since the beginning of the recording.
    var time: Double
    /// `pod web-0`; the line of a step.
    var subject: String
    /// What follows the subject.
    var text: String
  }

  private(set) var entries: [Entry] = []

  init(_ text: String) {
    for line in text.split(separator: "\n") {
      guard let unit = line.firstIndex(of: "s"),
        let time = Double(line[..<unit].drop { $0 == " " })
      else { continue }
      let rest = line[line.index(after: unit)...].drop { $0 == " " }
      entries.append(RecordedOrder.entry(String(rest), time))
    }
  }

  private static func entry(_ text: String, _ time: Double) -> Entry {
    let kinds: [(String, Entry.Kind)] = [
      ("+ ", .created), (". ", .changed), ("- ", .gone), ("event ", .event),
    ]
    for (prefix, kind) in kinds where text.hasPrefix(prefix) {
      let rest = text.dropFirst(prefix.count)
      guard kind != .event, let colon = rest.firstRange(of: ": ") else {
        return Entry(kind: kind, time: time, subject: "", text: String(rest))
      }
      return Entry(
        kind: kind, time: time, subject: String(rest[..<colon.lowerBound]),
        text: String(rest[colon.upperBound...]))
    }
    return Entry(kind: .step, time: time, subject: text, text: "")
  }

  /// When each step was taken: its line, as the transcript has it, and the second.
  var steps: [(line: String, time: Double)] {
    entries.filter { $0.kind == .step }.map { entry in
      entry.subject.hasSuffix(" &")
        ? (String(entry.subject.dropLast(2)), entry.time) : (entry.subject, entry.time)
    }
  }

  /// What the normalisation must know of names: hashes, and pods with random names.
  var names: RandomNames {
    var names = RandomNames()
    for entry in entries where entry.kind == .created {
      for match in entry.text.matches(of: /pod-template-hash=([a-z0-9]+)/) {
        names.hashes.insert(String(match.1))
      }
      let words = entry.subject.split(separator: " ")
      guard words.count == 2 else { continue }
      if words[0] == "controllerrevision" {
        names.hashes.insert(String(words[1].split(separator: "-").last ?? ""))
      } else if words[0] == "pod", let match = entry.text.firstMatch(of: /owner (\w+)\/([^ !]+)!/),
        match.1 != "StatefulSet"
      {
        names.pods[String(words[1])] = match.2 + "-"
      }
    }
    return names
  }
}

/// The parts of names that differ from run to run.
struct RandomNames {
  /// Values of `pod-template-hash` and ends of the names of ControllerRevisions.
  var hashes: Set<String> = []
  /// Pods whose name is a given start and a random end, with that start.
  var pods: [String: String] = [:]
}
