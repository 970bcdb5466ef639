/// Lines of cells, printed with aligned columns.
struct ReportTable {
  var title: String
  var header: [String]
  var rows: [[String]] = []

  /// The table as text, with its title above.
  var text: String {
    let lines = [header] + rows
    var widths = header.map { $0.count }
    for line in lines {
      for (column, cell) in line.enumerated() { widths[column] = max(widths[column], cell.count) }
    }
    let body = lines.map { line in
      line.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        // Numbers stand on the right, the names in the first column on the left.
        return column == 0 ? cell + padding : padding + cell
      }.joined(separator: "  ")
    }
    return title + "\n" + body.joined(separator: "\n") + "\n"
  }
}

/// `value` with `digits` digits after the point.
func fixed(_ value: Double, _ digits: Int) -> String {
  var scale = 1.0
  for _ in 0..<digits { scale *= 10 }
  let scaled = (value * scale).rounded()
  guard digits > 0 else { return String(Int(scaled)) }
  let whole = Int(scaled / scale)
  let rest = String(Int(scaled.magnitude) % Int(scale))
  return "\(whole)." + String(repeating: "0", count: digits - rest.count) + rest
}
