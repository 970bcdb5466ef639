import OrderedCollections
import SQL
import Simulation

/// The database servers of a world, for pictures and for the accounts of what was acknowledged.
final class DatabaseSystem: WorldComponent {
  /// The newest server of each host, by the host's name, in the order in which they started.
  private(set) var servers: OrderedDictionary<String, MySQLServer> = [:]
  let audit = AuditLog()

  static func of(_ world: World) -> DatabaseSystem {
    if let known = world.component("databases") as? DatabaseSystem { return known }
    let system = DatabaseSystem()
    world.add(system, named: "databases")
    return system
  }

  func add(_ server: MySQLServer) { servers[server.process.host.name] = server }

  /// The servers that run now.
  var running: [MySQLServer] {
    servers.values.filter { $0.process.isRunning && $0.isReady && $0.process.host.isUp }
  }
}
