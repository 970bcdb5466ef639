/// Base64 with lines of a given length.
package enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// The text, each line ended by a line feed; a width of 0 makes one text without any.
  package static func encode(_ bytes: [UInt8], width: Int) -> String {
    var text: [UInt8] = []
    var column = 0
    func append(_ byte: UInt8) {
      text.append(byte)
      column += 1
      if width > 0, column == width {
        text.append(10)
        column = 0
      }
    }
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let rest = min(3, bytes.count - start)
      var group = UInt32(bytes[start]) << 16
      if rest > 1 { group |= UInt32(bytes[start + 1]) << 8 }
      if rest > 2 { group |= UInt32(bytes[start + 2]) }
      for index in 0..<4 {
        if index <= rest {
          append(alphabet[Int(group >> UInt32(18 - 6 * index) & 63)])
        } else {
          append(61)
        }
      }
    }
    if width > 0, column > 0 { text.append(10) }
    return String(decoding: text, as: UTF8.self)
  }

  package static func decode(
    _ text: String, ignoringGarbage: Bool
  ) -> (bytes: [UInt8], isValid: Bool) {
    var bytes: [UInt8] = []
    var group: UInt32 = 0
    var count = 0
    var padding = 0
    for byte in text.utf8 where byte != 10 {
      if byte == 61 {
        padding += 1
        continue
      }
      guard let value = alphabet.firstIndex(of: byte), padding == 0 else {
        if ignoringGarbage { continue }
        return (bytes, false)
      }
      group = group << 6 | UInt32(value)
      count += 1
      if count == 4 {
        bytes += [UInt8(group >> 16 & 255), UInt8(group >> 8 & 255), UInt8(group & 255)]
        group = 0
        count = 0
      }
    }
    if count == 1 { return (bytes, false) }
    if count == 2 { bytes.append(UInt8(group >> 4 & 255)) }
    if count == 3 { bytes += [UInt8(group >> 10 & 255), UInt8(group >> 2 & 255)] }
    return (bytes, count == 0 ? padding == 0 : count + padding == 4)
  }
}
