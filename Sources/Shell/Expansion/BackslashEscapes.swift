/// What a backslash stands for in `$'…'`, `printf` and `echo -e`.
enum BackslashEscapes {
  enum Style {
    /// `$'…'`
    case quotes
    /// The format of `printf`.
    case format
    /// `echo -e` and `printf %b`: octal numbers begin with `\0`, `\c` ends all output.
    case echo
  }

  /// The text with its escapes worked off, and whether `\c` ended it.
  static func expand(_ text: String, _ style: Style) -> (text: String, isEnded: Bool) {
    let bytes = Array(text.utf8)
    guard bytes.contains(92) else { return (text, false) }
    var result: [UInt8] = []
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      guard byte == 92, at < bytes.count else {
        result.append(byte)
        continue
      }
      let letter = bytes[at]
      at += 1
      switch letter {
      case UInt8(ascii: "n"): result.append(10)
      case UInt8(ascii: "t"): result.append(9)
      case UInt8(ascii: "r"): result.append(13)
      case UInt8(ascii: "a"): result.append(7)
      case UInt8(ascii: "b"): result.append(8)
      case UInt8(ascii: "f"): result.append(12)
      case UInt8(ascii: "v"): result.append(11)
      case UInt8(ascii: "e"), UInt8(ascii: "E"): result.append(27)
      case 92: result.append(92)
      case 39 where style == .quotes, 34 where style != .echo: result.append(letter)
      case UInt8(ascii: "c") where style == .echo:
        return (String(decoding: result, as: UTF8.self), true)
      case UInt8(ascii: "x"):
        let digits = read(bytes, &at, 16, 2)
        if let digits {
          result.append(UInt8(truncatingIfNeeded: digits))
        } else {
          result += [92, 120]
        }
      case UInt8(ascii: "u"), UInt8(ascii: "U"):
        let code = read(bytes, &at, 16, letter == UInt8(ascii: "u") ? 4 : 8)
        if let code, let scalar = Unicode.Scalar(UInt32(truncatingIfNeeded: code)) {
          result += Array(String(Character(scalar)).utf8)
        } else {
          result += [92, letter]
        }
      case 48...55:
        if style == .echo, letter != 48 {
          result += [92, letter]
          continue
        }
        if style != .echo { at -= 1 }
        result.append(UInt8(truncatingIfNeeded: read(bytes, &at, 8, 3) ?? 0))
      default: result += [92, letter]
      }
    }
    return (String(decoding: result, as: UTF8.self), false)
  }

  private static func read(
    _ bytes: [UInt8], _ at: inout Int, _ radix: UInt64, _ limit: Int
  ) -> UInt64? {
    var value: UInt64 = 0
    var count = 0
    while count < limit, at < bytes.count, let digit = digit(bytes[at]), digit < radix {
      value = value * radix + digit
      at += 1
      count += 1
    }
    return count == 0 ? nil : value
  }

  static func digit(_ byte: UInt8) -> UInt64? {
    switch byte {
    case 48...57: UInt64(byte) - 48
    case 65...70: UInt64(byte) - 55
    case 97...102: UInt64(byte) - 87
    default: nil
    }
  }
}
