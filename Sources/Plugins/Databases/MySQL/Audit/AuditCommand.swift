import SQL
import Simulation

/// `sim audit`: are acknowledged writes still there, and did reads go back in time?
enum AuditCommand {
  /// Exits with 0 when nothing that was acknowledged is lost, with 1 when something is.
  static func run(_ process: Process, _ words: [String]) -> Int32 {
    let system = DatabaseSystem.of(process.world)
    guard words.count <= 1 else {
      process.writeError("sim audit: the name of one database server at most is expected\n")
      return 2
    }
    guard let server = server(words.first, system) else {
      if let name = words.first {
        process.writeError("sim audit: no database server runs on '\(name)'\n")
      } else {
        process.writeError("sim audit: no database server takes writes\n")
      }
      return 2
    }
    let report = AuditReport(
      system.audit, server: server.process.host.name, held: server.storage.holdings)
    process.write(report.text)
    return report.lost.isEmpty ? 0 : 1
  }

  /// The server of a name, or the one that takes writes; of several the one that has most.
  private static func server(_ name: String?, _ system: DatabaseSystem) -> MySQLServer? {
    if let name { return system.running.first { $0.process.host.name == name } }
    let writable = system.running.filter { !$0.variables.flag("read_only") }
    return writable.max { $0.storage.lineage.count < $1.storage.lineage.count }
  }
}
