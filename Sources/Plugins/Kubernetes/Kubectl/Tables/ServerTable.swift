import Values

/// A `Table` that the server made, decorated as the flags ask (K12).
struct ServerTable {
  /// What is added to or left out of a table.
  struct Decoration {
    var isWide = false
    var showsNamespace = false
    /// `pod` or `statefulset.apps`, put before the names; nil for none (K13).
    var kindPrefix: String?
    var showsLabels = false
    /// Labels that get a column of their own.
    var labelColumns: [String] = []
  }

  var header: [String] = []
  var rows: [[String]] = []

  init(_ table: JSON, _ decoration: Decoration) {
    let columns = table.items("columnDefinitions")
    var shown: [Int] = []
    if decoration.showsNamespace { header.append("NAMESPACE") }
    for (index, column) in columns.enumerated() {
      if column.number("priority") > 0, !decoration.isWide { continue }
      shown.append(index)
      header.append(column.text("name").uppercased())
    }
    for label in decoration.labelColumns {
      let short = label.split(separator: "/").last.map { String($0) } ?? label
      header.append(short.uppercased())
    }
    if decoration.showsLabels { header.append("LABELS") }
    let nameColumn = columns.firstIndex { $0.text("format") == "name" } ?? 0
    for row in table.items("rows") {
      rows.append(ServerTable.cells(row, shown, nameColumn, decoration))
    }
  }

  private static func cells(
    _ row: JSON, _ shown: [Int], _ nameColumn: Int, _ decoration: Decoration
  ) -> [String] {
    var cells: [String] = []
    let object = row["object"] ?? .null
    if decoration.showsNamespace { cells.append(object.namespace) }
    let values = row.items("cells")
    for index in shown {
      var text = index < values.count ? ServerTable.text(values[index]) : ""
      if index == nameColumn, let prefix = decoration.kindPrefix { text = "\(prefix)/\(text)" }
      cells.append(text)
    }
    for label in decoration.labelColumns {
      cells.append(object.at("metadata", "labels", label)?.string ?? "")
    }
    if decoration.showsLabels { cells.append(labelsText(object.labels)) }
    return cells
  }

  /// A cell in one line: a line feed would break the layout, so kubectl cuts the text there.
  private static func text(_ value: JSON) -> String {
    switch value {
    case .string(let text):
      guard let end = text.firstIndex(where: { $0.isNewline }) else { return text }
      return text[..<end] + "..."
    case .integer(let number): return String(number)
    case .number(let number): return JSON.text(of: number)
    case .bool(let flag): return flag ? "true" : "false"
    case .null: return "<none>"
    default: return value.compactText
    }
  }
}

/// `app=web,tier=front`, or `<none>`.
func labelsText(_ labels: [(key: String, value: String)]) -> String {
  if labels.isEmpty { return "<none>" }
  return labels.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
}
