/// What stands between brackets in a pattern or a regular expression.
struct CharacterSet {
  private var ranges: [ClosedRange<UInt32>] = []
  /// One bit for each ASCII character: the common case is a look-up.
  private var low: (UInt64, UInt64) = (0, 0)

  init() {}

  /// Reads the inside of brackets: characters, ranges, `[:classes:]`. Nil when a class is unknown
  /// or a range runs backwards.
  init?(bracket scalars: [Unicode.Scalar]) {
    var at = 0
    while at < scalars.count {
      if scalars[at] == "[", at + 1 < scalars.count, scalars[at + 1] == ":" {
        var name = String.UnicodeScalarView()
        var end = at + 2
        while end < scalars.count, scalars[end] != ":" {
          name.append(scalars[end])
          end += 1
        }
        if end + 1 < scalars.count, scalars[end + 1] == "]" {
          guard let ranges = CharacterSet.classRanges(String(name)) else { return nil }
          for range in ranges { insert(range) }
          at = end + 2
          continue
        }
      }
      let first = scalars[at].value
      if at + 2 < scalars.count, scalars[at + 1] == "-" {
        let last = scalars[at + 2].value
        guard first <= last else { return nil }
        insert(first...last)
        at += 3
      } else {
        insert(first...first)
        at += 1
      }
    }
  }

  mutating func insert(_ range: ClosedRange<UInt32>) {
    ranges.append(range)
    var code = range.lowerBound
    while code <= min(range.upperBound, 127) {
      if code < 64 { low.0 |= 1 << UInt64(code) } else { low.1 |= 1 << UInt64(code - 64) }
      code += 1
    }
  }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    let code = scalar.value
    if code < 64 { return low.0 >> UInt64(code) & 1 == 1 }
    if code < 128 { return low.1 >> UInt64(code - 64) & 1 == 1 }
    return ranges.contains { $0.contains(code) }
  }

  /// The set with the other case of each letter in it, too.
  func ignoringCase() -> CharacterSet {
    var result = self
    for code in UInt32(65)...90 {
      let upper = Unicode.Scalar(UInt8(code))
      let lower = Unicode.Scalar(UInt8(code + 32))
      if contains(upper) { result.insert(lower.value...lower.value) }
      if contains(lower) { result.insert(upper.value...upper.value) }
    }
    return result
  }

  /// The characters of a class such as `alpha`. Letters beyond ASCII count as letters.
  static func classRanges(_ name: String) -> [ClosedRange<UInt32>]? {
    switch name {
    case "alpha": [65...90, 97...122, 0xaa...0x10ffff]
    case "digit": [48...57]
    case "alnum": [48...57, 65...90, 97...122, 0xaa...0x10ffff]
    case "upper": [65...90]
    case "lower": [97...122]
    case "space": [9...13, 32...32]
    case "blank": [9...9, 32...32]
    case "punct": [33...47, 58...64, 91...96, 123...126]
    case "print": [32...126, 0xa0...0x10ffff]
    case "graph": [33...126, 0xa1...0x10ffff]
    case "cntrl": [0...31, 127...127]
    case "xdigit": [48...57, 65...70, 97...102]
    default: nil
    }
  }
}
