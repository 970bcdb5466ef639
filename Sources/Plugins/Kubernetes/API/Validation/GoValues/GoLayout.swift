/// A text with parts that may stand on lines of their own, laid out as go-cmp does.
indirect enum GoLayout {
  case line(String)
  case wrapped(String, GoLayout, String)
  case list([Record])

  /// What a line belongs to: to both values, the first, the second.
  enum Mark {
    case both
    case removed
    case inserted
  }

  struct Record {
    var mark = Mark.both
    /// The name of a field or the key of an entry; may be empty.
    var key = ""
    var value: GoLayout
    /// What an ellipsis stands for: `12 identical fields`.
    var comment = ""
    var hasComma = true
  }

  /// The longest line of something that only one of the values has.
  private static let longestLine = 80

  var line: String? {
    if case .line(let text) = self { return text }
    return nil
  }

  /// The same with everything on one line that can be.
  func collapsed(_ mark: Mark = .both) -> GoLayout {
    switch self {
    case .line: return self
    case .wrapped(let start, let inner, let end):
      let inner = inner.collapsed(mark)
      if let text = inner.line { return .line(start + text + end) }
      return .wrapped(start, inner, end)
    case .list(let records):
      var records = records
      var texts: [String] = []
      var needsLines = false
      for index in records.indices {
        let record = records[index]
        if record.mark != .both || !record.comment.isEmpty { needsLines = true }
        records[index].value = record.value.collapsed(record.mark == .both ? mark : record.mark)
        let text = records[index].value.line
        if text == nil { needsLines = true }
        texts.append((record.key.isEmpty ? "" : record.key + ": ") + (text ?? ""))
      }
      let whole = texts.joined(separator: ", ")
      if mark != .both, whole.utf8.count > GoLayout.longestLine { needsLines = true }
      return needsLines ? .list(records) : .line(whole)
    }
  }

  /// The text, each line with its mark: `- `, `+ ` or two blanks.
  func text(_ mark: Mark = .both, indent: Int = 0) -> String {
    switch self {
    case .line(let text): return text
    case .wrapped(let start, let inner, let end):
      return start + inner.text(mark, indent: indent) + end
    case .list(let records):
      let paddings = GoLayout.paddings(records)
      var result = ""
      for (index, record) in records.enumerated() {
        let own = record.mark == .both ? mark : record.mark
        result += "\n" + GoLayout.start(own, indent + 1)
        if !record.key.isEmpty { result += record.key + ": " }
        result += String(repeating: " ", count: paddings[index])
        result += record.value.text(own, indent: indent + 1)
        if record.hasComma { result += "," }
        if !record.comment.isEmpty { result += " // " + record.comment }
      }
      return result + "\n" + GoLayout.start(mark, indent)
    }
  }

  static func start(_ mark: Mark, _ indent: Int) -> String {
    let sign: String
    switch mark {
    case .both: sign = "  "
    case .removed: sign = "- "
    case .inserted: sign = "+ "
    }
    return sign + String(repeating: "\t", count: indent)
  }

  /// How many blanks follow each key, so that the values of neighbours begin at one column.
  private static func paddings(_ records: [Record]) -> [Int] {
    var paddings = Array(repeating: 0, count: records.count)
    var start = 0
    func close(_ end: Int) {
      let longest = records[start..<end].map { $0.key.utf8.count }.max() ?? 0
      for index in start..<end { paddings[index] = longest - records[index].key.utf8.count }
    }
    for (index, record) in records.enumerated()
    where record.key.isEmpty || record.value.line == nil {
      close(index)
      start = index + 1
    }
    close(records.count)
    return paddings
  }
}
