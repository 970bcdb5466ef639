import SQL
import Simulation

extension MySQLServer {
  /// Finds out where the binary log is and what its files are called. False when the server cannot
  /// log: it has said why, and ended.
  func findBinaryLog(_ options: ServerOptions) -> Bool {
    // 8.0 calls it binlog unless it is asked for: then, without a name, after the host.
    let given = options.value("log_bin")
    var base = isOld || given != nil ? process.host.name + "-bin" : "binlog"
    if let given, given != "ON", given != "1", !given.isEmpty {
      base = given.utf8.split(separator: 47).last.map { String(Substring($0)) } ?? base
    }
    // 5.7 wants to know who it is before it logs.
    if isOld, variables.number("server_id") == 0 {
      fail(
        "You have enabled the binary log, but you haven't provided the mandatory server-id."
          + " Please refer to the proper server start-up parameters documentation")
      return false
    }
    binlog = BinaryLog(
      process: process, folder: datadir, base: base, version: serverVersion,
      serverID: { [unowned(unsafe) self] in variables.number("server_id") })
    variables["log_bin_basename"] = .text("\(datadir)/\(base)")
    variables["log_bin_index"] = .text("\(datadir)/\(base).index")
    return true
  }

  /// The numbers of the transactions in the newest file of the binary log.
  func loggedNumbers(_ binlog: BinaryLog) -> Set<Int64> {
    var numbers = Set<Int64>()
    guard let text = binlog.text(binlog.current) else { return numbers }
    var reader = LogReader(text)
    while let (event, _, _) = reader.next() {
      switch event.body {
      case .xid(let number), .query(_, _, let number): numbers.insert(number)
      default: break
      }
    }
    return numbers
  }

  func rotateBinaryLog() {
    guard let binlog else { return }
    do throws(FileError) {
      try binlog.rotate(previous: storage.executed)
    } catch {
      log("ERROR", "MY-010205", "Could not open the next binary log: \(error.text)")
    }
    sendToReplicas()
  }

  func sendToReplicas() { for dump in dumps { dump.advance() } }

  /// Removes all binary logs and begins again, as RESET MASTER does.
  func resetBinaryLog() {
    guard let binlog else { return }
    for dump in dumps { dump.end() }
    dumps = []
    binlog.reset()
    storage.executed = GTIDSet()
    storage.purged = GTIDSet()
    do throws(FileError) { try binlog.begin(previous: GTIDSet()) } catch {}
    nextGTID = 1
    storage.checkpoint()
  }

  /// What is in `gtid_executed` and no longer in the binary log.
  var purged: GTIDSet {
    guard let binlog, let first = binlog.names.first else { return storage.executed }
    var purged = binlog.previous(of: first)
    purged.formUnion(storage.purged)
    return purged
  }
}
