// What the standard library offers for this is missing in Embedded Swift.
extension StringProtocol {
  /// Whether `text` stands somewhere in this text, byte for byte (UTF-8). The empty text does.
  package func includes(_ text: String) -> Bool { place(of: text) != nil }

  /// Where `text` stands first in this text, byte for byte (UTF-8). The empty text stands at its
  /// beginning.
  package func place(of text: String) -> Range<Index>? {
    let wanted = text.utf8
    guard let first = wanted.first else { return startIndex..<startIndex }
    var rest = utf8[...]
    while let place = rest.firstIndex(of: first) {
      rest = rest[place...]
      if rest.starts(with: wanted) {
        return place..<rest.index(place, offsetBy: wanted.count)
      }
      rest = rest.dropFirst()
    }
    return nil
  }
}
