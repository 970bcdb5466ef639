import Simulation

extension Pattern {
  /// Replaces what matches, the longest text at each place.
  func replace(
    _ place: ParameterExpansion.Replacement.Place, in text: String, by replacement: String,
    _ world: World? = nil
  ) -> String {
    let scalars = Array(text.unicodeScalars)
    switch place {
    case .prefix:
      guard let length = prefixLength(scalars[...], longest: true, world) else { return text }
      return replacement + String(scalars[length...])
    case .suffix:
      guard let length = suffixLength(scalars, longest: true, world) else { return text }
      return String(scalars[..<(scalars.count - length)]) + replacement
    case .first, .all: break
    }
    var result = ""
    var at = 0
    while at < scalars.count {
      guard let length = prefixLength(scalars[at...], longest: true, world), length > 0 else {
        if world?.exceeded != nil { return "" }
        result.unicodeScalars.append(scalars[at])
        at += 1
        continue
      }
      world?.spend(replacement.utf8.count)
      result += replacement
      at += length
      if place == .first { return result + String(scalars[at...]) }
    }
    return result
  }
}
