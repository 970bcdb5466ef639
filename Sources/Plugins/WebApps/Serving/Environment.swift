import OrderedCollections
import Simulation

/// The settings that a server reads from its environment, with the mistakes in them.
struct Environment {
  private let values: OrderedDictionary<String, String>
  /// What is wrong, one sentence for each variable.
  private(set) var mistakes: [String] = []

  init(_ values: OrderedDictionary<String, String>) { self.values = values }

  /// A variable; nil when it is not set or empty.
  func text(_ name: String) -> String? {
    values[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  mutating func number(_ name: String, _ standard: Int, in range: ClosedRange<Int>) -> Int {
    guard let text = text(name) else { return standard }
    if let number = Int(bounded: text), range.contains(number) { return number }
    mistakes.append(
      "\(name) is '\(text)'; it must be a number from \(range.lowerBound) to \(range.upperBound)")
    return standard
  }

  /// A length of time: `250ms`, `2s`, `1m`, `3h`; a bare number is seconds.
  mutating func duration(_ name: String, _ standard: VirtualDuration) -> VirtualDuration {
    guard let text = text(name) else { return standard }
    if let duration = Environment.duration(text) { return duration }
    mistakes.append("\(name) is '\(text)'; it must be a time such as 250ms, 2s or 5m")
    return standard
  }

  private static func duration(_ text: String) -> VirtualDuration? {
    let digits = text.prefix { $0 >= "0" && $0 <= "9" }
    guard let number = Int64(digits), number <= 1 << 31 else { return nil }
    switch text.dropFirst(digits.utf8.count) {
    case "ms": return .milliseconds(number)
    case "s", "": return .seconds(number)
    case "m": return .seconds(number * 60)
    case "h": return .seconds(number * 3600)
    default: return nil
    }
  }

  mutating func choice(_ name: String, _ choices: [String]) -> String {
    guard let text = text(name) else { return choices[0] }
    if choices.contains(text) { return text }
    let most = choices.dropLast().joined(separator: ", ")
    mistakes.append("\(name) is '\(text)'; it must be \(most) or \(choices[choices.count - 1])")
    return choices[0]
  }

  /// Notes that a variable is needed and not set.
  mutating func require(_ name: String, for reason: String) -> String {
    if let text = text(name) { return text }
    mistakes.append("\(name) must be set: \(reason)")
    return ""
  }
}
