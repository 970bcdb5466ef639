import Simulation

/// Lengths of time as `sleep` and `timeout` take them.
enum Durations {
  /// `1`, `0.5`, `2m`; nil when it is none. Parts of a millisecond count as a whole one.
  static func parse(_ text: String, allowsSuffix: Bool = true) -> VirtualDuration? {
    var digits = text[...]
    var factor: Int64 = 1
    if allowsSuffix, let last = text.last {
      switch last {
      case "s": factor = 1
      case "m": factor = 60
      case "h": factor = 3600
      case "d": factor = 86_400
      default: factor = 0
      }
      if factor > 0 { digits = digits.dropLast() } else { factor = 1 }
    }
    if digits == "inf" || digits == "infinity" { return .milliseconds(Int64.max / 4) }
    guard let number = Decimal(String(digits)), !digits.hasPrefix("-"),
      let milliseconds = number.milliseconds
    else { return nil }
    let total = milliseconds.multipliedReportingOverflow(by: factor)
    return .milliseconds(total.overflow ? Int64.max / 4 : min(total.partialValue, Int64.max / 4))
  }
}
