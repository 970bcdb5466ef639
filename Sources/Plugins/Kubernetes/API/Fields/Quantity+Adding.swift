extension Quantity {
  /// The sum, written in the manner of the first that has units of 1024, else with decimal ones.
  /// A sum that is too large stays at the largest amount.
  public func adding(_ other: Quantity) -> Quantity {
    var thousandths = thousandths + other.thousandths
    var carry: Int64 = 0
    if thousandths >= 1000 || thousandths <= -1000 {
      carry = thousandths / 1000
      thousandths %= 1000
    }
    let (sum, overflow) = whole.addingReportingOverflow(other.whole)
    let (total, second) = sum.addingReportingOverflow(carry)
    let units = overflow || second ? Int64.max : total
    let isBinary = text.hasSuffix("i") || other.text.hasSuffix("i")
    let isNegative = units < 0 || units == 0 && thousandths < 0
    return Quantity(
      whole: units, thousandths: thousandths,
      text: Quantity.canonical(
        isNegative: isNegative, whole: units == Int64.min ? Int64.max : abs(units),
        thousandths: abs(thousandths),
        suffix: isBinary ? .binary(power: 10) : .decimal(exponent: 0)))
  }
}
