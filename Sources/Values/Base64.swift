/// The text form of bytes, as Secrets hold them.
public enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// The bytes of a text in the standard alphabet, padded.
  public static func encode(_ text: String) -> String {
    var result: [UInt8] = []
    let bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
      let rest = min(3, bytes.count - index)
      var group = UInt32(bytes[index]) << 16
      if rest > 1 { group |= UInt32(bytes[index + 1]) << 8 }
      if rest > 2 { group |= UInt32(bytes[index + 2]) }
      for place in 0..<4 {
        if place > rest {
          result.append(UInt8(ascii: "="))
        } else {
          result.append(alphabet[Int(group >> UInt32(18 - 6 * place) & 63)])
        }
      }
      index += 3
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The bytes behind a text, as text; nil when it is none. Line ends are skipped.
  public static func decode(_ text: String) -> String? {
    var bytes: [UInt8] = []
    var group: UInt32 = 0
    var count = 0
    var padding = 0
    for byte in text.utf8 {
      let value: UInt8
      switch byte {
      case 65...90: value = byte - 65
      case 97...122: value = byte - 71
      case 48...57: value = byte + 4
      case 43: value = 62
      case 47: value = 63
      case 10, 13: continue
      case 61:
        padding += 1
        continue
      default: return nil
      }
      if padding > 0 { return nil }
      group = group << 6 | UInt32(value)
      count += 1
      if count == 4 {
        bytes.append(UInt8(truncatingIfNeeded: group >> 16))
        bytes.append(UInt8(truncatingIfNeeded: group >> 8))
        bytes.append(UInt8(truncatingIfNeeded: group))
        group = 0
        count = 0
      }
    }
    switch count {
    case 0: break
    case 2: bytes.append(UInt8(truncatingIfNeeded: group >> 4))
    case 3:
      bytes.append(UInt8(truncatingIfNeeded: group >> 10))
      bytes.append(UInt8(truncatingIfNeeded: group >> 2))
    default: return nil
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// How many bytes a text stands for.
  public static func decodedCount(_ text: String) -> Int {
    let padding = text.utf8.suffix(2).filter { $0 == UInt8(ascii: "=") }.count
    return max(0, text.utf8.count / 4 * 3 - padding)
  }
}
