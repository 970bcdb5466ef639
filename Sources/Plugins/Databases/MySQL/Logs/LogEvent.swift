import SQL

/// An event of a binary log or relay log.
///
/// In the file it is one line of text, filled up to the length that MySQL's own format would have,
/// so that sizes and positions are the real ones as far as what is logged fits into them.
package struct LogEvent {
  package enum Body {
    case format(version: String)
    case previousGTIDs(String)
    /// The next transaction's name; `origin` is its name whatever the setting of `gtid_mode`.
    case gtid(uuid: String, number: Int64, origin: String)
    case anonymous(origin: String)
    /// `number` names a definition as `xid` names a transaction.
    case query(database: String, text: String, number: Int64)
    case tableMap(id: Int64, database: String, table: String)
    /// Rows, two for each change of an update: before and after.
    case writeRows(id: Int64, rows: [SQLRow], endsStatement: Bool)
    case updateRows(id: Int64, rows: [SQLRow], endsStatement: Bool)
    case deleteRows(id: Int64, rows: [SQLRow], endsStatement: Bool)
    case xid(Int64)
    case rotate(file: String, position: Int64)
    case stop
  }

  /// Unix seconds at which the statement ran where it ran first.
  var timestamp: Int64
  /// The server that it ran on first.
  var serverID: Int64
  /// Where the event ends in the log of the server that sent it.
  var end: Int64
  package var body: Body

  /// The name in SHOW BINLOG EVENTS.
  var typeName: String {
    switch body {
    case .format: "Format_desc"
    case .previousGTIDs: "Previous_gtids"
    case .gtid: "Gtid"
    case .anonymous: "Anonymous_Gtid"
    case .query: "Query"
    case .tableMap: "Table_map"
    case .writeRows: "Write_rows"
    case .updateRows: "Update_rows"
    case .deleteRows: "Delete_rows"
    case .xid: "Xid"
    case .rotate: "Rotate"
    case .stop: "Stop"
    }
  }

  /// What SHOW BINLOG EVENTS says about it.
  var information: String {
    switch body {
    case .format(let version): "Server ver: \(version), Binlog ver: 4"
    case .previousGTIDs(let set): set
    case .gtid(let uuid, let number, _): "SET @@SESSION.GTID_NEXT= '\(uuid):\(number)'"
    case .anonymous: "SET @@SESSION.GTID_NEXT= 'ANONYMOUS'"
    case .query(let database, let text, let number):
      (text == "BEGIN" || database.isEmpty ? text : "use `\(database)`; \(text)")
        + (number > 0 ? " /* xid=\(number) */" : "")
    case .tableMap(let id, let database, let table): "table_id: \(id) (\(database).\(table))"
    case .writeRows(let id, _, let ends), .updateRows(let id, _, let ends),
      .deleteRows(let id, _, let ends):
      "table_id: \(id)" + (ends ? " flags: STMT_END_F" : "")
    case .xid(let number): "COMMIT /* xid=\(number) */"
    case .rotate(let file, let position): "\(file);pos=\(position)"
    case .stop: ""
    }
  }

  /// Whether a transaction, or a statement that is one, ends with it.
  package var endsTransaction: Bool {
    switch body {
    case .xid: true
    case .query(_, let text, _): text != "BEGIN"
    default: false
    }
  }
}

extension LogEvent {
  /// The line of the event at a place of a log, line feed included. Sets `end`.
  mutating func line(at position: Int64) -> String {
    var text = ""
    switch body {
    case .format(let version): text = "F\t\(version)"
    case .previousGTIDs(let set): text = "P\t\(RowText.escaped(set))"
    case .gtid(let uuid, let number, let origin):
      let name = "\(uuid):\(number)"
      text = "G\t\(name)" + (origin == name ? "" : "\t\(origin)")
    case .anonymous(let origin): text = "A\t\(origin)"
    case .query(let database, let statement, let number):
      text =
        "Q\t\(RowText.escaped(database))\t\(RowText.escaped(statement))"
        + (number > 0 ? "\t\(number)" : "")
    case .tableMap(let id, let database, let table):
      text = "M\t\(id)\t\(RowText.escaped(database))\t\(RowText.escaped(table))"
    case .writeRows(let id, let rows, let ends): text = LogEvent.rows("W", id, rows, ends)
    case .updateRows(let id, let rows, let ends): text = LogEvent.rows("U", id, rows, ends)
    case .deleteRows(let id, let rows, let ends): text = LogEvent.rows("D", id, rows, ends)
    case .xid(let number): text = "X\t\(number)"
    case .rotate(let file, let position): text = "R\t\(file)\t\(position)"
    case .stop: text = "S"
    }
    // The header names the end of the event, whose length depends on how long that is written.
    let start = "\(text)\u{1f}\(timestamp)\t\(serverID)\t"
    let length = Int64(start.utf8.count) + 1
    var total = max(realSize, length + Int64(String(position).utf8.count))
    while length + Int64(String(position + total).utf8.count) > total { total += 1 }
    end = position + total
    let number = String(end)
    let missing = total - length - Int64(number.utf8.count)
    return start + number + String(repeating: " ", count: Int(missing)) + "\n"
  }

  private static func rows(_ mark: String, _ id: Int64, _ rows: [SQLRow], _ ends: Bool) -> String {
    var text = "\(mark)\t\(id)\t\(ends ? 1 : 0)"
    for row in rows {
      text += "\u{1e}"
      RowText.append(row, to: &text)
    }
    return text
  }

