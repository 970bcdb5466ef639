import SQL
import Simulation
import Testing

@testable import Databases

@Suite struct LogTests {
  @Test func eventsAreReadAsTheyWereWritten() {
    let rows: [SQLRow] = [
      [.integer(-5), .text("a\tb\nc\\d\u{1e}\u{1f}"), .null],
      [.decimal(SQLDecimal(units: -1250, scale: 2)), .double(0.1), .time(SQLTime(seconds: 7))],
    ]
    let bodies: [LogEvent.Body] = [
      .format(version: "8.0.36"), .previousGTIDs("3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5"),
      .gtid(uuid: "u", number: 7, origin: "v:9"), .anonymous(origin: "v:9"),
      .query(database: "d", text: "CREATE TABLE t (a INT)", number: 3),
      .tableMap(id: 91, database: "d", table: "t"),
      .writeRows(id: 91, rows: rows, endsStatement: true), .xid(44),
      .rotate(file: "binlog.000003", position: 4), .stop,
    ]
    var text = LogReader.magic
    var ends: [Int64] = []
    for body in bodies {
      var event = LogEvent(timestamp: 1_772_442_000, serverID: 100, end: 0, body: body)
      text += event.line(at: Int64(text.utf8.count))
      ends.append(event.end)
      #expect(event.end == Int64(text.utf8.count), "a position is a place in the file")
    }
    var reader = LogReader(text)
    var found: [LogEvent] = []
    while let (event, _, _) = reader.next() { found.append(event) }
    #expect(found.map { $0.end } == ends)
    #expect(
      found.map { $0.typeName }
        == bodies.map {
          LogEvent(timestamp: 0, serverID: 0, end: 0, body: $0).typeName
        })
    guard case .writeRows(_, let read, true) = found[6].body else {
      Issue.record("no rows")
      return
    }
    #expect(read == rows)
  }

  @Test func aTornLineIsNoEvent() {
    var event = LogEvent(timestamp: 0, serverID: 1, end: 0, body: .xid(5))
    let line = event.line(at: 4)
    for length in 0..<line.utf8.count {
      var reader = LogReader(LogReader.magic + line.prefix(length))
      #expect(reader.next() == nil)
    }
    var whole = LogReader(LogReader.magic + line)
    #expect(whole.next() != nil)
  }

  @Test func setsOfTransactionsAreMergedAndSubtracted() {
    let a = "3e11fa47-71ca-11e1-9e33-c80aa9429562"
    let b = "4e11fa47-71ca-11e1-9e33-c80aa9429562"
    var set = GTIDSet("\(a):1-3:5-7,\(b):9")!
    #expect(set.text == "\(a):1-3:5-7,\n\(b):9")
    set.insert(a, 4)
    #expect(set.text == "\(a):1-7,\n\(b):9")
    #expect(set.subtracting(GTIDSet("\(a):2-5")!).text == "\(a):1:6-7,\n\(b):9")
    #expect(set.contains(GTIDSet("\(a):7")!))
    #expect(!set.contains(GTIDSet("\(b):8")!))
    #expect(set.next(of: a) == 8)
    #expect(set.next(of: b) == 1, "a gap at the beginning is filled first")
    #expect(GTIDSet("x:1") == nil)
    #expect(GTIDSet("\(a):0") == nil)
    #expect(GTIDSet("\(a):5-1") == nil)
    #expect(GTIDSet("")?.isEmpty == true)
  }
}
