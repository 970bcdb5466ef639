/// Randomness that is keyed, not streamed.
///
/// Every random choice of a world derives from its seed, a purpose (`"uid"`), the identity of
/// the thing it is for (`"default/web-0"`) and an ordinal (the how-manieth such thing). So a
/// command that is inserted into a chapter changes its own choices only. Draws are 64 bits wide
/// on every platform, because `Int` has 32 bits in WebAssembly.
public struct KeyedRandom: Sendable {
  public let seed: UInt64

  public init(seed: UInt64) { self.seed = seed }

  /// The 64 bits that belong to a key. Equal keys give equal bits, everywhere and always.
  public func bits(_ purpose: String, _ identity: String, _ ordinal: UInt64 = 0) -> UInt64 {
    var hash = Hash64(seed: seed)
    hash.combine(purpose)
    hash.combine(identity)
    hash.combine(ordinal)
    return hash.value
  }

  /// A number from 0 up to, not including, `bound`. A bound of 0 or less gives 0.
  public func pick(
    below bound: Int, _ purpose: String, _ identity: String, _ ordinal: UInt64 = 0
  ) -> Int {
    guard bound > 1 else { return 0 }
    // The high half of a 64 by 64 bit product: no bias that a book could show.
    return Int(bits(purpose, identity, ordinal).multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A sequence of draws for one key, for choices that need more than one.
  public func draws(_ purpose: String, _ identity: String, _ ordinal: UInt64 = 0) -> Draws {
    Draws(state: bits(purpose, identity, ordinal))
  }

  /// `count` characters of `alphabet` (ASCII), as Kubernetes makes the end of a pod's name.
  public func characters(
    _ count: Int, of alphabet: String, _ purpose: String, _ identity: String, _ ordinal: UInt64 = 0
  ) -> String {
    let letters = Array(alphabet.utf8)
    var draws = draws(purpose, identity, ordinal)
    var text: [UInt8] = []
    for _ in 0..<count { text.append(letters[draws.pick(below: letters.count)]) }
    return String(decoding: text, as: UTF8.self)
  }

  /// A version 4 UUID in lower case, `3f2504e0-4f89-41d3-9a0c-0305e82c3301`.
  public func uuid(_ purpose: String, _ identity: String, _ ordinal: UInt64 = 0) -> String {
    var draws = draws(purpose, identity, ordinal)
    let high = draws.next() & 0xffff_ffff_ffff_0fff | 0x0000_0000_0000_4000
    let low = draws.next() & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for (word, first) in [(high, true), (low, false)] {
      for nibble in 0..<16 {
        if first ? (nibble == 8 || nibble == 12) : (nibble == 0 || nibble == 4) {
          text.append(UInt8(ascii: "-"))
        }
        text.append(digits[Int(word >> UInt64(60 - 4 * nibble) & 15)])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// `items` in an order that belongs to the key. An own shuffle, because the standard
  /// library's depends on the width of `Int`.
  public func shuffled<Item>(
    _ items: [Item], _ purpose: String, _ identity: String, _ ordinal: UInt64 = 0
  ) -> [Item] {
    var draws = draws(purpose, identity, ordinal)
    var result = items
    var end = result.count
    while end > 1 {
      result.swapAt(end - 1, draws.pick(below: end))
      end -= 1
    }
    return result
  }

  /// The draws that belong to one key (SplitMix64).
  public struct Draws: Sendable {
    var state: UInt64

    public mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      return mixed(state)
    }

    public mutating func pick(below bound: Int) -> Int {
      guard bound > 1 else { return 0 }
      return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }
  }
}

/// A 64-bit hash whose value is a promise: it is part of what chapters print.
/// FNV-1a over the bytes, with the finishing mix of SplitMix64.
public struct Hash64: Sendable {
  var state: UInt64

  public init(seed: UInt64 = 0) { state = 0xcbf2_9ce4_8422_2325 ^ mixed(seed &+ 1) }

  public mutating func combine(_ text: String) {
    for byte in text.utf8 { combine(byte) }
    combine(UInt8(0xff))
  }

  public mutating func combine(_ number: UInt64) {
    var rest = number
    for _ in 0..<8 {
      combine(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  mutating func combine(_ byte: UInt8) {
    state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }

  public var value: UInt64 { mixed(state) }
}

func mixed(_ bits: UInt64) -> UInt64 {
  var z = bits
  z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
  z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
  return z ^ (z >> 31)
}
