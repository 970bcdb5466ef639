/// `2>file`, `<<EOF`, `2>&1`.
struct Redirection {
  var number: Int
  var kind: Kind

  enum Kind {
    case read(Word)
    case write(Word, appending: Bool)
    /// `&>file`
    case writeBoth(Word, appending: Bool)
    /// `>&1`, `<&3`; the word is a number or `-`.
    case duplicate(Word)
    case hereDocument(HereDocument)
    case hereText(Word)
  }
}

/// A here-document; its body is read after the line that names it.
final class HereDocument {
  let delimiter: String
  let isLiteral: Bool
  let stripsTabs: Bool
  var parts: [WordPart] = []

  init(delimiter: String, isLiteral: Bool, stripsTabs: Bool) {
    self.delimiter = delimiter
    self.isLiteral = isLiteral
    self.stripsTabs = stripsTabs
  }
}
