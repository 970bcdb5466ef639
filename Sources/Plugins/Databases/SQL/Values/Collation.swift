/// How texts are compared: as `utf8mb4_0900_ai_ci` does for the letters that it knows.
///
/// Upper and lower case, and letters of Latin with and without their marks, are equal. Other
/// scripts are compared by code point after lower-casing.
enum Collation {
  /// Punctuation in the order of the Unicode collation table, before digits and letters.
  private static let weights: [UInt8] = {
    var table = [UInt8](repeating: 0, count: 128)
    for index in 0..<128 { table[index] = UInt8(index < 32 ? index : 255) }
    var next: UInt8 = 32
    for byte in " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789".utf8 {
      table[Int(byte)] = next
      next += 1
    }
    for offset in 0..<26 {
      table[97 + offset] = next
      table[65 + offset] = next
      next += 1
    }
    return table
  }()

  /// -1, 0 or 1.
  static func compare(_ left: String, _ right: String) -> Int {
    var left = left.utf8.makeIterator()
    var right = right.utf8.makeIterator()
    var leftRest: [UInt8] = []
    var rightRest: [UInt8] = []
    while true {
      let a = left.next()
      let b = right.next()
      guard let a else { return b == nil ? 0 : -1 }
      guard let b else { return 1 }
      if a < 128, b < 128 {
        let x = weights[Int(a)]
        let y = weights[Int(b)]
        if x != y { return x < y ? -1 : 1 }
      } else {
        leftRest = [a]
        rightRest = [b]
        while let byte = left.next() { leftRest.append(byte) }
        while let byte = right.next() { rightRest.append(byte) }
        return compareWide(leftRest, rightRest)
      }
    }
  }

  private static func compareWide(_ left: [UInt8], _ right: [UInt8]) -> Int {
    let a = folded(String(decoding: left, as: UTF8.self))
    let b = folded(String(decoding: right, as: UTF8.self))
    for (x, y) in zip(a, b) where x != y { return x < y ? -1 : 1 }
    return a.count < b.count ? -1 : a.count > b.count ? 1 : 0
  }

  /// A text with what compares equal made equal: the key of grouping and of unique indexes.
  static func key(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 128 }) {
      var bytes = Array(text.utf8)
      for index in bytes.indices where bytes[index] >= 65 && bytes[index] <= 90 {
        bytes[index] += 32
      }
      return String(decoding: bytes, as: UTF8.self)
    }
    var result = ""
    for character in text { result += plain(String(character).lowercased()) }
    return result
  }

  private static func folded(_ text: String) -> [UInt32] {
    var result: [UInt32] = []
    for scalar in key(text).unicodeScalars {
      result.append(
        scalar.value < 128 ? UInt32(weights[Int(scalar.value)]) : scalar.value)
    }
    return result
  }

  /// A lower-case letter of Latin without its mark.
  private static func plain(_ letter: String) -> String {
    guard let scalar = letter.unicodeScalars.first else { return letter }
    switch scalar.value {
    case 0xe0...0xe5, 0x101, 0x103, 0x105, 0x1ea1...0x1eb7: return "a"
    case 0xe7, 0x107, 0x109, 0x10b, 0x10d: return "c"
    case 0x10f, 0x111: return "d"
    case 0xe8...0xeb, 0x113, 0x115, 0x117, 0x119, 0x11b, 0x1eb9...0x1ec7: return "e"
    case 0xec...0xef, 0x129, 0x12b, 0x12d, 0x12f, 0x1ec9, 0x1ecb: return "i"
    case 0xf1, 0x144, 0x146, 0x148: return "n"
    case 0xf2...0xf6, 0xf8, 0x14d, 0x14f, 0x151, 0x1a1, 0x1ecd...0x1ee3: return "o"
    case 0x155, 0x157, 0x159: return "r"
    case 0x15b, 0x15d, 0x15f, 0x161: return "s"
    case 0xdf: return "ss"
    case 0x163, 0x165: return "t"
    case 0xf9...0xfc, 0x169, 0x16b, 0x16d, 0x16f, 0x171, 0x173, 0x1b0, 0x1ee5...0x1ef1: return "u"
    case 0xfd, 0xff, 0x1ef3...0x1ef9: return "y"
    case 0x17a, 0x17c, 0x17e: return "z"
    default:
      // A letter with combining marks counts as the letter.
      return letter.unicodeScalars.count > 1 && scalar.value < 128
        ? String(Character(scalar)) : letter
    }
  }
}
