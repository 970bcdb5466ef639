/// A key of a mapping that an author writes, in the front matter of a chapter or in `book.yaml`.
///
/// The readers of both take their keys and limits from here, and so does ``BookSchema``.
struct KeyRule: Sendable {
  /// What its value may be.
  enum Value: Sendable {
    /// A text that is not empty.
    case text
    /// A whole number.
    case integer(ClosedRange<Int64>)
    /// A duration of at most a day: `500ms`, `2s`, `1m`, or a number of seconds.
    case duration
    /// A name in addresses.
    case slug
    /// The address of a site.
    case address
    /// A list of texts.
    case texts
    /// A mapping with keys of its own, or a word in place of it.
    case mapping([KeyRule], or: String? = nil)
    /// A mapping from any name to a mapping with these keys.
    case named([KeyRule])
    /// A mapping from any name to what the value of an attribute may be.
    case attributes
    /// What a plugin reads.
    case any
  }

  /// The key.
  let name: String
  /// What its value may be.
  let value: Value
  /// What it is for, in a sentence.
  let summary: String
  /// Whether it has to be there.
  let isRequired: Bool

  init(_ name: String, _ value: Value, isRequired: Bool = false, _ summary: String) {
    self.name = name
    self.value = value
    self.summary = summary
    self.isRequired = isRequired
  }
}

extension [KeyRule] {
  /// The keys in their order.
  var names: [String] { map(\.name) }

  /// The numbers that a key may have.
  func bounds(of name: String) -> ClosedRange<Int64> {
    if case .integer(let bounds)? = first(where: { $0.name == name })?.value { return bounds }
    return Int64.min...Int64.max
  }

  /// The keys in a sentence: known keys are `title` and `url`.
  var sentence: String {
    let names = names.map { "`\($0)`" }
    guard let last = names.last, names.count > 1 else { return names.joined() }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
