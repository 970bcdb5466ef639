/// A command of the client: `docker run`, `docker volume create`.
struct DockerCommand: Sendable {
  /// Its words, without `docker`; further ways to write them.
  var path: [String]
  var aliases: [[String]] = []
  /// What follows its words in a usage line.
  var usage: String
  var summary: String
  var flags: [CommandFlag] = []
  /// Whether flags may come after arguments.
  var interspersed = true
  var arguments: ClosedRange<Int> = 0...Int.max
  var run: @Sendable (DockerCall) throws(ClientError) -> Void

  var name: String { "docker " + path.joined(separator: " ") }
  var usageLine: String { usage.isEmpty ? name : name + " " + usage }

  /// What `--help` prints.
  var help: String {
    var text = "Usage:  \(usageLine)\n\n\(summary)\n"
    if !aliases.isEmpty {
      let all = ([path] + aliases).map { "docker " + $0.joined(separator: " ") }
      text += "\nAliases:\n  \(all.joined(separator: ", "))\n"
    }
    let known = flags.filter {
      if case .unsupported = $0.kind { return false }
      return true
    }
    if !known.isEmpty {
      text += "\nOptions:\n"
      for flag in known {
        let short = flag.short.isEmpty ? "    " : "-\(flag.short), "
        text += "  \(short)--\(flag.name)\(flag.takesValue ? " value" : "")\n"
      }
    }
    return text
  }

  /// What is wrong with the number of arguments; nil for nothing.
  func complaint(aboutCount count: Int) -> String? {
    if arguments.contains(count) { return nil }
    let least = arguments.lowerBound
    let most = arguments.upperBound
    let wanted: String
    if most == 0 {
      wanted = "accepts no arguments"
    } else if least == most {
      wanted = "requires \(least) argument\(least == 1 ? "" : "s")"
    } else if most == Int.max {
      wanted = "requires at least \(least) argument\(least == 1 ? "" : "s")"
    } else if least == 0 {
      wanted = "requires at most \(most) argument\(most == 1 ? "" : "s")"
    } else {
      wanted =
        "requires at least \(least) and at most \(most) argument\(most == 1 ? "" : "s")"
    }
    let closing = most == Int.max && least > 0 ? "See" : "Run"
    return "docker: '\(name)' \(wanted)\n\nUsage:  \(usageLine)\n\n\(closing) '\(name) --help' for"
      + " more information"
  }
}
