/// Numbers with a fraction as text, the same on every machine.
enum DoubleText {
  /// The number that a text begins with, as `awk` takes it; 0 when it begins with none. `length` is
  /// how many bytes belong to it, blanks before it included.
  static func parse(_ text: String) -> (value: Double, length: Int) {
    let bytes = Array(text.utf8)
    var at = 0
    while at < bytes.count, bytes[at] == 32 || (bytes[at] >= 9 && bytes[at] <= 13) { at += 1 }
    var isNegative = false
    if at < bytes.count, bytes[at] == 45 || bytes[at] == 43 {
      isNegative = bytes[at] == 45
      at += 1
    }
    var mantissa: UInt64 = 0
    var scale = 0
    var digits = 0
    var sawDigit = false
    var sawPoint = false
    while at < bytes.count {
      if bytes[at] == 46, !sawPoint {
        sawPoint = true
      } else if Parser.isDigit(bytes[at]) {
        sawDigit = true
        if digits < 18 {
          mantissa = mantissa * 10 + UInt64(bytes[at] - 48)
          if mantissa > 0 { digits += 1 }
          if sawPoint { scale -= 1 }
        } else if !sawPoint {
          scale += 1
        }
      } else {
        break
      }
      at += 1
    }
    guard sawDigit else { return (0, 0) }
    if at + 1 < bytes.count, bytes[at] == 101 || bytes[at] == 69 {
      var next = at + 1
      var exponent = 0
      var isDown = false
      if bytes[next] == 45 || bytes[next] == 43 {
        isDown = bytes[next] == 45
        next += 1
      }
      if next < bytes.count, Parser.isDigit(bytes[next]) {
        while next < bytes.count, Parser.isDigit(bytes[next]) {
          exponent = min(exponent * 10 + Int(bytes[next] - 48), 1000)
          next += 1
        }
        scale += isDown ? -exponent : exponent
        at = next
      }
    }
    var value = Double(mantissa)
    if scale < 0 { value /= power(-scale) } else { value *= power(scale) }
    return (isNegative ? -value : value, at)
  }

  private static func power(_ exponent: Int) -> Double {
    var result = 1.0
    for _ in 0..<min(exponent, 400) { result *= 10 }
    return result
  }

  /// The digits of a number, exact: the whole part, then the fraction.
  private static func digits(_ value: Double) -> (whole: [UInt8], fraction: [UInt8]) {
    if value == 0 { return ([0], []) }
    var mantissa = UInt64(value.significandBitPattern)
    var exponent = Int(value.exponentBitPattern) - 1075
    if value.exponentBitPattern == 0 { exponent = -1074 } else { mantissa |= 1 << 52 }
    while mantissa & 1 == 0, exponent < 0 {
      mantissa >>= 1
      exponent += 1
    }
    // Little-endian decimal digits.
    var number: [UInt8] = []
    while mantissa > 0 {
      number.append(UInt8(mantissa % 10))
      mantissa /= 10
    }
    // Each halving is a multiplication by five and a shift of the point.
    let factor = exponent < 0 ? 5 : 2
    for _ in 0..<abs(exponent) {
      var carry = 0
      for index in number.indices {
        let product = Int(number[index]) * factor + carry
        number[index] = UInt8(product % 10)
        carry = product / 10
      }
      while carry > 0 {
        number.append(UInt8(carry % 10))
        carry /= 10
      }
    }
    let places = max(0, -exponent)
    while number.count <= places { number.append(0) }
    return (Array(number[places...].reversed()), Array(number[..<places].reversed()))
  }

  /// The digits rounded to so many places, half to even.
  private static func rounded(_ value: Double, places: Int) -> (whole: [UInt8], fraction: [UInt8]) {
    var (whole, fraction) = digits(value.magnitude)
    guard fraction.count > places else {
      fraction += Array(repeating: 0, count: places - fraction.count)
      return (whole, fraction)
    }
    let rest = fraction[places...]
    fraction = Array(fraction[..<places])
    let last = fraction.last ?? whole.last ?? 0
    let isHalf = rest.first == 5 && rest.dropFirst().allSatisfy { $0 == 0 }
    guard isHalf ? last % 2 == 1 : (rest.first ?? 0) >= 5 else { return (whole, fraction) }
    var all = whole + fraction
    var index = all.count - 1
    while index >= 0, all[index] == 9 {
      all[index] = 0
      index -= 1
    }
    if index >= 0 { all[index] += 1 } else { all.insert(1, at: 0) }
    whole = Array(all[..<(all.count - places)])
    return (whole, Array(all[(all.count - places)...]))
  }

  private static func text(_ digits: [UInt8]) -> String {
    String(decoding: digits.map { $0 + 48 }, as: UTF8.self)
  }

  private static func special(_ value: Double) -> String? {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    return nil
  }

  /// As `%.2f` writes it.
  static func fixed(_ value: Double, places: Int) -> String {
    if let special = special(value) { return special }
    let (whole, fraction) = rounded(value, places: min(places, 300))
    let sign = value < 0 ? "-" : ""
    return sign + text(whole) + (places > 0 ? "." + text(fraction) : "")
  }

  /// As `%.3e` writes it.
  static func scientific(_ value: Double, places: Int) -> String {
    if let special = special(value) { return special }
    let (digits, exponent) = significant(value, count: places + 1)
    let sign = value < 0 ? "-" : ""
    let fraction = digits.dropFirst()
    let magnitude = String(abs(exponent))
    return sign + text(Array(digits.prefix(1)))
      + (fraction.isEmpty ? "" : "." + text(Array(fraction)))
      + "e" + (exponent < 0 ? "-" : "+") + (magnitude.utf8.count < 2 ? "0" : "") + magnitude
  }

  /// So many digits from the first that is not zero on, and the power of ten of that.
  private static func significant(_ value: Double, count: Int) -> ([UInt8], Int) {
    if value == 0 { return (Array(repeating: 0, count: count), 0) }
    let (whole, fraction) = digits(value.magnitude)
    let all = whole + fraction
    let first = all.firstIndex { $0 != 0 } ?? 0
    var exponent = whole.count - 1 - first
    var kept = Array(all[first...].prefix(count))
    kept += Array(repeating: 0, count: count - kept.count)
    let rest = all[min(first + count, all.count)...]
    let isHalf = rest.first == 5 && rest.dropFirst().allSatisfy { $0 == 0 }
    if isHalf ? (kept.last ?? 0) % 2 == 1 : (rest.first ?? 0) >= 5 {
      var index = kept.count - 1
      while index >= 0, kept[index] == 9 {
        kept[index] = 0
        index -= 1
      }
      if index >= 0 {
        kept[index] += 1
      } else {
        kept.insert(1, at: 0)
        kept.removeLast()
        exponent += 1
      }
    }
    return (kept, exponent)
  }

  /// As `%.6g` writes it.
  static func general(_ value: Double, digits count: Int = 6) -> String {
    if let special = special(value) { return special }
    let count = max(1, min(count, 300))
    let (_, exponent) = significant(value, count: count)
    var text =
      exponent < -4 || exponent >= count
      ? scientific(value, places: count - 1) : fixed(value, places: count - 1 - exponent)
    guard text.contains(".") else { return text }
    var tail = ""
    if let mark = text.firstIndex(of: "e") {
      tail = String(text[mark...])
      text = String(text[..<mark])
    }
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text + tail
  }
}
