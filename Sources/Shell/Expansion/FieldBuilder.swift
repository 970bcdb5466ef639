/// Collects what words expand to, and splits it into fields.
struct FieldBuilder {
  /// Whether unquoted expansions are split.
  let splits: Bool
  private let separators: String
  private(set) var fields: [Field] = []
  private var current: Field?
  /// Whether blank space has just ended a field: a separator that follows belongs to it.
  private var isAfterBlank = false

  init(splits: Bool, separators: String) {
    self.splits = splits
    self.separators = separators
  }

  /// Adds text that is not split.
  mutating func append(_ text: String, isQuoted: Bool) {
    isAfterBlank = false
    if current == nil { current = Field() }
    current?.append(text, isQuoted: isQuoted)
  }

  /// Adds the value of an expansion outside quotes.
  mutating func appendSplitting(_ text: String) {
    guard splits, !separators.isEmpty else {
      if !text.isEmpty { append(text, isQuoted: false) }
      return
    }
    let separators = Array(separators.unicodeScalars)
    var run = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      guard separators.contains(scalar) else {
        run.append(scalar)
        continue
      }
      if !run.isEmpty { append(String(run), isQuoted: false) }
      run = String.UnicodeScalarView()
      if scalar == " " || scalar == "\t" || scalar == "\n" {
        if current != nil {
          endField()
          isAfterBlank = true
        }
      } else if isAfterBlank {
        isAfterBlank = false
      } else {
        if current == nil { current = Field() }
        endField()
      }
    }
    if !run.isEmpty { append(String(run), isQuoted: false) }
  }

  /// Ends the field that is open, if one is.
  mutating func endField() {
    if let current { fields.append(current) }
    current = nil
    isAfterBlank = false
  }

  /// Ends the word and returns what was collected.
  mutating func finish() -> [Field] {
    endField()
    let result = fields
    fields = []
    return result
  }

  /// Everything as one field.
  mutating func finishAsOne() -> Field {
    var result = Field()
    for (index, field) in finish().enumerated() {
      if index > 0 { result.append(" ", isQuoted: true) }
      for piece in field.pieces { result.append(piece.text, isQuoted: piece.isQuoted) }
    }
    return result
  }
}
