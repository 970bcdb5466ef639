import Markdown

extension FencePlugin {
  /// A table whose cells stand between pipes.
  static let table = FencePlugin(
    word: "table",
    summary: "A table: rows between pipes, the first with the heads, the second with dashes.",
    attributes: [
      AttributeRule("id", .name, "the name by which links and translations refer to it"),
      AttributeRule("caption", .text, "the words above it"),
    ]
  ) { fence, chapter in
    let content = TableContent(fence)
    var reading = FenceReading()
    for cell in content.head + content.rows.flatMap(\.cells) {
      reading.take(cell.line(in: chapter.source), in: chapter)
    }
    reading.diagnostics += content.mistakes(in: chapter)
    return reading
  }
}

/// The content of a `table` fence.
struct TableContent {
  /// How the cells of a column are set.
  enum Alignment: String {
    case start, center, end
  }

  /// A cell: inline Markdown.
  struct Cell {
    /// Its text, in which `\|` stands for a pipe.
    let raw: String
    /// The byte offset in the file at which it starts.
    let offset: Int

    /// The text, read.
    func line(in source: SourceText) -> MarkdownLine {
      MarkdownLine(raw.replacing("\\|", with: "|"), at: source.position(at: offset))
    }
  }

  /// A row and where it stands.
  struct Row {
    let cells: [Cell]
    let offsets: Range<Int>
  }

  private let lines: [Row]
  private let fence: PluginFence

  init(_ fence: PluginFence) {
    self.fence = fence
    lines = fence.lines.filter { !$0.isBlank }.map(Row.init)
  }

  /// The cells of the first row.
  var head: [Cell] { lines.first?.cells ?? [] }

  /// The rows below the head.
  var rows: ArraySlice<Row> { lines.dropFirst(2) }

  /// How the columns are set; one for each cell of the second row.
  var alignments: [Alignment?] {
    lines.dropFirst().first?.cells.map { TableContent.alignment($0.raw) } ?? []
  }

  /// What a cell of the second row says; nil when it is no such cell.
  private static func alignment(_ text: String) -> Alignment? {
    var dashes = text.utf8[...]
    let isStart = dashes.first == UInt8(ascii: ":")
    if isStart { dashes.removeFirst() }
    let isEnd = dashes.last == UInt8(ascii: ":")
    if isEnd { dashes.removeLast() }
    guard !dashes.isEmpty, dashes.allSatisfy({ $0 == UInt8(ascii: "-") }) else { return nil }
    return isEnd ? (isStart ? .center : .end) : .start
  }

  func mistakes(in chapter: Chapter) -> [Diagnostic] {
    let source = chapter.source
    guard let first = lines.first else {
      return [
        Diagnostic(
          file: chapter.file, range: fence.code.fence?.infoRange, "the table is empty",
          suggestion: "write a row of heads, `|---|---|`, and rows between pipes")
      ]
    }
    var found: [Diagnostic] = []
    func error(_ row: Row, _ summary: String, _ cause: String? = nil, help: String) {
      found.append(
        Diagnostic(
          file: chapter.file, range: source.range(row.offsets), summary, explanation: cause,
          suggestion: help))
    }
    guard lines.count > 1, !alignments.isEmpty, !alignments.contains(nil) else {
      let dashes = String(repeating: "|---", count: max(1, head.count)) + "|"
      error(
        lines.count > 1 ? lines[1] : first, "the table has no row of dashes below its heads",
        "the first row holds the heads of the columns, the second says how they are aligned",
        help: "write `\(dashes)` as the second row")
      return found
    }
    let wanted = TableContent.count(of: head)
    for (index, row) in lines.enumerated() where row.cells.count != head.count {
      error(
        row,
        "\(index == 1 ? "the row of dashes" : "this row") has \(TableContent.count(of: row.cells)),"
          + " the head has \(wanted)",
        help: "give each row as many; a pipe that belongs to a cell is written `\\|`")
    }
    if head.allSatisfy(\.raw.isEmpty) {
      error(
        first, "no column of the table has a head",
        "readers who hear the page know a cell by the head of its column",
        help: "name the columns in the first row")
    }
    if rows.isEmpty {
      error(lines[1], "the table has no rows below its head", help: "write one")
    }
    return found
  }

  private static func count(of cells: [Cell]) -> String {
    cells.count == 1 ? "1 cell" : "\(cells.count) cells"
  }
}

extension TableContent.Row {
  /// Splits a line at the pipes that no backslash stands before.
  init(_ line: PluginFence.Line) {
    let bytes = Array(line.text.utf8)
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    var start = bytes.firstIndex { !isSpace($0) } ?? bytes.count
    let end = (bytes.lastIndex { !isSpace($0) } ?? -1) + 1
    offsets = line.offset + start..<line.offset + max(start, end)
    var cells: [TableContent.Cell] = []
    func add(_ range: Range<Int>) {
      var range = range
      while let first = range.first, isSpace(bytes[first]) {
        range = range.lowerBound + 1..<range.upperBound
      }
      while let last = range.last, isSpace(bytes[last]) {
        range = range.lowerBound..<range.upperBound - 1
      }
      cells.append(
        TableContent.Cell(
          raw: String(decoding: bytes[range], as: UTF8.self),
          offset: line.offset + range.lowerBound))
    }
    let pipe = UInt8(ascii: "|")
    if start < end, bytes[start] == pipe { start += 1 }
    var index = start
    while index < end {
      if bytes[index] == UInt8(ascii: "\\") {
        index += 2
      } else if bytes[index] == pipe {
        add(start..<index)
        index += 1
        start = index
      } else {
        index += 1
      }
    }
    // Behind the last pipe there is a cell only when something stands there.
    if start < end || cells.isEmpty { add(start..<max(start, end)) }
    self.cells = cells
  }
}
