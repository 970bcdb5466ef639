import Simulation

extension VirtualDuration {
  /// Reads a duration as Go writes it: `30s`, `1m30s`, `1.5h`, `100ms`, `-1s`, `0`.
  init?(goText text: String) {
    var rest = text[...]
    var sign: Int64 = 1
    if rest.first == "-" || rest.first == "+" {
      if rest.first == "-" { sign = -1 }
      rest = rest.dropFirst()
    }
    if rest == "0" {
      self = .zero
      return
    }
    guard !rest.isEmpty else { return nil }
    var sum: Int64 = 0
    while !rest.isEmpty {
      let whole = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(whole.count)
      var fraction: Substring = ""
      if rest.first == "." {
        rest = rest.dropFirst()
        fraction = rest.prefix { $0.isASCII && $0.isNumber }
        rest = rest.dropFirst(fraction.count)
      }
      guard !whole.isEmpty || !fraction.isEmpty else { return nil }
      let unit = rest.prefix { !($0.isASCII && $0.isNumber) && $0 != "." }
      rest = rest.dropFirst(unit.count)
      guard let factor = VirtualDuration.milliseconds(ofUnit: unit) else { return nil }
      guard let number = Int64(whole.isEmpty ? "0" : whole) else { return nil }
      let (product, overflow) = number.multipliedReportingOverflow(by: factor)
      if overflow { return nil }
      sum += product
      var scale: Int64 = 10
      for digit in fraction.prefix(9) {
        sum += Int64(digit.wholeNumberValue ?? 0) * factor / scale
        scale *= 10
      }
    }
    self = .milliseconds(sign * sum)
  }

  private static func milliseconds(ofUnit unit: Substring) -> Int64? {
    switch unit {
    case "ms": 1
    case "s": 1000
    case "m": 60_000
    case "h": 3_600_000
    case "ns", "us", "µs": 0
    default: nil
    }
  }

  /// The duration as Go prints it: `500ms`, `1.5s`, `1m30s`, `1h0m0s`.
  var goText: String {
    if milliseconds == 0 { return "0s" }
    let sign = milliseconds < 0 ? "-" : ""
    let amount = milliseconds.magnitude
    if amount < 1000 { return "\(sign)\(amount)ms" }
    var fraction = String(amount % 1000 + 1000).dropFirst()
    while fraction.last == "0" { fraction = fraction.dropLast() }
    let seconds = "\(amount / 1000 % 60)\(fraction.isEmpty ? "" : "." + fraction)s"
    if amount < 60_000 { return sign + seconds }
    let minutes = "\(amount / 60_000 % 60)m\(seconds)"
    return amount < 3_600_000 ? sign + minutes : "\(sign)\(amount / 3_600_000)h\(minutes)"
  }
}
