/// What was run: the steps of a `scenario.txt`.
struct Scenario {
  enum Step: Equatable {
    /// A manifest that a learner has.
    case file(name: String, text: String)
    /// A remark for the reader.
    case remark(String)
    /// A command as a learner types it.
    case command(String)
    /// A step behind the scenes whose output is in the transcript.
    case hidden(String)
    /// A step behind the scenes that leaves no mark.
    case silent(String)
    /// Nothing is typed until nothing has changed for some seconds, or a limit is reached.
    case quiet(seconds: Double, limit: Double)
    case sleep(seconds: Double)
    /// A condition that is waited for, for some seconds at most.
    case until(limit: Double, condition: String)
    /// A command in a second terminal, up to the next `endBackground`.
    case background(String)
    case endBackground
    /// The kubelet of a node stops or starts; nil is the node that a hidden step chose.
    case kubelet(node: String?, starts: Bool)
  }

  private(set) var steps: [Step] = []
  /// `#! KEY=VALUE`.
  private(set) var settings: [String: String] = [:]
  /// Lines that mean nothing to this reader; there must be none.
  private(set) var unknown: [String] = []

  init(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var index = 0
    while index < lines.count {
      let line = lines[index]
      index += 1
      let (word, rest) = Scenario.split(line)
      switch word {
      case "": if !rest.isEmpty { unknown.append(line) }
      case "@file":
        var contents = ""
        while index < lines.count, lines[index] != "@end" {
          contents += lines[index] + "\n"
          index += 1
        }
        index += 1
        steps.append(.file(name: rest, text: contents))
      case "#!":
        let (key, value) = Scenario.split(rest, at: "=")
        settings[key] = value
      case "$": steps.append(.command(rest))
      case "@hidden": steps.append(.hidden(rest))
      case "@silent": steps.append(.silent(rest))
      case "@sleep": steps.append(.sleep(seconds: Double(rest) ?? 0))
      case "@quiet":
        let (seconds, limit) = Scenario.split(rest)
        steps.append(.quiet(seconds: Double(seconds) ?? 0, limit: Double(limit) ?? 60))
      case "@until":
        let (limit, condition) = Scenario.split(rest)
        steps.append(.until(limit: Double(limit) ?? 0, condition: condition))
      case "@bg": steps.append(.background(rest))
      case "@bgstop": steps.append(.endBackground)
      case "@victim": steps.append(.kubelet(node: nil, starts: rest == "start"))
      case "@node":
        let words = rest.split(separator: " ").map(String.init)
        guard words.count == 2, let way = words.first(where: { $0 == "start" || $0 == "stop" }),
          let node = words.first(where: { $0 != way })
        else {
          unknown.append(line)
          break
        }
        steps.append(
          .kubelet(node: node.hasPrefix("node-") ? node : "node-" + node, starts: way == "start"))
      default:
        if line.hasPrefix("#") { steps.append(.remark(line)) } else { unknown.append(line) }
      }
    }
  }

  /// The commands whose output a learner sees, in the order in which the transcript has them: one
  /// in a second terminal stands where it was ended.
  var visibleCommands: [String] {
    var result: [String] = []
    var background: String?
    for step in steps {
      switch step {
      case .command(let text): result.append(text)
      case .background(let text): background = text
      case .endBackground: if let text = background { result.append(text) }
      default: break
      }
    }
    return result
  }

  private static func split(_ text: String, at separator: Character = " ") -> (String, String) {
    guard let end = text.firstIndex(of: separator) else { return (text, "") }
    let rest = text[text.index(after: end)...].drop { $0 == " " }
    return (String(text[..<end]), String(rest))
  }
}
