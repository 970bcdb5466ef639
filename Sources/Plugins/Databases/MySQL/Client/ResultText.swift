import SQL

/// How the client `mysql` writes results.
enum ResultText {
  enum Form {
    /// Fields between tabs.
    case batch(isRaw: Bool)
    case table
    case vertical
  }

  static func text(_ result: ResultSet, _ form: Form, showsNames: Bool) -> String {
    switch form {
    case .batch(let isRaw): batch(result, isRaw, showsNames)
    case .table: table(result, showsNames)
    case .vertical: vertical(result, showsNames)
    }
  }

  private static func batch(_ result: ResultSet, _ isRaw: Bool, _ showsNames: Bool) -> String {
    guard !result.rows.isEmpty else { return "" }
    var text = ""
    if showsNames {
      text += result.columns.map { isRaw ? $0.name : escaped($0.name) }.joined(separator: "\t")
      text += "\n"
    }
    for row in result.rows {
      text += row.map { $0.map { isRaw ? $0 : escaped($0) } ?? "NULL" }.joined(separator: "\t")
      text += "\n"
    }
    return text
  }

  /// `\n`, `\t`, `\0` and `\\` for what would break a line.
  private static func escaped(_ text: String) -> String {
    let needsCare = text.utf8.contains { $0 == 9 || $0 == 10 || $0 == 0 || $0 == 92 }
    guard needsCare else { return text }
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 9: bytes += [92, 116]
      case 10: bytes += [92, 110]
      case 0: bytes += [92, 48]
      case 92: bytes += [92, 92]
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func width(_ text: String) -> Int { text.unicodeScalars.count }

  private static func table(_ result: ResultSet, _ showsNames: Bool) -> String {
    guard !result.rows.isEmpty else { return "" }
    var widths: [Int] = []
    for (index, column) in result.columns.enumerated() {
      var width = showsNames ? ResultText.width(column.name) : 0
      for row in result.rows { width = max(width, row[index].map { ResultText.width($0) } ?? 0) }
      if width < 4, !column.isNotNull { width = 4 }
      widths.append(width)
    }
    let border = "+" + widths.map { String(repeating: "-", count: $0 + 2) + "+" }.joined() + "\n"
    var text = border
    if showsNames {
      text += "|"
      for (column, width) in zip(result.columns, widths) {
        text += " " + padded(column.name, width, right: false) + " |"
      }
      text += "\n" + border
    }
    for row in result.rows {
      text += "|"
      for (index, field) in row.enumerated() {
        text +=
          " " + padded(field ?? "NULL", widths[index], right: result.columns[index].isNumeric)
          + " |"
      }
      text += "\n"
    }
    return text + border
  }

  private static func padded(_ text: String, _ width: Int, right: Bool) -> String {
    let missing = max(0, width - ResultText.width(text))
    let blanks = String(repeating: " ", count: missing)
    return right ? blanks + text : text + blanks
  }

  private static func vertical(_ result: ResultSet, _ showsNames: Bool) -> String {
    let width = result.columns.map { ResultText.width($0.name) }.max() ?? 0
    var text = ""
    for (number, row) in result.rows.enumerated() {
      let stars = String(repeating: "*", count: 27)
      text += "\(stars) \(number + 1). row \(stars)\n"
      for (column, field) in zip(result.columns, row) {
        if showsNames { text += padded(column.name, width, right: true) + ": " }
        text += (field ?? "NULL") + "\n"
      }
    }
    return text
  }
}
