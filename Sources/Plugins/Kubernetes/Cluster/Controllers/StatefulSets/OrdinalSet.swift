/// A set of small numbers from 0 on that finds its next member or gap 64 numbers at a time.
struct OrdinalSet {
  private var words: [UInt64] = []
  /// How many members there are.
  private(set) var count = 0

  func contains(_ number: Int) -> Bool {
    let word = number >> 6
    return word < words.count && words[word] & (1 << UInt64(number & 63)) != 0
  }

  /// Makes `number` a member, or not one.
  mutating func set(_ number: Int, _ isMember: Bool) {
    let word = number >> 6
    let bit: UInt64 = 1 << UInt64(number & 63)
    if isMember {
      while words.count <= word { words.append(0) }
      if words[word] & bit == 0 {
        words[word] |= bit
        count += 1
      }
    } else if word < words.count, words[word] & bit != 0 {
      words[word] &= ~bit
      count -= 1
    }
  }

  /// The lowest member from `start` on; nil when there is none.
  func first(from start: Int = 0) -> Int? {
    var word = start >> 6
    guard word < words.count else { return nil }
    var bits = words[word] & (~UInt64(0) << UInt64(start & 63))
    while bits == 0 {
      word += 1
      guard word < words.count else { return nil }
      bits = words[word]
    }
    return word << 6 + bits.trailingZeroBitCount
  }

  /// The lowest number from `start` on, below `end`, that is not a member.
  func firstGap(from start: Int = 0, below end: Int) -> Int? {
    var word = start >> 6
    var mask = ~UInt64(0) << UInt64(start & 63)
    while word << 6 < end {
      let bits = ~(word < words.count ? words[word] : 0) & mask
      if bits != 0 {
        let number = word << 6 + bits.trailingZeroBitCount
        return number < end ? number : nil
      }
      mask = ~UInt64(0)
      word += 1
    }
    return nil
  }

  /// The highest number that is at least `start`, below `end`, and not a member.
  func lastGap(from start: Int = 0, below end: Int) -> Int? {
    var number = end - 1
    while number >= start {
      guard number >> 6 < words.count else { return number }
      let bits = ~words[number >> 6] & ~UInt64(0) >> UInt64(63 - number & 63)
      if bits != 0 {
        let gap = ((number >> 6) << 6) + 63 - bits.leadingZeroBitCount
        return gap >= start ? gap : nil
      }
      number = ((number >> 6) << 6) - 1
    }
    return nil
  }

  /// The highest member that is at least `start` and below `end`.
  func last(from start: Int = 0, below end: Int) -> Int? {
    guard end > start else { return nil }
    var word = min((end - 1) >> 6, words.count - 1)
    while word >= 0, word >= start >> 6 {
      var bits = words[word]
      if word == (end - 1) >> 6 { bits &= ~UInt64(0) >> UInt64(63 - (end - 1) & 63) }
      if bits != 0 {
        let number = word << 6 + 63 - bits.leadingZeroBitCount
        return number >= start ? number : nil
      }
      word -= 1
    }
    return nil
  }
}
