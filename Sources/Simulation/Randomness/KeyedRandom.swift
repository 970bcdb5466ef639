/// Randomness that is keyed, not streamed.
///
/// Every random choice of a world derives from its seed, a purpose (`"uid"`), the identity of
/// the thing it is for (`"default/web-0"`) and an ordinal (the how-manieth such thing). So a
/// command that is inserted into a chapter changes its own choices only. Draws are 64 bits wide
/// on every platform, because `Int` has 32 bits in WebAssembly.
public struct KeyedRandom: Sendable {
  /// The seed of the chapter: another one gives other names, the same rules.
  public let seed: UInt64

  /// Randomness of a seed; it has no state, copies give the same bits.
  public init(seed: UInt64) { self.seed = seed }

  /// The 64 bits that belong to a key. Equal keys give equal bits, everywhere and always.
  public func bits(_ purpose: String, _ identity: String, _ ordinal: UInt64 = 0) -> UInt64 {
    key(purpose, identity).bits(ordinal)
  }

  /// A purpose and an identity, for who asks for the bits of several ordinals.
  public func key(_ purpose: String, _ identity: String) -> Key {
    var hash = Hash64(seed: seed)
    hash.combine(purpose)
    hash.combine(identity)
    return Key(hash: hash)
  }

  /// The key whose identity is `group`, a slash, and `name`.
  public func key(_ purpose: String, _ group: String, _ name: String) -> Key {
    var hash = Hash64(seed: seed)
    hash.combine(purpose)
    hash.add(group)
    hash.add("/")
    hash.combine(name)
    return Key(hash: hash)
  }

  /// The key whose identity is `group`, `folder` and `name` with slashes between.
  public func key(_ purpose: String, _ group: String, _ folder: String, _ name: String) -> Key {
    var hash = Hash64(seed: seed)
    hash.combine(purpose)
    hash.add(group)
    hash.add("/")
    hash.add(folder)
    hash.add("/")
    hash.combine(name)
    return Key(hash: hash)
  }

  /// What a choice is for, without its ordinal.
  public struct Key: Sendable {
    let hash: Hash64

    /// The same bits as those of the whole key.
    public func bits(_ ordinal: UInt64) -> UInt64 {
      var hash = hash
      hash.combine(ordinal)
      return hash.value
    }

    /// The same UUID as that of the whole key.
    public func uuid(_ ordinal: UInt64) -> String {
      var draws = Draws(state: bits(ordinal))
      return draws.uuid()
    }
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
    key(purpose, identity).uuid(ordinal)
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

    /// The next 64 bits; they depend on nothing but the key and how many were drawn.
    public mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      return mixed(state)
    }

    /// A number from 0 up to, not including, `bound`, from the next draw. A bound of 1 or less
    /// gives 0 and draws nothing.
    public mutating func pick(below bound: Int) -> Int {
      guard bound > 1 else { return 0 }
      return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// `count` hexadecimal digits, sixteen from each draw.
    public mutating func hexadecimal(_ count: Int) -> String {
      var text = [UInt8](repeating: 0, count: count)
      var word: UInt64 = 0
      for place in 0..<count {
        if place & 15 == 0 { word = next() }
        text[place] = Draws.digit(word >> UInt64(60 - 4 * (place & 15)))
      }
      return String(decoding: text, as: UTF8.self)
    }

    /// The digit of the four lowest bits.
    private static func digit(_ bits: UInt64) -> UInt8 {
      let number = UInt8(truncatingIfNeeded: bits & 15)
      return number < 10 ? UInt8(ascii: "0") + number : UInt8(ascii: "a") - 10 + number
    }

    /// A version 4 UUID from the next two draws.
    mutating func uuid() -> String {
      let high = next() & 0xffff_ffff_ffff_0fff | 0x0000_0000_0000_4000
      let low = next() & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000
      return String(unsafeUninitializedCapacity: 36) { text in
        var place = 0
        for nibble in 0..<32 {
          // The hyphens stand after 8, 12, 16 and 20 digits.
          if nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20 {
            text[place] = UInt8(ascii: "-")
            place += 1
          }
          let word = nibble < 16 ? high : low
          text[place] = Draws.digit(word >> UInt64(60 - 4 * (nibble & 15)))
          place += 1
        }
        return place
      }
    }
  }
}

/// A 64-bit hash whose value is a promise: it is part of what chapters print.
/// FNV-1a over the bytes, with the finishing mix of SplitMix64.
public struct Hash64: Sendable {
  var state: UInt64

  /// A hash of nothing yet; other seeds give unrelated values.
  public init(seed: UInt64 = 0) { state = 0xcbf2_9ce4_8422_2325 ^ mixed(seed &+ 1) }

  /// Adds a text and its end, so that `ab`, `c` is another key than `a`, `bc`.
  public mutating func combine(_ text: String) {
    add(text)
    combine(UInt8(0xff))
  }

  /// Combines the beginning of a text, the rest of which follows.
  mutating func add(_ text: String) {
    let whole: Void? = text.utf8.withContiguousStorageIfAvailable { bytes in
      for byte in bytes { combine(byte) }
    }
    if whole == nil { for byte in text.utf8 { combine(byte) } }
  }

  /// Adds the eight bytes of a number, the lowest first.
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

  /// The hash of what was combined so far; more may follow.
  public var value: UInt64 { mixed(state) }

  /// The value in sixteen hexadecimal digits.
  public func digits(uppercase: Bool = false) -> String {
    let value = value
    let letter = UInt8(ascii: uppercase ? "A" : "a") - 10
    return String(unsafeUninitializedCapacity: 16) { text in
      for place in 0..<16 {
        let digit = UInt8(truncatingIfNeeded: value >> UInt64(60 - 4 * place) & 15)
        text[place] = digit < 10 ? UInt8(ascii: "0") + digit : letter + digit
      }
      return 16
    }
  }
}

func mixed(_ bits: UInt64) -> UInt64 {
  var z = bits
  z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
  z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
  return z ^ (z >> 31)
}
