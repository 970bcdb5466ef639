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
  }

  private(set) var entries: OrderedDictionary<String, Entry> = [:]
  /// Before this time no key ends; nil when none ever does.
  private var firstEnd: VirtualTime?

  /// The entry of a key that has not ended.
  func entry(_ key: String, _ now: VirtualTime) -> Entry? {
    guard let entry = entries[key] else { return nil }
    if let end = entry.expires, end <= now { return nil }
    return entry
  }

  mutating func set(_ key: String, _ value: RedisValue, expires: VirtualTime?) {
    entries[key] = Entry(value: value, expires: expires)
    noteEnd(expires)
  }

  mutating func setEnd(_ key: String, _ time: VirtualTime?) {
    entries[key]?.expires = time
    noteEnd(time)
  }

  private mutating func noteEnd(_ time: VirtualTime?) {
    guard let time else { return }
    firstEnd = firstEnd.map { $0 < time ? $0 : time } ?? time
  }

  /// Takes a key away; the last one takes its place in the order.
  mutating func remove(_ key: String) { entries.removeValue(forKey: key) }

  mutating func removeAll() { entries = [:] }

  /// Takes away what has ended, and tells the keys.
  mutating func takeEnded(_ now: VirtualTime) -> [String] {
    guard let first = firstEnd, first <= now else { return [] }
    var ended: [String] = []
    firstEnd = nil
    for (key, entry) in entries {
      guard let end = entry.expires else { continue }
      if end <= now { ended.append(key) } else { noteEnd(end) }
    }
    entries.removeAll { entry in entry.value.expires.map { $0 <= now } ?? false }
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
