import HeapModule
import OrderedCollections
import Simulation

/// What a key of Redis stands for.
enum RedisValue: Hashable {
  case text(String)
  case list([String])
  case hash(OrderedDictionary<String, String>)

  /// The name that `TYPE` gives it.
  var typeName: String {
    switch self {
    case .text: "string"
    case .list: "list"
    case .hash: "hash"
    }
  }
}

/// The keys of a Redis, with the times at which they end.
struct RedisKeys {
  struct Entry: Hashable {
    var value: RedisValue
    var expires: VirtualTime?
    /// The number of its end among those of all keys.
    fileprivate var end: Int64 = 0
  }

  /// When a key ends, if nothing has changed that since.
  private struct End: Comparable {
    var time: VirtualTime
    /// Counts the ends: of those at one time the one that was set first is the first.
    var number: Int64
    var key: String

    static func < (left: End, right: End) -> Bool {
      left.time == right.time ? left.number < right.number : left.time < right.time
    }

    static func == (left: End, right: End) -> Bool {
      left.time == right.time && left.number == right.number
    }
  }

  private(set) var entries: OrderedDictionary<String, Entry> = [:]
  /// The ends of keys, and some that do not count any more.
  private var ends = Heap<End>()
  private var lastEnd: Int64 = 0

  /// How many ends are remembered, with those that do not count any more.
  var endCount: Int { ends.count }

  /// The entry of a key that has not ended.
  func entry(_ key: String, _ now: VirtualTime) -> Entry? {
    guard let entry = entries[key] else { return nil }
    if let end = entry.expires, end <= now { return nil }
    return entry
  }

  mutating func set(_ key: String, _ value: RedisValue, expires: VirtualTime?) {
    let old = entries[key]
    entries[key] = Entry(value: value, expires: old?.expires, end: old?.end ?? 0)
    setEnd(key, expires)
  }

  mutating func setEnd(_ key: String, _ time: VirtualTime?) {
    guard let entry = entries[key], entry.expires != time else { return }
    entries[key]?.expires = time
    guard let time else { return }
    lastEnd += 1
    entries[key]?.end = lastEnd
    ends.insert(End(time: time, number: lastEnd, key: key))
    if ends.count > 2 * entries.count + 16 { forgetStaleEnds() }
  }

  /// Keys that are written again and again would leave an end behind each time.
  private mutating func forgetStaleEnds() {
    ends = Heap(ends.unordered.filter { counts($0) })
  }

  private func counts(_ end: End) -> Bool {
    guard let entry = entries[end.key] else { return false }
    return entry.expires == end.time && entry.end == end.number
  }

  /// Takes a key away; the last one takes its place in the order.
  mutating func remove(_ key: String) {
    guard let place = entries.index(forKey: key) else { return }
    entries.swapAt(place, entries.count - 1)
    entries.removeLast()
  }

  mutating func removeAll() {
    entries = [:]
    ends = Heap()
  }

  /// Takes away what has ended, and tells the keys in the order of their ends.
  mutating func takeEnded(_ now: VirtualTime) -> [String] {
    var ended: [String] = []
    while let first = ends.min, first.time <= now {
      _ = ends.popMin()
      guard counts(first) else { continue }
      remove(first.key)
      ended.append(first.key)
    }
    return ended
  }

  // MARK: As text

  /// All keys as a text that ``init(text:)`` reads. The real format has no text.
  var text: String {
    var text = "REDIS0012\n"
    for (key, entry) in entries {
      var form = FormText()
      form.add("key", key)
      if let end = entry.expires { form.add("end", String(end.milliseconds)) }
      switch entry.value {
      case .text(let value): form.add("text", value)
      case .list(let items): for item in items { form.add("item", item) }
      case .hash(let fields):
        for (name, value) in fields {
          form.add("field", name)
          form.add("value", value)
        }
      }
      text += form.text + "\n"
    }
    return text + "EOF\n"
  }

  init() {}

  /// Nil when it is no such text, or only the beginning of one.
  init?(text: String) {
    let lines = text.split(separator: "\n").map { String($0) }
    guard lines.first == "REDIS0012", lines.last == "EOF" else { return nil }
    for line in lines.dropFirst().dropLast() {
      let form = FormText(line)
      guard let key = form.value("key") else { return nil }
      let end = form.value("end").flatMap { Int64($0) }.map { VirtualTime(milliseconds: $0) }
      let names = form.values("field")
      let values = form.values("value")
      let items = form.values("item")
      if let text = form.value("text") {
        set(key, .text(text), expires: end)
      } else if !names.isEmpty, names.count == values.count {
        var fields: OrderedDictionary<String, String> = [:]
        for (name, value) in zip(names, values) { fields[name] = value }
        set(key, .hash(fields), expires: end)
      } else if !items.isEmpty {
        set(key, .list(items), expires: end)
      } else {
        return nil
      }
    }
  }
}
