/// The documents of a file, cut at the lines `---`.
///
/// kubectl cuts before it reads, so an error names the line within its document and does not
/// keep the documents before it from being used.
enum YAMLParts {
  static func split(_ text: String) -> [String] {
    var parts: [String] = []
    var part = ""
    var rest = text[...]
    while !rest.isEmpty {
      let end = rest.utf8.firstIndex(of: UInt8(ascii: "\n"))
      let line = end.map { rest[...$0] } ?? rest
      rest = end.map { rest[rest.utf8.index(after: $0)...] } ?? ""
      if isSeparator(line) {
        if !part.isEmpty { parts.append(part) }
        part = ""
      } else {
        part += line
      }
    }
    if !part.isEmpty { parts.append(part) }
    return parts
  }

  private static func isSeparator(_ line: Substring) -> Bool {
    guard line.hasPrefix("---") else { return false }
    return line.utf8.dropFirst(3).allSatisfy {
      $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D
    }
  }
}
