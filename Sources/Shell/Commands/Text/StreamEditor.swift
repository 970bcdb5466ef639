import Simulation

/// Applies a script to lines.
final class StreamEditor {
  private let script: SedScript
  private let isQuiet: Bool
  private let output: (String) -> Void
  private var number = 0
  /// For each command with a range: whether a line is in it, and where it must end.
  private var open: [Bool]
  private var closing: [Int]
  private var lastPattern: RegularExpression?
  private(set) var status: Int32 = 0
  /// A command at which `n` stopped: it goes on with the next line.
  private var pendingNext: [SedScript.Command]?

  init(_ script: SedScript, isQuiet: Bool, output: @escaping (String) -> Void) {
    self.script = script
    self.isQuiet = isQuiet
    self.output = output
    open = Array(repeating: false, count: script.commandCount + 1)
    closing = Array(repeating: 0, count: script.commandCount + 1)
    openFromTheStart(script.commands)
  }

  /// A range from line 0 on is open before the first line.
  private func openFromTheStart(_ commands: [SedScript.Command]) {
    for command in commands {
      if case .line(0) = command.first { open[command.number] = true }
      if case .group(let inner) = command.action { openFromTheStart(inner) }
    }
  }

  private enum Flow {
    case go
    case deleted
    case quit
    case next([SedScript.Command])
  }

  /// Works a line off. Returns whether more are wanted.
  func take(_ line: InputLine) -> Bool {
    number += 1
    var text = line.text
    var after: [String] = []
    let commands = pendingNext ?? script.commands
    pendingNext = nil
    let flow = run(commands, &text, &after, line)
    var quits = false
    switch flow {
    case .go: show(text, line)
    case .quit:
      quits = true
      show(text, line)
    case .deleted: break
    case .next(let rest):
      show(text, line)
      if line.isLast { return false }
      pendingNext = rest
    }
    for text in after { output(text + "\n") }
    return !quits
  }

  private func show(_ text: String, _ line: InputLine) {
    if !isQuiet { output(text + (line.endsLine || !line.isLast ? "\n" : "")) }
  }

  private func run(
    _ commands: [SedScript.Command], _ text: inout String, _ after: inout [String],
    _ line: InputLine
  ) -> Flow {
    for (index, command) in commands.enumerated() {
      guard applies(command, text, line) != command.isNegated else { continue }
      switch command.action {
      case .substitute(let substitution):
        if substitute(substitution, &text), substitution.printsResult { output(text + "\n") }
      case .delete: return .deleted
      case .write: output(text + "\n")
      case .quit(let status):
        self.status = status
        return .quit
      case .number: output("\(number)\n")
      case .append(let added): after.append(added)
      case .insert(let added): output(added + "\n")
      case .change(let changed):
        if command.second == nil || command.isNegated || !open[command.number] {
          output(changed + "\n")
        }
        return .deleted
      case .translate(let from, let to):
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
          result.append(from.firstIndex(of: scalar).map { to[$0] } ?? scalar)
        }
        text = String(result)
      case .next: return .next(Array(commands[(index + 1)...]))
      case .group(let inner):
        let flow = run(inner, &text, &after, line)
        if case .go = flow { continue }
        if case .next(let rest) = flow { return .next(rest + commands[(index + 1)...]) }
        return flow
      }
    }
    return .go
  }

  private func applies(_ command: SedScript.Command, _ text: String, _ line: InputLine) -> Bool {
    guard let first = command.first else { return true }
    guard let second = command.second else { return matches(first, text, line) }
    let place = command.number
    if open[place] {
      switch second {
      case .line(let end):
        if number >= end { open[place] = false }
        return number <= end
      case .after:
        if number >= closing[place] { open[place] = false }
      default: if matches(second, text, line) { open[place] = false }
      }
      return true
    }
    guard matches(first, text, line) else { return false }
    switch second {
    case .line(let end): open[place] = end > number
    case .after(let count):
      closing[place] = number + count
      open[place] = count > 0
    default: open[place] = true
    }
    return true
  }

  private func matches(_ address: SedScript.Address, _ text: String, _ line: InputLine) -> Bool {
    switch address {
    case .line(let wanted): return number == wanted
    case .last: return line.isLast
    case .step(let first, let step):
      return step == 0 ? number == first : number >= first && (number - first) % step == 0
    case .after: return false
    case .pattern(let pattern):
      if let pattern { lastPattern = pattern }
      return (pattern ?? lastPattern)?.isMatch(text) ?? false
    }
  }

  private func substitute(_ substitution: SedScript.Substitution, _ text: inout String) -> Bool {
    if let pattern = substitution.pattern { lastPattern = pattern }
    guard let pattern = substitution.pattern ?? lastPattern else { return false }
    let scalars = Array(text.unicodeScalars)
    var result = ""
    var at = 0
    var count = 0
    var changed = false
    var lastEnd = -1
    while at <= scalars.count, let match = pattern.firstMatch(in: scalars, from: at) {
      let range = match.range
      // An empty match directly after another one does not count.
      let isSpurious = range.isEmpty && range.lowerBound == lastEnd
      if !isSpurious { count += 1 }
      if !isSpurious, count >= substitution.occurrence {
        result += String(scalars[at..<range.lowerBound])
        let replaced = replacement(substitution, match, scalars)
        pattern.world?.spend(replaced.utf8.count)
        if pattern.world?.exceeded != nil { return false }
        result += replaced
        changed = true
        at = range.upperBound
        lastEnd = at
        if !substitution.isGlobal { break }
        if range.isEmpty {
          if at < scalars.count { result.unicodeScalars.append(scalars[at]) }
          at += 1
        }
      } else {
        let end = max(range.upperBound, range.isEmpty ? at + 1 : range.upperBound)
        result += String(scalars[at..<min(end, scalars.count)])
        lastEnd = range.upperBound
        at = end
      }
    }
    guard changed else { return false }
    if at < scalars.count { result += String(scalars[at...]) }
    text = result
    return true
  }

  private func replacement(
    _ substitution: SedScript.Substitution, _ match: RegularExpression.Match,
    _ scalars: [Unicode.Scalar]
  ) -> String {
    var result = ""
    var upper: Bool?
    for piece in substitution.replacement {
      var text = ""
      switch piece {
      case .text(let literal): text = literal
      case .group(let number):
        if number < match.groups.count, let range = match.groups[number] {
          text = String(scalars[range])
        }
      case .upper(let choice): upper = choice
      }
      if let upper { text = upper ? text.uppercased() : text.lowercased() }
      result += text
    }
    return result
  }
}
