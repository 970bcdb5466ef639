extension JSON {
  /// A number as Go's JSON encoder writes it: shortest digits that read back the same, an
  /// exponent below 1e-6 and from 1e21 on (`1e-07` is written `1e-7`).
  public static func text(of number: Double) -> String {
    guard number.isFinite else { return "null" }
    if number == 0 { return number.sign == .minus ? "-0" : "0" }
    let (sign, digits, exponent) = decimalParts(of: number)
    // The value is 0.d1d2d3… times ten to the exponent.
    let magnitude = number.magnitude
    var text = sign
    if magnitude < 1e-6 || magnitude >= 1e21 {
      text += String(digits.first ?? "0")
      if digits.count > 1 { text += "." + String(digits.dropFirst()) }
      let power = exponent - 1
      text += power < 0 ? "e-\(-power)" : "e+\(power)"
      return text
    }
    if exponent <= 0 {
      return text + "0." + String(repeating: "0", count: -exponent) + digits
    }
    if exponent >= digits.count {
      return text + digits + String(repeating: "0", count: exponent - digits.count)
    }
    let point = digits.index(digits.startIndex, offsetBy: exponent)
    return text + digits[..<point] + "." + digits[point...]
  }

  /// The sign, the digits without zeros around them, and the place of the point before them.
  public static func decimalParts(of number: Double) -> (
    sign: String, digits: String, exponent: Int
  ) {
    var mantissa: [UInt8] = []
    var exponent = 0
    var pointPlace: Int?
    var sign = ""
    let bytes = Array(number.description.utf8)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "-"): sign = "-"
      case UInt8(ascii: "."): pointPlace = mantissa.count
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        exponent = Int(String(decoding: bytes[(index + 1)...], as: UTF8.self)) ?? 0
        index = bytes.count
      default: mantissa.append(byte)
      }
      index += 1
    }
    var place = (pointPlace ?? mantissa.count) + exponent
    while let first = mantissa.first, first == UInt8(ascii: "0") {
      mantissa.removeFirst()
      place -= 1
    }
    while let last = mantissa.last, last == UInt8(ascii: "0") { mantissa.removeLast() }
    return (sign, String(decoding: mantissa, as: UTF8.self), place)
  }
}
