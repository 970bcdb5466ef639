/// FNV-1 and FNV-1a with 32 bits, the hashes that Kubernetes names revisions by.
struct FNV32 {
  var value: UInt32 = 2_166_136_261

  /// FNV-1: multiply, then mix in.
  mutating func combine(_ text: String) {
    for byte in text.utf8 { value = (value &* 16_777_619) ^ UInt32(byte) }
  }

  /// FNV-1a: mix in, then multiply.
  mutating func combineFirst(_ text: String) {
    for byte in text.utf8 { combineFirst(byte: UInt32(byte)) }
  }

  mutating func combineFirst(byte: UInt32) { value = (value ^ byte) &* 16_777_619 }
}
