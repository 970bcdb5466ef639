/// A hash of 64 bits that is the same in each process, and fast for files of many megabytes.
///
/// It tells apart what an edit or a new build changed; it is no defence against an adversary.
struct ContentHash: Hashable, Sendable {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  init(_ bytes: [UInt8]) { bytes.withUnsafeBytes { add($0) } }

  init(_ bytes: UnsafeRawBufferPointer) { add(bytes) }

  private mutating func add(_ bytes: UnsafeRawBufferPointer) {
    var mixed = value ^ UInt64(bytes.count)
    let whole = bytes.count & ~7
    var offset = 0
    while offset < whole {
      mixed =
        (mixed ^ UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
        &* 0x9e37_79b9_7f4a_7c15
      mixed ^= mixed >> 32
      offset += 8
    }
    while offset < bytes.count {
      mixed = (mixed ^ UInt64(bytes[offset])) &* 0x9e37_79b9_7f4a_7c15
      mixed ^= mixed >> 32
      offset += 1
    }
    value = mixed
  }
}
