import KubernetesAPI
import Values

/// The order of `--sort-by`: amounts by size, texts with the numbers in them by value.
enum NaturalOrder {
  static func precedes(_ left: JSON, _ right: JSON) -> Bool {
    switch (left, right) {
    case (.integer(let one), .integer(let other)): return one < other
    case (.number(let one), .number(let other)): return one < other
    case (.integer(let one), .number(let other)): return Double(one) < other
    case (.number(let one), .integer(let other)): return one < Double(other)
    case (.bool(let one), .bool(let other)): return !one && other
    case (.string(let one), .string(let other)):
      if let first = Quantity(one), let second = Quantity(other) {
        return first.isLess(than: second)
      }
      return precedes(one, other)
    default: return false
    }
  }

  /// `web-2` comes before `web-10`.
  static func precedes(_ left: String, _ right: String) -> Bool {
    let left = Array(left.utf8)
    let right = Array(right.utf8)
    var one = 0
    var other = 0
    while one < left.count, other < right.count {
      let isDigit = isDigit(left[one])
      if isDigit != self.isDigit(right[other]) || !isDigit {
        if left[one] != right[other] { return left[one] < right[other] }
        one += 1
        other += 1
        continue
      }
      let first = number(left, &one)
      let second = number(right, &other)
      if first.digits.count != second.digits.count {
        return first.digits.count < second.digits.count
      }
      if !first.digits.elementsEqual(second.digits) {
        return first.digits.lexicographicallyPrecedes(second.digits)
      }
      if first.zeros != second.zeros { return first.zeros < second.zeros }
    }
    return left.count - one < right.count - other
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func number(
    _ text: [UInt8], _ index: inout Int
  ) -> (zeros: Int, digits: ArraySlice<UInt8>) {
    let start = index
    while index < text.count, text[index] == 0x30 { index += 1 }
    let zeros = index - start
    let first = index
    while index < text.count, isDigit(text[index]) { index += 1 }
    return (zeros, text[first..<index])
  }
}
