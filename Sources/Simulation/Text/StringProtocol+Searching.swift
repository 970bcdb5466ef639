extension StringProtocol {
  /// Whether `text` stands somewhere in this text, byte for byte (UTF-8). The empty text does.
  ///
  /// What the standard library offers for this is missing in Embedded Swift.
  package func includes(_ text: String) -> Bool {
    let wanted = text.utf8
    guard let first = wanted.first else { return true }
    var rest = utf8[...]
    while let place = rest.firstIndex(of: first) {
      rest = rest[place...]
      if rest.starts(with: wanted) { return true }
      rest = rest.dropFirst()
    }
    return false
  }
}
