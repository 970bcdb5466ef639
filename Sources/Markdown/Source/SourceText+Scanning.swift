extension SourceText {
  /// Whether the bytes are UTF-8 without NUL.
  static func isCleanText(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { buffer in
      for byte in buffer where byte == 0 { return false }
      return String(validating: buffer, as: UTF8.self) != nil
    }
  }

  /// The offset at which each line starts, the first one behind a byte order mark.
  static func lineStarts(of bytes: [UInt8]) -> [Int] {
    bytes.withUnsafeBufferPointer { buffer in
      let count = buffer.count
      var index = 0
      if count >= 3, buffer[0] == 0xEF, buffer[1] == 0xBB, buffer[2] == 0xBF { index = 3 }
      var starts = [index]
      starts.reserveCapacity(count / 40 + 1)
      while index < count {
        let byte = buffer[index]
        index += 1
        if byte > 0x0D { continue }
        if byte == 0x0A {
          if index < count { starts.append(index) }
        } else if byte == 0x0D {
          if index < count, buffer[index] == 0x0A { index += 1 }
          if index < count { starts.append(index) }
        }
      }
      return starts
    }
  }

  /// The bytes with U+FFFD in place of each NUL and of each byte that is no UTF-8.
  static func repaired(_ bytes: [UInt8]) -> ([UInt8], [Flaw]) {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 64)
    var flaws: [Flaw] = []
    var index = 0
    while index < bytes.count {
      let length = bytes[index] == 0 ? 0 : sequenceLength(in: bytes, at: index)
      if length > 0 {
        result.append(contentsOf: bytes[index..<index + length])
        index += length
        continue
      }
      if flaws.count < maximumFlaws {
        let kind: Flaw.Kind = bytes[index] == 0 ? .nul : .invalidUTF8(byte: bytes[index])
        flaws.append(Flaw(kind: kind, offset: index, repairedOffset: result.count))
      }
      result.append(contentsOf: [0xEF, 0xBF, 0xBD])
      index += 1
    }
    return (result, flaws)
  }

  /// The length of the valid UTF-8 sequence at an index, 0 when there is none (RFC 3629).
  private static func sequenceLength(in bytes: [UInt8], at index: Int) -> Int {
    let first = bytes[index]
    if first < 0x80 { return 1 }
    var second: ClosedRange<UInt8> = 0x80...0xBF
    let length: Int
    switch first {
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF:
      length = 3
      if first == 0xE0 { second = 0xA0...0xBF }
      if first == 0xED { second = 0x80...0x9F }
    case 0xF0...0xF4:
      length = 4
      if first == 0xF0 { second = 0x90...0xBF }
      if first == 0xF4 { second = 0x80...0x8F }
    default: return 0
    }
    guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return 0 }
    for further in 2..<Swift.max(length, 2) where bytes[index + further] & 0xC0 != 0x80 {
      return 0
    }
    return length
  }
}
