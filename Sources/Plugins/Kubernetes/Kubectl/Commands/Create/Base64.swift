/// The text form of bytes in Secrets.
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encode(_ text: String) -> String {
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

  /// How many bytes a text stands for.
  static func decodedCount(_ text: String) -> Int {
    let padding = text.utf8.suffix(2).filter { $0 == UInt8(ascii: "=") }.count
    return max(0, text.utf8.count / 4 * 3 - padding)
  }
}
