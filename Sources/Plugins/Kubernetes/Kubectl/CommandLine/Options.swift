import OrderedCollections
import Simulation

/// The values that a command line gave to flags.
struct Options {
  private var texts: OrderedDictionary<String, [String]> = [:]

  init() {}

  /// Notes one occurrence of a flag. The text is checked already.
  mutating func note(_ flag: Flag, _ text: String) {
    switch flag.value {
    case .list:
      let parts = text.split(separator: ",", omittingEmptySubsequences: false)
      texts[flag.name, default: []] += parts.map { String($0) }
    case .array: texts[flag.name, default: []].append(text)
    default: texts[flag.name] = [text]
    }
  }

  /// Whether the flag was given.
  func has(_ flag: Flag) -> Bool { texts[flag.name] != nil }

  func isSet(_ flag: Flag) -> Bool {
    if let text = texts[flag.name]?.last { return Options.bool(text) ?? false }
    if case .bool(let value) = flag.value { return value }
    return false
  }

  func text(_ flag: Flag) -> String {
    if let text = texts[flag.name]?.last { return text }
    switch flag.value {
    case .text(let value), .duration(let value), .optionalText(let value, _): return value
    default: return ""
    }
  }

  func list(_ flag: Flag) -> [String] { texts[flag.name] ?? [] }

  func number(_ flag: Flag) -> Int64 {
    if let text = texts[flag.name]?.last, let number = Int64(text) { return number }
    if case .number(let value) = flag.value { return value }
    return 0
  }

  func duration(_ flag: Flag) -> VirtualDuration {
    VirtualDuration(goText: text(flag)) ?? .zero
  }

  /// What Go's `ParseBool` accepts.
  static func bool(_ text: String) -> Bool? {
    switch text {
    case "1", "t", "T", "true", "TRUE", "True": true
    case "0", "f", "F", "false", "FALSE", "False": false
    default: nil
    }
  }
}
