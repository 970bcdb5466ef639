/// The hash functions of haproxy, so that a visitor meets the same server here as there.
enum BalancerHash {
  /// The hash `sdbm` of a text.
  static func sdbm(_ text: some StringProtocol) -> UInt32 {
    text.utf8.reduce(0) { hash, byte in
      UInt32(byte) &+ (hash << 6) &+ (hash << 16) &- hash
    }
  }

  /// Mixes all bits of a number (haproxy's `full_hash`, after Bob Jenkins).
  static func mixed(_ number: UInt32) -> UInt32 {
    var hash = number
    hash = (hash &+ 0x7ed5_5d16) &+ (hash << 12)
    hash = (hash ^ 0xc761_c23c) ^ (hash >> 19)
    hash = (hash &+ 0x1656_67b1) &+ (hash << 5)
    hash = (hash &+ 0xd3a2_646c) ^ (hash << 9)
    hash = (hash &+ 0xfd70_46c5) &+ (hash << 3)
    hash = (hash ^ 0xb55a_4f09) ^ (hash >> 16)
    return hash &* 3_221_225_473
  }

  /// An address of version 4 as a number; the hash of its text for any other.
  static func source(_ address: String) -> UInt32 {
    var number: UInt32 = 0
    let parts = address.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return sdbm(address) }
    for part in parts {
      guard let byte = UInt8(part) else { return sdbm(address) }
      number = number << 8 | UInt32(byte)
    }
    return number
  }
}
