/// A file of `/usr/share/zoneinfo`: what `tzfile(5)` describes, as far as `mysql_tzinfo_to_sql`
/// reads it.
struct TimeZoneFile {
  /// A local time of the zone.
  struct Kind {
    /// Seconds east of Greenwich.
    var offset: Int64
    var isSummer: Bool
    var abbreviation: String
  }

  private(set) var kinds: [Kind] = []
  /// When which of the kinds begins, in seconds since 1970.
  private(set) var transitions: [(time: Int64, kind: Int)] = []
  private(set) var hasLeapSeconds = false

  /// Nil when the text is no such file.
  init?(_ text: String) {
    var bytes = Array(text.utf8)[...]
    guard bytes.starts(with: Array("TZif".utf8)), bytes.count >= 44 else { return nil }
    bytes = bytes.dropFirst(20)
    func number(_ bytes: ArraySlice<UInt8>) -> Int64 {
      Int64(Int32(truncatingIfNeeded: bytes.reduce(Int64(0)) { $0 << 8 | Int64($1) }))
    }
    func take(_ count: Int) -> ArraySlice<UInt8>? {
      guard count >= 0, count <= bytes.count else { return nil }
      defer { bytes = bytes.dropFirst(count) }
      return bytes.prefix(count)
    }
    var counts: [Int] = []
    for _ in 0..<6 {
      guard let field = take(4), let count = Int(exactly: number(field)), count >= 0 else {
        return nil
      }
      counts.append(count)
    }
    let (leaps, times, types, characters) = (counts[2], counts[3], counts[4], counts[5])
    guard types > 0, times <= bytes.count / 5, types <= bytes.count / 6,
      let starts = take(4 * times), let chosen = take(times), let records = take(6 * types),
      let names = take(characters)
    else { return nil }
    hasLeapSeconds = leaps > 0
    for index in 0..<times {
      let kind = Int(chosen[chosen.startIndex + index])
      guard kind < types else { return nil }
      transitions.append((number(starts.dropFirst(4 * index).prefix(4)), kind))
    }
    for index in 0..<types {
      let record = records.dropFirst(6 * index).prefix(6)
      let name = names.dropFirst(Int(record[record.startIndex + 5])).prefix { $0 != 0 }
      kinds.append(
        Kind(
          offset: number(record.prefix(4)), isSummer: record[record.startIndex + 4] != 0,
          abbreviation: String(decoding: name, as: UTF8.self)))
    }
  }

  /// The contents of the file of a zone that has Greenwich's time always.
  static func universal(_ abbreviation: String) -> String {
    func number(_ value: UInt8) -> [UInt8] { [0, 0, 0, value] }
    let name = Array(abbreviation.utf8) + [0]
    // The same twice: times of 32 bits, times of 64 bits; there are none.
    var part = Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15)
    part += number(1) + number(1) + number(0) + number(0) + number(1)
    part += number(UInt8(name.count)) + number(0) + [0, 0] + name + [0, 0]
    return String(decoding: part + part, as: UTF8.self) + "\n\(abbreviation)0\n"
  }
}
