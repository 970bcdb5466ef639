import SQL
import Simulation

/// The waiting of a source for its replicas: `rpl_semi_sync_source`.
///
/// A commit waits until enough replicas have said that they have its events in their relay logs,
/// at most `rpl_semi_sync_source_timeout`; then the source goes on without, silently, until a
/// replica has caught up (M8).
package final class SemiSyncSource {
  private unowned(unsafe) let server: MySQLServer
  /// The setting is on, and replicas answer in time.
  private(set) var isActive = true
  /// `Rpl_semi_sync_source_yes_tx` and `…_no_tx`.
  private(set) var acknowledged: Int64 = 0
  private(set) var unacknowledged: Int64 = 0
  /// How often it gave up waiting.
  package private(set) var timesOff: Int64 = 0
  private var waiting: Wait?

  private final class Wait {
    let file: String
    let position: Int64
    let count: Int
    /// Whose commit it is.
    let thread: Int64
    let action: () -> Void
    var timer: ScheduledEvent?

    init(
      file: String, position: Int64, count: Int, thread: Int64, action: @escaping () -> Void
    ) {
      self.file = file
      self.position = position
      self.count = count
      self.thread = thread
      self.action = action
    }
  }

  init(_ server: MySQLServer) { self.server = server }

  var isEnabled: Bool { server.variables.flag("rpl_semi_sync_source_enabled") }

  /// Whether a commit waits now. One that does not is counted as not acknowledged.
  var isOn: Bool {
    guard isEnabled else { return false }
    if !isActive { unacknowledged += 1 }
    return isActive
  }

  /// `Rpl_semi_sync_source_status`.
  var status: Bool { isEnabled && isActive }

  private var needed: Int {
    Int(server.variables.number("rpl_semi_sync_source_wait_for_replica_count"))
  }

  func wait(
    file: String, position: Int64, count: Int, thread: Int64, _ action: @escaping () -> Void
  ) {
    let wait = Wait(
      file: file, position: position, count: count, thread: thread, action: action)
    if server.dumps.filter({ $0.isSemiSync }).count < needed,
      !server.variables.flag("rpl_semi_sync_source_wait_no_replica")
    {
      turnOff(thread)
      unacknowledged += Int64(count)
      action()
      return
    }
    waiting = wait
    let limit = server.variables.number("rpl_semi_sync_source_timeout")
    wait.timer = server.process.schedule(after: .milliseconds(limit)) { [self] in
      guard waiting === wait else { return }
      waiting = nil
      unacknowledged += Int64(count)
      server.log(
        "Warning", "MY-011153",
        "Timeout waiting for reply of binlog (file: \(file), pos: \(position)), semi-sync up to"
          + " file \(lastFile), position \(lastPosition).", subsystem: "Repl", thread: thread)
      turnOff(thread)
      action()
    }
    note()
  }

  private var lastFile: String { server.dumps.compactMap { $0.acknowledged?.file }.max() ?? "" }
  private var lastPosition: Int64 {
    server.dumps.compactMap { $0.acknowledged?.position }.max() ?? 0
  }

  private func turnOff(_ thread: Int64) {
    guard isActive else { return }
    isActive = false
    timesOff += 1
    server.log(
      "Note", "MY-011155", "Semi-sync replication switched OFF.", subsystem: "Repl",
      thread: thread)
    server.record("gave up waiting for replicas: semi-sync is off")
  }

  /// The setting was switched on or off.
  func settingChanged() {
    isActive = true
    if !isEnabled, let wait = waiting {
      waiting = nil
      wait.timer?.cancel()
      wait.action()
    }
  }

  /// A replica said how far it is.
  func note() {
    if let wait = waiting {
      let count = server.dumps.filter { $0.hasAcknowledged(wait.file, wait.position) }.count
      guard count >= needed else { return }
      waiting = nil
      wait.timer?.cancel()
      acknowledged += Int64(wait.count)
      wait.action()
    } else if !isActive, let binlog = server.binlog {
      let count = server.dumps.filter { $0.hasAcknowledged(binlog.current, binlog.released) }.count
      guard count >= needed else { return }
      isActive = true
      server.log(
        "Note", "MY-011156",
        "Semi-sync replication switched ON at (\(binlog.current), \(binlog.released))",
        subsystem: "Repl")
      server.record("waits for replicas again: semi-sync is on")
    }
  }
}
