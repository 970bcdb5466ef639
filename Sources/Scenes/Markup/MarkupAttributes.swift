/// The attributes of an element, in the order in which they were given.
///
/// A dictionary literal makes them; a value of `nil` leaves the attribute out, and the empty
/// string is how a flag such as `hidden` is written:
///
///     Markup("button", ["type": "button", "hidden": isHidden ? "" : nil], text: name)
public struct MarkupAttributes: Sendable, Hashable {
  /// One name with its value.
  public struct Entry: Sendable, Hashable {
    /// A name that ``subscript(_:)`` has accepted; it is written as it is.
    public let name: String
    /// The value as it is meant: escaping is done when it is written.
    public var value: String
  }

  /// All of them, each name once, in the order in which they were first set.
  public private(set) var entries: [Entry] = []

  /// No attributes.
  public init() {}

  /// The value of an attribute; setting `nil` removes it, and a known name keeps its place.
  ///
  /// Names come from code, never from a chapter: one that could break out of the tag is a
  /// programming mistake and stops the program.
  public subscript(name: String) -> String? {
    get {
      for entry in entries where entry.name == name { return entry.value }
      return nil
    }
    set {
      precondition(MarkupElement.isName(name), "not an attribute name")
      for index in entries.indices where entries[index].name == name {
        if let newValue {
          entries[index].value = newValue
        } else {
          entries.remove(at: index)
        }
        return
      }
      if let newValue { entries.append(Entry(name: name, value: newValue)) }
    }
  }
}

extension MarkupAttributes: ExpressibleByDictionaryLiteral {
  /// The attributes in the order of the literal; of a repeated name the last value counts.
  public init(dictionaryLiteral elements: (String, String?)...) {
    for (name, value) in elements { self[name] = value }
  }
}
