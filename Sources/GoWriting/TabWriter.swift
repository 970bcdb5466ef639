/// Aligns text whose cells end with tabs, by the rule of Go's tabwriter (K1, K16).
///
/// A column is a run of lines that have a cell there which a tab ends; the last cell of a line
/// belongs to no column. A column is as wide as its longest cell and the padding, at least the
/// minimum.
package struct TabWriter {
  let minimumWidth: Int
  let padding: Int
  /// Whether columns keep the widths of what was flushed before, as a watch does (K11).
  let remembersWidths: Bool
  private var lines: [[Substring]] = []
  private var partial = ""
  private var remembered: [Int] = []

  package init(minimumWidth: Int, padding: Int, remembersWidths: Bool = false) {
    self.minimumWidth = minimumWidth
    self.padding = padding
    self.remembersWidths = remembersWidths
  }

  /// The writer of `kubectl get`.
  package static var table: TabWriter {
    TabWriter(minimumWidth: 6, padding: 3, remembersWidths: true)
  }

  /// The writer of docker's lists.
  package static var docker: TabWriter { TabWriter(minimumWidth: 10, padding: 3) }

  /// The writer of `kubectl describe`.
  package static var description: TabWriter { TabWriter(minimumWidth: 0, padding: 2) }

  package mutating func write(_ text: String) {
    partial += text
    guard let end = partial.utf8.lastIndex(of: UInt8(ascii: "\n")) else { return }
    let whole = String(partial[..<end])
    partial.removeSubrange(...end)
    for line in whole.split(separator: "\n", omittingEmptySubsequences: false) {
      lines.append(line.split(separator: "\t", omittingEmptySubsequences: false))
    }
  }

  /// Writes one line of cells.
  package mutating func write(cells: [String]) { write(cells.joined(separator: "\t") + "\n") }

  /// Forgets the widths of what was flushed.
  package mutating func forgetWidths() { remembered = [] }

  /// The aligned text of all that was written since the last flush.
  package mutating func flush() -> String {
    let lines = self.lines
    self.lines = []
    let rest = partial
    partial = ""
    let widths = columnWidths(of: lines)
    var text = ""
    for (line, widths) in zip(lines, widths) {
      for (column, cell) in line.enumerated() {
        text += cell
        if column < line.count - 1 {
          let blanks = widths[column] - cell.unicodeScalars.count
          if blanks > 0 { text += String(repeating: " ", count: blanks) }
        }
      }
      text += "\n"
    }
    return text + rest
  }

  private mutating func columnWidths(of lines: [[Substring]]) -> [[Int]] {
    var widths: [[Int]] = lines.map { Array(repeating: 0, count: max(0, $0.count - 1)) }
    let columns = widths.reduce(0) { max($0, $1.count) }
    for column in 0..<columns {
      var start = 0
      while start < lines.count {
        guard lines[start].count - 1 > column else {
          start += 1
          continue
        }
        var end = start
        var width = minimumWidth
        while end < lines.count, lines[end].count - 1 > column {
          width = max(width, lines[end][column].unicodeScalars.count + padding)
          end += 1
        }
        if remembersWidths {
          if column == remembered.count { remembered.append(width) }
          if column < remembered.count {
            width = max(width, remembered[column])
            remembered[column] = width
          }
        }
        for index in start..<end { widths[index][column] = width }
        start = end
      }
    }
    return widths
  }
}
