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
    /// The key; no other entry has it.
    public var key: String
    /// The value.
    public var value: Value

    @inlinable
    init(key: String, value: Value) {
      self.key = key
      self.value = value
    }
  }

  @usableFromInline
  var sorted: [Entry] = []

  public init() {}

  /// The entries, sorted by the bytes of their keys.
  @inlinable
  public var entries: [Entry] { sorted }

  /// Whether there is no entry.
  @inlinable
  public var isEmpty: Bool { sorted.isEmpty }

  /// How many entries there are.
  @inlinable
  public var count: Int { sorted.count }

  /// The keys, sorted by their bytes.
  public var keys: [String] { sorted.map { $0.key } }

  @inlinable
  func position(of key: String) -> (index: Int, found: Bool) {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      let order = sorted[middle].key.comparedByBytes(to: key)
      if order == 0 { return (middle, true) }
      if order < 0 { low = middle + 1 } else { high = middle }
    }
    return (low, false)
  }

  /// The value of a key; setting nil removes it.
  @inlinable
  public subscript(key: String) -> Value? {
    get {
      let place = position(of: key)
      return place.found ? sorted[place.index].value : nil
    }
    set {
      let place = position(of: key)
      if let newValue {
        if place.found {
          sorted[place.index].value = newValue
        } else {
          sorted.insert(Entry(key: key, value: newValue), at: place.index)
        }
      } else if place.found {
        sorted.remove(at: place.index)
      }
    }
  }

  /// Takes over all entries of `other`; where both have a key, `other` wins.
  public mutating func merge(_ other: SortedMap<Value>) {
    for entry in other.sorted { self[entry.key] = entry.value }
  }
}

extension SortedMap: Sequence {
  @inlinable
  public func makeIterator() -> IndexingIterator<[Entry]> { sorted.makeIterator() }
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
