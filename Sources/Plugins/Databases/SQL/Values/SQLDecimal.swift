/// An exact decimal number of up to 18 digits: `units` times ten to the power of minus `scale`.
///
/// MySQL's DECIMAL has up to 65 digits. What does not fit here is an overflow, never rounded away.
public struct SQLDecimal: Hashable, Sendable {
  /// All digits as one whole number, with the sign.
  public var units: Int64
  /// How many digits stand behind the point, 0 to 18.
  public var scale: Int

  /// A number as given; that the scale is in range is not checked.
  public init(units: Int64, scale: Int) {
    self.units = units
    self.scale = scale
  }

  /// Reads `-12.50`; nil for anything else or for too many digits.
  public init?(_ text: some StringProtocol) {
    var units: Int64 = 0
    var scale = 0
    var isNegative = false
    var seenPoint = false
    var digits = 0
    for (index, byte) in text.utf8.enumerated() {
      switch byte {
      case 43, 45:
        guard index == 0 else { return nil }
        isNegative = byte == 45
      case 46:
        guard !seenPoint else { return nil }
        seenPoint = true
      case 48...57:
        let (product, overflow) = units.multipliedReportingOverflow(by: 10)
        let (sum, overflow2) = product.addingReportingOverflow(Int64(byte - 48))
        if overflow || overflow2 { return nil }
        units = sum
        digits += 1
        if seenPoint { scale += 1 }
      default: return nil
      }
    }
    guard digits > 0, scale <= 18 else { return nil }
    self.units = isNegative ? -units : units
    self.scale = scale
  }

  /// With all digits of the scale: `-12.50`. It never has an exponent.
  public var text: String {
    guard scale > 0 else { return String(units) }
    var digits = String(units.magnitude)
    if digits.utf8.count <= scale {
      digits = String(repeating: "0", count: scale + 1 - digits.utf8.count) + digits
    }
    let point = digits.utf8.count - scale
    return (units < 0 ? "-" : "") + digits.prefix(point) + "." + digits.dropFirst(point)
  }

  var approximation: Double {
    var divisor = 1.0
    for _ in 0..<scale { divisor *= 10 }
    return Double(units) / divisor
  }

  /// Ten to a power; nil from 10¹⁹ on.
  static func power(_ exponent: Int) -> Int64? {
    guard exponent >= 0, exponent <= 18 else { return nil }
    var result: Int64 = 1
    for _ in 0..<exponent { result *= 10 }
    return result
  }

  /// The number with another count of digits behind the point, half rounded away from zero;
  /// nil when it does not fit.
  func rescaled(to newScale: Int) -> SQLDecimal? {
    if newScale >= scale {
      guard let factor = SQLDecimal.power(newScale - scale) else { return nil }
      let (product, overflow) = units.multipliedReportingOverflow(by: factor)
      return overflow ? nil : SQLDecimal(units: product, scale: newScale)
    }
    guard let divisor = SQLDecimal.power(scale - newScale) else {
      return SQLDecimal(units: 0, scale: newScale)
    }
    let (quotient, remainder) = units.quotientAndRemainder(dividingBy: divisor)
    let rounds = remainder.magnitude >= (divisor / 2).magnitude + (divisor % 2 == 0 ? 0 : 1)
    return SQLDecimal(
      units: rounds ? quotient + (units < 0 ? -1 : 1) : quotient, scale: newScale)
  }

  static func compare(_ left: SQLDecimal, _ right: SQLDecimal) -> Int {
    let scale = max(left.scale, right.scale)
    if let a = left.rescaled(to: scale), let b = right.rescaled(to: scale) {
      return a.units < b.units ? -1 : a.units > b.units ? 1 : 0
    }
    let a = left.approximation
    let b = right.approximation
    return a < b ? -1 : a > b ? 1 : 0
  }
}

extension SQLDecimal {
  /// The number times a thousand, rounded; nil when that does not fit.
  public var thousandths: Int64? { rescaled(to: 3)?.units }
}
