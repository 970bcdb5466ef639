import Simulation

extension MySQLServer {
  package func handle(_ signal: Signal, in process: Process) -> Bool {
    switch signal {
    case .terminate, .quit:
      shutdown(by: "<via user signal>", thread: 0)
      return true
    case .hangup, .interrupt: return true
    default: return false
    }
  }

  /// Ends the server in good order. `thread` is whose statement asked for it, 0 for a signal.
  func shutdown(by user: String, thread: Int64) {
    guard !isEnding else { return }
    isEnding = true
    guard isReady else { return process.exit(0) }
    log(
      "System", "MY-013172",
      "Received SHUTDOWN from user \(user). Shutting down mysqld (Version: \(version)).", old: "",
      thread: thread)
    replica.shutdown()
    for connection in connections { connection.end() }
    for dump in dumps { dump.end() }
    process.schedule(after: ServerTimings.shutdown) { [self] in
      pipeline.afterCommits { [self] in finish() }
    }
  }

  func finish() {
    binlog?.writeStop()
    storage.writePending()
    storage.checkpoint()
    do throws(FileError) {
      try process.fileSystem.remove(variables.text("socket"))
    } catch {}
    log(
      "System", "MY-010910",
      "/usr/sbin/mysqld: Shutdown complete (mysqld \(version))  MySQL Community Server - GPL.",
      old: "Note")
    record("was shut down")
    process.exit(0)
  }
}
