import Simulation

/// How `sort` compares lines.
struct SortOrder {
  struct Flags {
    var isNumeric = false
    var isVersion = false
    var isHuman = false
    var isReversed = false
    var ignoresBlanks = false
    var ignoresCase = false

    var isPlain: Bool {
      !isNumeric && !isVersion && !isHuman && !isReversed && !ignoresBlanks && !ignoresCase
    }

    mutating func set(_ letter: String) {
      switch letter {
      case "n", "g": isNumeric = true
      case "V": isVersion = true
      case "h": isHuman = true
      case "r": isReversed = true
      case "b": ignoresBlanks = true
      case "f": ignoresCase = true
      default: break
      }
    }
  }

  /// `-k 2,3n`
  struct Key {
    var first: Int
    var firstCharacter = 1
    var last: Int?
    var lastCharacter = 0
    var flags = Flags()

    init?(_ text: String) {
      let parts = text.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
      func read(_ part: Substring, _ flags: inout Flags) -> (Int, Int?)? {
        let digits = part.prefix { $0.isASCII && $0.isNumber }
        guard let field = Int(bounded: digits) else { return nil }
        var rest = part.dropFirst(digits.count)
        var character: Int?
        if rest.first == "." {
          rest = rest.dropFirst()
          let digits = rest.prefix { $0.isASCII && $0.isNumber }
          character = Int(bounded: digits)
          rest = rest.dropFirst(digits.count)
        }
        for letter in rest {
          guard "ngVhrbf".contains(letter) else { return nil }
          flags.set(String(letter))
        }
        return (field, character)
      }
      guard let start = read(parts[0], &flags), start.0 > 0 else { return nil }
      first = start.0
      firstCharacter = max(start.1 ?? 1, 1)
      if parts.count == 2 {
        guard let end = read(parts[1], &flags), end.0 > 0 else { return nil }
        last = end.0
        lastCharacter = end.1 ?? 0
      }
    }
  }

  /// A line with its keys taken out once.
  struct Line {
    var text: String
    var keys: [String]
  }

  var common = Flags()
  var keys: [Key] = []
  var separator: UInt8?
  var isStable = false
  var isUnique = false

  func sorted(_ lines: [String]) -> [String] {
    // The sort must be stable: the place of a line decides last.
    var indexed = lines.enumerated().map { (index: $0.offset, line: line($0.element)) }
    indexed.sort { left, right in
      let order = compare(left.line, right.line)
      return order == 0 ? left.index < right.index : order < 0
    }
    guard isUnique else { return indexed.map { $0.line.text } }
    var result: [String] = []
    var last: Line?
    for entry in indexed {
      if let last, compareKeys(last, entry.line) == 0 { continue }
      last = entry.line
      result.append(entry.line.text)
    }
    return result
  }

  func precedes(_ left: Line, _ right: Line) -> Bool {
    let order = compare(left, right)
    return order < 0 || (order == 0 && isUnique)
  }

  func line(_ text: String) -> Line {
    Line(text: text, keys: keys.isEmpty ? [] : keys.map { value(of: $0, in: text) })
  }

  private func compare(_ left: Line, _ right: Line) -> Int {
    let order = compareKeys(left, right)
    if order != 0 || isStable || isUnique { return order }
    // Without a key that decides, the whole lines do, byte by byte.
    let plain = SortOrder.compareBytes(left.text, right.text)
    return common.isReversed ? -plain : plain
  }

  private func compareKeys(_ left: Line, _ right: Line) -> Int {
    if keys.isEmpty { return SortOrder.compare(left.text, right.text, common) }
    for (index, key) in keys.enumerated() {
      let flags = key.flags.isPlain ? common : key.flags
      let order = SortOrder.compare(left.keys[index], right.keys[index], flags)
      if order != 0 { return order }
    }
    return 0
  }

  private func value(of key: Key, in text: String) -> String {
    let bytes = Array(text.utf8)
    var ranges: [Range<Int>] = []
    var at = 0
    if let separator {
      var start = 0
      while at <= bytes.count {
        if at == bytes.count || bytes[at] == separator {
          ranges.append(start..<at)
          start = at + 1
        }
        at += 1
      }
    } else {
      // A field begins with the blanks before it.
      while at < bytes.count {
        let start = at
        while at < bytes.count, bytes[at] == 32 || bytes[at] == 9 { at += 1 }
        while at < bytes.count, bytes[at] != 32, bytes[at] != 9 { at += 1 }
        ranges.append(start..<at)
      }
    }
    guard key.first <= ranges.count else { return "" }
    var start = ranges[key.first - 1].lowerBound
    if key.flags.ignoresBlanks || common.ignoresBlanks {
      while start < bytes.count, bytes[start] == 32 || bytes[start] == 9 { start += 1 }
    }
    start = min(start + key.firstCharacter - 1, bytes.count)
    var end = bytes.count
    if let last = key.last, last <= ranges.count {
      let range = ranges[last - 1]
      end =
        key.lastCharacter > 0
        ? min(range.lowerBound + key.lastCharacter, bytes.count) : range.upperBound
    }
    return String(decoding: bytes[min(start, end)..<end], as: UTF8.self)
  }

  private static func compareBytes(_ left: String, _ right: String) -> Int {
    if left.utf8.lexicographicallyPrecedes(right.utf8) { return -1 }
    return right.utf8.lexicographicallyPrecedes(left.utf8) ? 1 : 0
  }

  private static func compare(_ left: String, _ right: String, _ flags: Flags) -> Int {
    var order: Int
    if flags.isNumeric {
      let first = number(left)
      let second = number(right)
      order = first < second ? -1 : second < first ? 1 : 0
    } else if flags.isHuman {
      let first = human(left)
      let second = human(right)
      order =
        first.scale != second.scale
        ? (first.scale < second.scale ? -1 : 1)
        : first.number < second.number ? -1 : second.number < first.number ? 1 : 0
    } else if flags.isVersion {
      order = VersionOrder.compare(left, right)
    } else if flags.ignoresCase {
      order = compareBytes(left.uppercased(), right.uppercased())
    } else if flags.ignoresBlanks {
      order = compareBytes(
        String(left.drop { $0 == " " || $0 == "\t" }),
        String(right.drop { $0 == " " || $0 == "\t" }))
    } else {
      order = compareBytes(left, right)
    }
    if flags.isReversed { order = -order }
    return order
  }

  /// The number that a text begins with; 0 when it begins with none.
  static func number(_ text: String) -> Decimal {
    var length = 0
    var sawPoint = false
    let bare = text.utf8.drop { $0 == 32 || $0 == 9 }
    for byte in bare {
      if Parser.isDigit(byte) || (byte == 45 && length == 0) || (byte == 46 && !sawPoint) {
        if byte == 46 { sawPoint = true }
        length += 1
      } else {
        break
      }
    }
    return Decimal(String(decoding: bare.prefix(length), as: UTF8.self)) ?? Decimal(0)
  }

  /// `1.5G` as its number and the rank of its unit.
  private static func human(_ text: String) -> (scale: Int, number: Decimal) {
    let value = number(text)
    let bare = text.utf8.drop { $0 == 32 || $0 == 9 }
    let unit = bare.drop { Parser.isDigit($0) || $0 == 45 || $0 == 46 }.first
    let units = Array("KMGTPEZY".utf8)
    var scale =
      unit.flatMap { byte in units.firstIndex(of: byte == 107 ? 75 : byte) }.map { $0 + 1 } ?? 0
    if value < Decimal(0) { scale = -scale }
    return (scale, value)
  }
}
