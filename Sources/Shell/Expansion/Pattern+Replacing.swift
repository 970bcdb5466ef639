extension Pattern {
  /// Replaces what matches, the longest text at each place.
  func replace(
    _ place: ParameterExpansion.Replacement.Place, in text: String, by replacement: String
  ) -> String {
    let scalars = Array(text.unicodeScalars)
    switch place {
    case .prefix:
      guard let length = prefixLength(scalars, longest: true) else { return text }
      return replacement + String(scalars[length...])
    case .suffix:
      guard let length = suffixLength(scalars, longest: true) else { return text }
      return String(scalars[..<(scalars.count - length)]) + replacement
    case .first, .all: break
    }
    var result = ""
    var at = 0
    while at < scalars.count {
      var length = scalars.count - at
      while length > 0, !matches(scalars[at..<(at + length)]) { length -= 1 }
      if length == 0 {
        result.unicodeScalars.append(scalars[at])
        at += 1
        continue
      }
      result += replacement
      at += length
      if place == .first { return result + String(scalars[at...]) }
    }
    return result
  }
}
