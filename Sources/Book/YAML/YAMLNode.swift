import OrderedCollections
import Values

/// A value of a YAML text with the places of its parts.
public struct YAMLNode: Hashable, Sendable {
  /// What the value is.
  public enum Content: Hashable, Sendable {
    /// A text, number, truth value or null.
    case scalar(JSON)
    /// Items in order.
    case sequence([YAMLNode])
    /// Members in order, those of merged mappings (`<<`) last, a key written twice twice.
    case mapping([Member])
  }

  /// A member of a mapping.
  public struct Member: Hashable, Sendable {
    /// The key; one that is a number or a truth value is written as Go writes it.
    public var key: String
    /// Where the key starts.
    public var mark: YAMLMark
    /// Just behind the key.
    public var end: YAMLMark
    /// The value.
    public var value: YAMLNode
    /// Whether the key is a plain `<<`.
    var isMerge = false
  }

  /// What the value is.
  public var content: Content
  /// Where it starts.
  public var mark: YAMLMark
  /// Just behind its end; for a sequence or mapping, behind its start.
  public var end: YAMLMark

  /// The members of a mapping; nil for everything else.
  public var members: [Member]? {
    if case .mapping(let members) = content { members } else { nil }
  }

  /// The items of a sequence; nil for everything else.
  public var items: [YAMLNode]? {
    if case .sequence(let items) = content { items } else { nil }
  }

  /// The value of a scalar; nil for everything else.
  public var scalar: JSON? {
    if case .scalar(let value) = content { value } else { nil }
  }

  /// The value without places. Of a key written twice the last value counts, as in Go.
  ///
  /// The recursion is bounded by `BoundedYAML.maximumDepth`.
  public var json: JSON {
    switch content {
    case .scalar(let value): return value
    case .sequence(let items): return .array(items.map(\.json))
    case .mapping(let members):
      var object = OrderedDictionary<String, JSON>(minimumCapacity: members.count)
      for member in members { object[member.key] = member.value.json }
      return .object(object)
    }
  }
}
