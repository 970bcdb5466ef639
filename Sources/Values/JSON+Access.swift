public import OrderedCollections

/// The members of a JSON object, in the order in which they were put in.
public typealias OrderedMembers = OrderedDictionary<String, JSON>

extension JSON {
  /// The member with this name; nil when this is not an object or has no such member.
  public subscript(name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members[name]
  }

  /// The item at this position; nil when this is not an array or is too short.
  public subscript(index: Int) -> JSON? {
    guard case .array(let items) = self, items.indices.contains(index) else { return nil }
    return items[index]
  }

  /// The text of a string; nil for everything else.
  public var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// The number when it is a whole one; nil for everything else.
  public var integer: Int64? {
    guard case .integer(let number) = self else { return nil }
    return number
  }

  /// The flag when it is one; numbers and texts are never taken for flags.
  public var bool: Bool? {
    guard case .bool(let flag) = self else { return nil }
    return flag
  }

  /// The items when it is an array; nil for everything else.
  public var array: [JSON]? {
    guard case .array(let items) = self else { return nil }
    return items
  }

  /// The members, in their order, when it is an object; nil for everything else.
  public var object: OrderedMembers? {
    guard case .object(let members) = self else { return nil }
    return members
  }

  /// Whether it is `null`. A member that is missing is no value at all.
  public var isNull: Bool {
    guard case .null = self else { return false }
    return true
  }

  /// The same value with the members of every object in the byte order of their names.
  public var sorted: JSON {
    switch self {
    case .array(let items): return .array(items.map { $0.sorted })
    case .object(let members):
      var result = OrderedMembers(minimumCapacity: members.count)
      for name in members.keys.sorted(by: { $0.precedesByBytes($1) }) {
        result[name] = members[name]?.sorted
      }
      return .object(result)
    default: return self
    }
  }
}

extension JSON: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self = .string(value) }
}

extension JSON: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int64) { self = .integer(value) }
}

extension JSON: ExpressibleByBooleanLiteral {
  public init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSON: ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }
}

extension JSON: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, JSON)...) {
    var members = OrderedMembers(minimumCapacity: elements.count)
    for (name, value) in elements { members[name] = value }
    self = .object(members)
  }
}
