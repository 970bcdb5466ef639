/// Text set in columns.
enum Columns {
  /// Padded on the left.
  static func right(_ text: String, _ width: Int) -> String {
    let missing = width - text.unicodeScalars.count
    return missing > 0 ? String(repeating: " ", count: missing) + text : text
  }

  /// Padded on the right.
  static func left(_ text: String, _ width: Int) -> String {
    let missing = width - text.unicodeScalars.count
    return missing > 0 ? text + String(repeating: " ", count: missing) : text
  }

  /// Rows with their columns one under the other; the last column of a row is not padded.
  static func table(_ rows: [[String]], gap: String) -> String {
    var widths: [Int] = []
    for row in rows {
      for (index, cell) in row.enumerated() {
        let width = cell.unicodeScalars.count
        if index == widths.count {
          widths.append(width)
        } else if width > widths[index] {
          widths[index] = width
        }
      }
    }
    var text = ""
    for row in rows {
      for (index, cell) in row.enumerated() {
        let isLast = index == row.count - 1
        text += isLast ? cell : left(cell, widths[index]) + gap
      }
      text += "\n"
    }
    return text
  }
}
