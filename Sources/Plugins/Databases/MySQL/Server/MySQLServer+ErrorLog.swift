import OrderedCollections
import Simulation

extension MySQLServer {
  var logTime: String {
    let now = process.world.now
    let milliseconds = ((now.milliseconds % 1000) + 1000) % 1000
    let text = now.calendar.rfc3339
    return String(text.dropLast()) + "." + padded(milliseconds, 3) + "000Z"
  }

  /// Writes a line of the error log.
  ///
  /// - Parameters:
  ///   - old: the level in 5.7; the empty one leaves the line out there.
  ///   - thread: the thread that says it; 0 for those without a session.
  func log(
    _ level: String, _ code: String, _ text: String, subsystem: String = "Server",
    old: String? = nil, thread: Int64 = 0
  ) {
    if process.environment["MYSQL_VERSION"]?.hasPrefix("5.7") == true {
      let name = old ?? level
      if !name.isEmpty { process.writeError("\(logTime) \(thread) [\(name)] \(text)\n") }
    } else if level != "Note" {
      // `log_error_verbosity` is 2 unless somebody sets it: errors and warnings, and what is always
      // written.
      process.writeError("\(logTime) \(thread) [\(level)] [\(code)] [\(subsystem)] \(text)\n")
    }
  }

  /// The first lines of a server's log.
  func logStart(initializes: Bool, skipsHostCache: Bool) {
    let patch = Int(version.split(separator: ".").last ?? "") ?? 0
    if !isOld, skipsHostCache, patch >= 30 {
      log(
        "Warning", "MY-011068",
        "The syntax '--skip-host-cache' is deprecated and will be removed in a future release."
          + " Please use SET GLOBAL host_cache_size=0 instead.")
    }
    if isOld {
      if !initializes {
        log("Note", "", "mysqld (mysqld \(version)) starting as process \(process.number) ...")
      }
    } else if initializes {
      log(
        "System", "MY-013169",
        "/usr/sbin/mysqld (mysqld \(version)) initializing of server in progress as process"
          + " \(process.number)")
    } else {
      log(
        "System", "MY-010116",
        "/usr/sbin/mysqld (mysqld \(version)) starting as process \(process.number)")
    }
  }

  /// What 8.0 says before and after it looks at its data. The thread that does it is the first.
  func logInnoDB(starts: Bool) {
    log(
      "System", starts ? "MY-013576" : "MY-013577",
      "InnoDB initialization has \(starts ? "started" : "ended").", subsystem: "InnoDB", old: "",
      thread: 1)
  }

  /// Notes in the trace of the world what happened to this server.
  func record(_ text: String) {
    process.world.record("mysqld", "database/\(process.host.name)", text)
  }

  /// Tries again each minute to write a log for which there is no space, and says so each ten
  /// minutes: a log that the server needs is waited for, nothing fails.
  func waitForSpace(
    _ file: String, thread: Int64, tries: inout Int, _ again: @escaping () -> Void
  ) {
    if tries % 10 == 0 {
      log(
        "ERROR", "MY-000035",
        "Disk is full writing './\(file)' (OS errno 28 - No space left on device)."
          + " Waiting for someone to free space... Retry in 60 secs."
          + " Message reprinted in 600 secs.", thread: thread)
    }
    tries += 1
    let subject = "database/\(process.host.name)"
    process.world.trace.wait(
      subject, actor: "mysqld", reason: "there is no space left for \(file)",
      at: process.world.now)
    process.schedule(after: .seconds(60), again)
  }

  func gotSpace(tries: inout Int) {
    guard tries > 0 else { return }
    tries = 0
    process.world.trace.stopWaiting("database/\(process.host.name)")
  }
}
