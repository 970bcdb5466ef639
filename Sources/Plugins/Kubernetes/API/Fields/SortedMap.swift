import OrderedCollections
public import Values

/// A small map from text keys that is always in the order of its keys' bytes.
///
/// Kubernetes prints labels, annotations and resource lists that way, and the order cannot
/// differ between two runs. Looking up and inserting search in halves; inserting moves what
/// comes behind.
public struct SortedMap<Value: Hashable & Sendable>: Hashable, Sendable {
  /// One key and its value.
  public struct Entry: Hashable, Sendable {
    public var key: String
    public var value: Value
  }

  /// The entries, sorted by the bytes of their keys.
  public private(set) var entries: [Entry] = []

  public init() {}

  public var isEmpty: Bool { entries.isEmpty }
  public var count: Int { entries.count }

  /// The keys, sorted by their bytes.
  public var keys: [String] { entries.map { $0.key } }

  func position(of key: String) -> (index: Int, found: Bool) {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].key == key { return (middle, true) }
      if entries[middle].key.precedesByBytes(key) { low = middle + 1 } else { high = middle }
    }
    return (low, false)
  }

  /// The value of a key; setting nil removes it.
  public subscript(key: String) -> Value? {
    get {
      let place = position(of: key)
      return place.found ? entries[place.index].value : nil
    }
    set {
      let place = position(of: key)
      if let newValue {
        if place.found {
          entries[place.index].value = newValue
        } else {
          entries.insert(Entry(key: key, value: newValue), at: place.index)
        }
      } else if place.found {
        entries.remove(at: place.index)
      }
    }
  }

  /// Takes over all entries of `other`; where both have a key, `other` wins.
  public mutating func merge(_ other: SortedMap<Value>) {
    for entry in other.entries { self[entry.key] = entry.value }
  }
}

extension SortedMap: Sequence {
  public func makeIterator() -> IndexingIterator<[Entry]> { entries.makeIterator() }
}

extension SortedMap: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, Value)...) {
    for (key, value) in elements { self[key] = value }
  }
}

/// Labels, annotations, data: texts by name.
public typealias StringMap = SortedMap<String>

/// Amounts by resource: `cpu`, `memory`, `storage`.
public typealias ResourceList = SortedMap<Quantity>

extension SortedMap: FieldValue where Value: FieldValue {
  public static var goType: String {
    Value.goType == Quantity.goType ? "v1.ResourceList" : "map[string]\(Value.goType)"
  }
  public static var zero: SortedMap<Value> { SortedMap() }
  public var isLeftOutWhenWritten: Bool { isEmpty }

  public static func decode(
    _ value: JSON, _ context: inout DecodingContext
  ) throws(FieldError) -> SortedMap<Value> {
    guard case .object(let members) = value else {
      throw context.mismatch(value, expected: goType)
    }
    var map = SortedMap()
    for (key, member) in members {
      if case .null = member {
        map[key] = Value.zero
      } else {
        map[key] = try Value.decode(member, &context)
      }
    }
    return map
  }

  public func encode() -> JSON {
    var members: OrderedMembers = [:]
    for entry in entries { members[entry.key] = entry.value.encode() }
    return .object(members)
  }
}
