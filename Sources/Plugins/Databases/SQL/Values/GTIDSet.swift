/// A set of transactions by their global identifiers: `3e11fa47-…:1-5:7,…`.
public struct GTIDSet: Hashable, Sendable {
  /// The numbers of a server's transactions, as ranges that neither touch nor overlap.
  struct Source: Hashable, Sendable {
    var uuid: String
    var ranges: [ClosedRange<Int64>]
  }

  /// In the order of the identifiers.
  private(set) var sources: [Source] = []

  /// No transaction at all.
  public init() {}

  /// Reads a set; nil when it is malformed. The empty text is the empty set.
  public init?(_ text: String) {
    for part in text.split(separator: ",") {
      let fields = part.split(separator: ":", omittingEmptySubsequences: false).map {
        SQLText.trimmed(SQLText.replacing(String($0), "\n", by: ""), front: true, back: true)
      }
      if fields.count == 1, fields[0].isEmpty { continue }
      guard fields.count >= 2, GTIDSet.isUUID(fields[0]) else { return nil }
      for field in fields.dropFirst() {
        let ends = field.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count <= 2, let low = Int64(ends[0]), low > 0 else { return nil }
        guard let high = ends.count == 2 ? Int64(ends[1]) : low, high >= low, high < Int64.max
        else {
          return nil
        }
        add(fields[0].lowercased(), low...high)
      }
    }
  }

  /// 1772, for a text that ``init(_:)`` does not take.
  public static func malformed(_ text: String) -> SQLError {
    SQLError(1772, "HY000", "Malformed GTID set specification '\(text.prefix(200))'.")
  }

  static func isUUID(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count == 36 else { return false }
    for (index, byte) in bytes.enumerated() {
      if index == 8 || index == 13 || index == 18 || index == 23 {
        if byte != 45 { return false }
      } else if !((byte >= 48 && byte <= 57) || (byte | 32 >= 97 && byte | 32 <= 102)) {
        return false
      }
    }
    return true
  }

  /// Whether no transaction is in it.
  public var isEmpty: Bool { sources.isEmpty }

  /// As the server writes it: one line for each source.
  public var text: String {
    sources.map { source in
      ([source.uuid]
        + source.ranges.map {
          $0.lowerBound == $0.upperBound
            ? String($0.lowerBound) : "\($0.lowerBound)-\($0.upperBound)"
        }).joined(separator: ":")
    }.joined(separator: ",\n")
  }

  /// How many transactions are in it.
  public var count: Int64 {
    sources.reduce(0) { sum, source in
      source.ranges.reduce(sum) { $0 + $1.upperBound - $1.lowerBound + 1 }
    }
  }

  /// Adds one transaction of a source; twice is the same as once. `uuid` is in lower case.
  public mutating func insert(_ uuid: String, _ number: Int64) { add(uuid, number...number) }

  /// Whether one transaction is in it. `uuid` is in lower case.
  public func contains(_ uuid: String, _ number: Int64) -> Bool {
    guard let source = sources.first(where: { $0.uuid == uuid }) else { return false }
    return source.ranges.contains { $0.contains(number) }
  }

  /// The number after the highest one of a source.
  public func next(of uuid: String) -> Int64 {
    (sources.first { $0.uuid == uuid }?.ranges.first { $0.lowerBound == 1 }?.upperBound ?? 0) + 1
  }

  mutating func add(_ uuid: String, _ range: ClosedRange<Int64>) {
    guard let place = sources.firstIndex(where: { $0.uuid >= uuid }) else {
      sources.append(Source(uuid: uuid, ranges: [range]))
      return
    }
    guard sources[place].uuid == uuid else {
      sources.insert(Source(uuid: uuid, ranges: [range]), at: place)
      return
    }
    // Mostly the next number of all.
    if let last = sources[place].ranges.last, last.upperBound + 1 == range.lowerBound {
      let count = sources[place].ranges.count
      sources[place].ranges[count - 1] = last.lowerBound...range.upperBound
      return
    }
    var merged = range
    var kept: [ClosedRange<Int64>] = []
    for old in sources[place].ranges {
      if old.upperBound + 1 < merged.lowerBound || merged.upperBound + 1 < old.lowerBound {
        kept.append(old)
      } else {
        merged =
          min(old.lowerBound, merged.lowerBound)...max(old.upperBound, merged.upperBound)
      }
    }
    kept.append(merged)
    kept.sort { $0.lowerBound < $1.lowerBound }
    sources[place].ranges = kept
  }

  /// Adds everything that another set holds.
  public mutating func formUnion(_ other: GTIDSet) {
    for source in other.sources { for range in source.ranges { add(source.uuid, range) } }
  }

  /// Whether every transaction of another set is in this one.
  public func contains(_ other: GTIDSet) -> Bool { other.subtracting(self).isEmpty }

  /// What is here and not in the other set: with a replica's set, what a source lacks (M9).
  public func subtracting(_ other: GTIDSet) -> GTIDSet {
    var result = GTIDSet()
    for source in sources {
      var ranges = source.ranges
      for gone in other.sources.first(where: { $0.uuid == source.uuid })?.ranges ?? [] {
        var rest: [ClosedRange<Int64>] = []
        for range in ranges {
          if gone.upperBound < range.lowerBound || gone.lowerBound > range.upperBound {
            rest.append(range)
            continue
          }
          if range.lowerBound < gone.lowerBound {
            rest.append(range.lowerBound...(gone.lowerBound - 1))
          }
          if range.upperBound > gone.upperBound {
            rest.append((gone.upperBound + 1)...range.upperBound)
          }
        }
        ranges = rest
      }
      for range in ranges { result.add(source.uuid, range) }
    }
    return result
  }
}
