extension Quantity {
  enum Suffix {
    case binary(power: Int)
    case decimal(exponent: Int)
    case scientific(exponent: Int)
  }

  /// Reads an amount: digits with an optional sign and point, then `Ki`…`Ei`, `n`, `u`, `m`,
  /// `k`…`E`, or an exponent. Anything else, and amounts that are too large, are nil.
  public init?(_ source: String) {
    let bytes = Array(source.utf8)
    var index = 0
    var isNegative = false
    if index < bytes.count, bytes[index] == 0x2b || bytes[index] == 0x2d {
      isNegative = bytes[index] == 0x2d
      index += 1
    }
    var digits: [UInt8] = []
    var fractionDigits = 0
    var sawPoint = false
    let start = index
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x2e {
        if sawPoint { return nil }
        sawPoint = true
      } else if byte >= 0x30, byte <= 0x39 {
        digits.append(byte - 0x30)
        if sawPoint { fractionDigits += 1 }
      } else {
        break
      }
      index += 1
    }
    guard index > start, !digits.isEmpty else { return nil }
    guard let suffix = Quantity.suffix(String(decoding: bytes[index...], as: UTF8.self)) else {
      return nil
    }

    // digits · 10^-fractionDigits · suffix, in thousandths, rounded away from zero.
    var numerator: Int64 = 0
    for digit in digits {
      let (product, overflow) = numerator.multipliedReportingOverflow(by: 10)
      let (sum, second) = product.addingReportingOverflow(Int64(digit))
      if overflow || second { return nil }
      numerator = sum
    }
    var exponent = -fractionDigits
    var power = 0
    switch suffix {
    case .binary(let value): power = value
    case .decimal(let value), .scientific(let value): exponent += value
    }
    guard
      let amount = Quantity.scaled(numerator, binaryPower: power, decimalExponent: exponent)
    else { return nil }
    let sign: Int64 = isNegative ? -1 : 1
    self.init(
      whole: sign * amount.whole, thousandths: sign * amount.thousandths,
      text: Quantity.canonical(
        isNegative: isNegative, whole: amount.whole, thousandths: amount.thousandths,
        suffix: suffix))
  }

  /// An amount of whole units, written with decimal suffixes.
  public init(_ whole: Int64) {
    self.init(
      whole: whole, thousandths: 0,
      text: Quantity.canonical(
        isNegative: whole < 0, whole: whole < 0 ? -whole : whole, thousandths: 0,
        suffix: .decimal(exponent: 0)))
  }

  static func suffix(_ text: String) -> Suffix? {
    switch text {
    case "": return .decimal(exponent: 0)
    case "n": return .decimal(exponent: -9)
    case "u": return .decimal(exponent: -6)
    case "m": return .decimal(exponent: -3)
    case "k": return .decimal(exponent: 3)
    case "M": return .decimal(exponent: 6)
    case "G": return .decimal(exponent: 9)
    case "T": return .decimal(exponent: 12)
    case "P": return .decimal(exponent: 15)
    case "E": return .decimal(exponent: 18)
    case "Ki": return .binary(power: 10)
    case "Mi": return .binary(power: 20)
    case "Gi": return .binary(power: 30)
    case "Ti": return .binary(power: 40)
    case "Pi": return .binary(power: 50)
    case "Ei": return .binary(power: 60)
    default:
      guard text.hasPrefix("e") || text.hasPrefix("E") else { return nil }
      guard let exponent = Int(text.dropFirst()), exponent >= -18, exponent <= 18 else {
        return nil
      }
      return .scientific(exponent: exponent)
    }
  }

  static func scaled(
    _ number: Int64, binaryPower: Int, decimalExponent: Int
  ) -> (whole: Int64, thousandths: Int64)? {
    var value = number
    for _ in 0..<max(0, decimalExponent) {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      value = product
    }
    var divisor: Int64 = 1
    for _ in 0..<max(0, -decimalExponent) {
      let (product, overflow) = divisor.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      divisor = product
    }
    var whole = value / divisor
    var rest = value % divisor
    if binaryPower > 0 {
      let factor = Int64(1) << Int64(binaryPower)
      let (product, overflow) = whole.multipliedReportingOverflow(by: factor)
      let scaledRest = UInt64(rest).multipliedFullWidth(by: UInt64(factor))
      let quotient = UInt64(divisor).dividingFullWidth((scaledRest.high, scaledRest.low))
      guard !overflow, let extra = Int64(exactly: quotient.quotient) else { return nil }
      let (sum, second) = product.addingReportingOverflow(extra)
      if second { return nil }
      whole = sum
      rest = Int64(quotient.remainder)
    }
    let fine = UInt64(rest).multipliedFullWidth(by: 1000)
    let split = UInt64(divisor).dividingFullWidth((fine.high, fine.low))
    var thousandths = Int64(split.quotient) + (split.remainder > 0 ? 1 : 0)
    if thousandths == 1000 {
      whole += 1
      thousandths = 0
    }
    return (whole, thousandths)
  }

  static func canonical(
    isNegative: Bool, whole: Int64, thousandths: Int64, suffix: Suffix
  ) -> String {
    let sign = isNegative ? "-" : ""
    if whole == 0, thousandths == 0 { return "0" }
    if case .binary = suffix, thousandths == 0, whole >= 1024 {
      return sign + reduced(whole, by: 1024, suffixes: ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"])
    }
    if thousandths != 0 { return sign + String(whole * 1000 + thousandths) + "m" }
    switch suffix {
    case .binary: return sign + String(whole)
    case .decimal:
      return sign + reduced(whole, by: 1000, suffixes: ["", "k", "M", "G", "T", "P", "E"])
    case .scientific:
      return sign
        + reduced(whole, by: 1000, suffixes: ["", "e3", "e6", "e9", "e12", "e15", "e18"])
    }
  }

  static func reduced(_ number: Int64, by base: Int64, suffixes: [String]) -> String {
    var rest = number
    var step = 0
    while rest % base == 0, step + 1 < suffixes.count {
      rest /= base
      step += 1
    }
    return String(rest) + suffixes[step]
  }
}
