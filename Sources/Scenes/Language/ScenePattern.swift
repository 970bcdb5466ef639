/// A text with named places in it: `{count} s behind`.
///
/// A brace that nothing closes is text like any other.
public struct ScenePattern: Sendable, Hashable {
  /// The texts before, between and behind the places.
  private let texts: [String]
  /// The names in braces, in their order; a name may stand there twice.
  public let places: [String]

  /// The place that only a whole number fits into, see ``values(in:)``.
  static let number = "count"

  /// The pattern that a text writes.
  public init(_ text: String) {
    var texts: [String] = []
    var places: [String] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      texts.append(String(rest[..<open]))
      places.append(String(rest[rest.index(after: open)..<close]))
      rest = rest[rest.index(after: close)...]
    }
    self.texts = texts + [String(rest)]
    self.places = places
  }

  /// The text with these values at its places; a place without a value stays as it is written.
  public func filled(_ values: [(name: String, value: String)]) -> String {
    var text = texts[0]
    for (number, place) in places.enumerated() {
      text += values.first { $0.name == place }?.value ?? "{" + place + "}"
      text += texts[number + 1]
    }
    return text
  }

  /// What stands at the places when the pattern is filled so that it makes this text; nil when that
  /// cannot be.
  ///
  /// Each place takes as little as it can, but something, and no space at its beginning; `{count}`
  /// takes digits only.
  func values(in text: String) -> [(name: String, value: String)]? {
    values(in: Array(text.utf8))
  }

  func values(in bytes: [UInt8]) -> [(name: String, value: String)]? {
    guard bytes.starts(with: texts[0].utf8) else { return nil }
    var values: [(name: String, value: String)] = []
    var start = texts[0].utf8.count
    for (number, place) in places.enumerated() {
      let next = Array(texts[number + 1].utf8)
      let isLast = number == places.count - 1
      var end = isLast ? bytes.count - next.count : start + 1
      if isLast {
        guard end > start, bytes[end...].elementsEqual(next) else { return nil }
      } else {
        while end + next.count <= bytes.count, !bytes[end...].starts(with: next) { end += 1 }
        guard !next.isEmpty, end + next.count <= bytes.count else { return nil }
      }
      let value = bytes[start..<end]
      guard value.first != UInt8(ascii: " ") else { return nil }
      if place == ScenePattern.number {
        guard value.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
      }
      values.append((place, String(decoding: value, as: UTF8.self)))
      start = end + next.count
    }
    return start == bytes.count ? values : nil
  }
}
