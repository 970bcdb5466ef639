/// A decimal number with up to 18 digits: exact, and printed the same way on every machine.
struct Decimal: Comparable {
  /// The value is `units` divided by 10 to the power of `places`.
  private var units: Int64
  private var places: Int

  /// Reads `12`, `-0.5`, `.25`; nil for anything else or too many digits.
  init?(_ text: String) {
    var rest = text.utf8[...]
    var isNegative = false
    if let sign = rest.first, sign == 45 || sign == 43 {
      isNegative = sign == 45
      rest = rest.dropFirst()
    }
    var units: Int64 = 0
    var places = 0
    var isFraction = false
    var digits = 0
    for byte in rest {
      if byte == 46, !isFraction {
        isFraction = true
        continue
      }
      guard Parser.isDigit(byte), digits < 18 else { return nil }
      units = units * 10 + Int64(byte) - 48
      if units > 0 { digits += 1 }
      if isFraction { places += 1 }
      if places > 17 { return nil }
    }
    guard rest.contains(where: { Parser.isDigit($0) }) else { return nil }
    self.units = isNegative ? -units : units
    self.places = places
  }

  init(_ number: Int64) {
    units = number
    places = 0
  }

  private init(units: Int64, places: Int) {
    self.units = units
    self.places = places
  }

  private static func power(_ exponent: Int) -> Int64 {
    var result: Int64 = 1
    for _ in 0..<exponent { result = result &* 10 }
    return result
  }

  /// Both with the same number of places; nil when that is too large.
  private static func aligned(_ left: Decimal, _ right: Decimal) -> (Int64, Int64, Int)? {
    let places = max(left.places, right.places)
    let first = left.units.multipliedReportingOverflow(by: power(places - left.places))
    let second = right.units.multipliedReportingOverflow(by: power(places - right.places))
    if first.overflow || second.overflow { return nil }
    return (first.partialValue, second.partialValue, places)
  }

  static func == (left: Decimal, right: Decimal) -> Bool { !(left < right) && !(right < left) }

  static func < (left: Decimal, right: Decimal) -> Bool {
    if let (first, second, _) = aligned(left, right) { return first < second }
    return left.units / power(left.places) < right.units / power(right.places)
  }

  /// The sum; nil when it is too large.
  static func + (left: Decimal, right: Decimal) -> Decimal? {
    guard let (first, second, places) = aligned(left, right) else { return nil }
    let sum = first.addingReportingOverflow(second)
    return sum.overflow ? nil : Decimal(units: sum.partialValue, places: places)
  }

  /// The count of milliseconds in this many seconds, rounded up; nil when it is too large.
  var milliseconds: Int64? {
    if places <= 3 {
      let result = units.multipliedReportingOverflow(by: Decimal.power(3 - places))
      return result.overflow ? nil : result.partialValue
    }
    let divisor = Decimal.power(places - 3)
    return units / divisor + (units % divisor > 0 ? 1 : 0)
  }

  /// The text with so many places, rounded half away from zero.
  func text(places wanted: Int) -> String {
    var units = units
    if wanted < places {
      let divisor = Decimal.power(places - wanted)
      let half = divisor / 2
      units = (units + (units < 0 ? -half : half)) / divisor
    }
    let kept = min(wanted, places)
    var digits = String(units.magnitude)
    if digits.utf8.count <= kept {
      digits = String(repeating: "0", count: kept + 1 - digits.utf8.count) + digits
    }
    let whole = digits.prefix(digits.utf8.count - kept)
    let fraction = digits.suffix(kept) + String(repeating: "0", count: wanted - kept)
    return (units < 0 ? "-" : "") + whole + (wanted > 0 ? "." + fraction : "")
  }
}
