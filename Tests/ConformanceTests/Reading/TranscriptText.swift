/// A transcript as lines that stand for something: what was typed, what was printed, remarks.
struct TranscriptText {
  struct Entry: Equatable {
    enum Kind: Equatable {
      /// `$ kubectl get pods`, with what it printed.
      case command
      /// `# remark`.
      case remark
      /// `## what a learner does not type`.
      case unseen
    }

    var kind: Kind
    /// The line that begins it, as it is.
    var line: String
    /// What follows, without an end of line at its end.
    var output: [String] = []
  }

  private(set) var entries: [Entry] = []

  init(_ text: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    for line in lines {
      if line.hasPrefix("$ ") {
        entries.append(Entry(kind: .command, line: line))
      } else if line.hasPrefix("##") {
        entries.append(Entry(kind: .unseen, line: line))
      } else if line.hasPrefix("#") {
        entries.append(Entry(kind: .remark, line: line))
      } else if !entries.isEmpty {
        entries[entries.count - 1].output.append(line)
      }
    }
  }

  static let secondTerminal = "(ran in a second terminal during the commands above)"

  /// What the transcript says after a command that ran in a second terminal.
  static func backgroundMark(_ command: String) -> String {
    "\(command)        # \(secondTerminal)"
  }

  /// The commands with their outputs; those in a second terminal have lost the remark.
  var commands: [(command: String, output: [String])] {
    entries.filter { $0.kind == .command }.map { entry in
      var command = String(entry.line.dropFirst(2))
      if command.hasSuffix("# " + TranscriptText.secondTerminal) {
        command = String(command.dropLast(TranscriptText.secondTerminal.count + 2))
        while command.hasSuffix(" ") { command.removeLast() }
      }
      return (command, entry.output)
    }
  }

  /// What each hidden step printed.
  var hiddenOutputs: [(command: String, output: [String])] {
    var result: [(String, [String])] = []
    for entry in entries where entry.kind == .unseen {
      let text = String(entry.line.dropFirst(2).drop { $0 == " " })
      if text.hasPrefix("hidden: ") {
        result.append((String(text.dropFirst(8)), []))
      } else if entry.line.hasPrefix("## stop the kubelet")
        || entry.line.hasPrefix("## start the kubelet")
      {
        result.append(("", []))
      } else if !result.isEmpty {
        result[result.count - 1].1.append(
          entry.line.hasPrefix("## ") ? String(entry.line.dropFirst(3)) : "")
      }
    }
    return result.filter { !$0.0.isEmpty }
  }
}
