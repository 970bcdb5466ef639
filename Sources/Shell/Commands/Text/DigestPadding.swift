/// What the digests have in common.
enum DigestPadding {
  static func pad(_ bytes: [UInt8], lengthIsBigEndian: Bool) -> [UInt8] {
    var message = bytes + [0x80]
    while message.count % 64 != 56 { message.append(0) }
    let bits = UInt64(bytes.count) * 8
    for index in 0..<8 {
      let shift = UInt64(lengthIsBigEndian ? 56 - 8 * index : 8 * index)
      message.append(UInt8(bits >> shift & 255))
    }
    return message
  }

  static func words(_ message: [UInt8], _ start: Int) -> [UInt32] {
    (0..<16).map { index in
      (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(message[start + 4 * index + $1]) }
    }
  }

  static func bytes(_ word: UInt32) -> [UInt8] {
    [UInt8(word >> 24), UInt8(word >> 16 & 255), UInt8(word >> 8 & 255), UInt8(word & 255)]
  }
}