  /// The length that the event has in MySQL's format, with its checksum.
  private var realSize: Int64 {
    switch body {
    case .format(let version): return version.hasPrefix("5.") ? 119 : 122
    case .previousGTIDs(let set):
      guard let set = GTIDSet(set), !set.isEmpty else { return 31 }
      return 31 + 40 * Int64(set.text.utf8.reduce(1) { $0 + ($1 == 44 ? 1 : 0) })
    case .gtid, .anonymous: return 79
    case .query(let database, let text, _):
      let isDefinition = text != "BEGIN"
      return 66 + (isDefinition ? 18 : 0) + Int64(database.utf8.count + text.utf8.count)
    case .tableMap(_, let database, let table):
      return 42 + Int64(database.utf8.count + table.utf8.count)
    case .writeRows(_, let rows, _), .updateRows(_, let rows, _), .deleteRows(_, let rows, _):
      let columns = Int64(rows.first?.count ?? 0)
      let bits = (columns + 7) / 8
      var size = 34 + bits
      if case .updateRows = body { size += bits }
      for row in rows {
        size += bits
        for value in row {
          switch value {
          case .null: break
          case .integer(let number): size += number.magnitude < 1 << 31 ? 4 : 8
          case .decimal, .time: size += 5
          case .double: size += 8
          case .text(let text): size += Int64(text.utf8.count) + (text.utf8.count < 256 ? 1 : 2)
          }
        }
      }
      return size
    case .xid: return 31
    case .rotate(let file, _): return 31 + Int64(file.utf8.count)
    case .stop: return 23
    }
  }

  /// Reads a line without its line feed; nil when it is none of an event.
  init?(_ line: Substring) {
    var line = line
    guard let event = line.withUTF8({ LogEvent.event($0) }) else { return nil }
    self = event
  }

  private static func event(_ bytes: UnsafeBufferPointer<UInt8>) -> LogEvent? {
    guard let mark = bytes.lastIndex(of: 31), mark > 0, let first = bytes.first else { return nil }
    var numbers: [Int64] = []
    var start = mark + 1
    while start <= bytes.count {
      var end = start
      // Spaces fill the line up.
      while end < bytes.count, bytes[end] != 9, bytes[end] != 32 { end += 1 }
      guard let number = RowText.integer(UnsafeBufferPointer(rebasing: bytes[start..<end])) else {
        return nil
      }
      numbers.append(number)
      if end < bytes.count, bytes[end] == 32 { break }
      start = end + 1
    }
    guard numbers.count == 3 else { return nil }
    let text = UnsafeBufferPointer(rebasing: bytes[..<mark])
    let isRows =
      first == UInt8(ascii: "W") || first == UInt8(ascii: "U") || first == UInt8(ascii: "D")
    let body =
      isRows
      ? rowsBody(first, text) : otherBody(Substring(String(decoding: text, as: UTF8.self)))
    guard let body else { return nil }
    return LogEvent(timestamp: numbers[0], serverID: numbers[1], end: numbers[2], body: body)
  }

  private static func rowsBody(_ mark: UInt8, _ text: UnsafeBufferPointer<UInt8>) -> Body? {
    var rows: [SQLRow] = []
    var start = text.firstIndex(of: 0x1e) ?? text.count
    let head = String(decoding: text[..<start], as: UTF8.self)
    let fields = RowText.fields(Substring(head))
    guard fields.count == 3, let id = Int64(fields[1]) else { return nil }
    while start < text.count {
      var end = start + 1
      while end < text.count, text[end] != 0x1e { end += 1 }
      let row = UnsafeBufferPointer(rebasing: text[(start + 1)..<end])
      rows.append(RowText.row(row, columns: rows.first?.count ?? 4))
      start = end
    }
    let ends = fields[2] == "1"
    switch mark {
    case UInt8(ascii: "W"): return .writeRows(id: id, rows: rows, endsStatement: ends)
    case UInt8(ascii: "U"): return .updateRows(id: id, rows: rows, endsStatement: ends)
    default: return .deleteRows(id: id, rows: rows, endsStatement: ends)
    }
  }

  private static func otherBody(_ text: Substring) -> Body? {
    let fields = RowText.fields(text)
    func field(_ index: Int) -> String {
      index < fields.count ? RowText.unescaped(fields[index]) : ""
    }
    switch fields[0] {
    case "F": return .format(version: field(1))
    case "P": return .previousGTIDs(field(1))
    case "G":
      let parts = field(1).split(separator: ":")
      guard parts.count == 2, let number = Int64(parts[1]) else { return nil }
      return .gtid(
        uuid: String(parts[0]), number: number, origin: fields.count > 2 ? field(2) : field(1))
    case "A": return .anonymous(origin: field(1))
    case "Q":
      return .query(database: field(1), text: field(2), number: Int64(field(3)) ?? 0)
    case "M":
      guard let id = Int64(field(1)) else { return nil }
      return .tableMap(id: id, database: field(2), table: field(3))
    case "X": return .xid(Int64(field(1)) ?? 0)
    case "R": return .rotate(file: field(1), position: Int64(field(2)) ?? 4)
    case "S": return .stop
    default: return nil
    }
  }
}

/// Reads the events of a log from its text.
package struct LogReader {
  private let text: String
  package private(set) var position: Int64
  /// The bytes that every log begins with.
  package static let magic = "\u{7f}bin"

  /// Starts at a place; events begin behind the first four bytes.
  package init(_ text: String, at position: Int64 = 4) {
    self.text = text
    self.position = max(4, position)
  }

  /// The next whole event and where it begins; nil at the end of what is there.
  package mutating func next() -> (event: LogEvent, line: Substring, start: Int64)? {
    let rest = text.bytes(from: position)
    guard let end = rest.utf8.firstIndex(of: 10), let event = LogEvent(rest[..<end]) else {
      return nil
    }
    let line = rest[...end]
    let start = position
    position += Int64(line.utf8.count)
    return (event, line, start)
  }
}
