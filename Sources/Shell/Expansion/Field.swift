/// A word in the course of its expansion: text that remembers what was quoted.
struct Field {
  struct Piece {
    var text: String
    var isQuoted: Bool
  }

  var pieces: [Piece] = []

  mutating func append(_ text: String, isQuoted: Bool) {
    if let last = pieces.last, last.isQuoted == isQuoted {
      pieces[pieces.count - 1].text += text
    } else {
      pieces.append(Piece(text: text, isQuoted: isQuoted))
    }
  }

  /// The text without regard to quotes.
  var text: String {
    if pieces.count == 1 { return pieces[0].text }
    var text = ""
    for piece in pieces { text += piece.text }
    return text
  }

  /// Whether an unquoted character makes it a pattern.
  var isPattern: Bool {
    pieces.contains { piece in
      !piece.isQuoted && piece.text.utf8.contains { $0 == 42 || $0 == 63 || $0 == 91 }
    }
  }

  /// The pattern that it is, quoted text standing for itself.
  var pattern: Pattern { Pattern(self) }
}
