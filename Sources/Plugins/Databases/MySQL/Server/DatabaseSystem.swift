import OrderedCollections
import SQL
import Simulation

/// The database servers of a world, for pictures and for the accounts of what was acknowledged.
final class DatabaseSystem: WorldComponent {
  /// A server with what it does not keep itself: its process and host may be gone from the world.
  private struct Member {
    var host: Host
    var process: Process
    var server: MySQLServer

    var isRunning: Bool { process.isRunning && server.isReady && host.isUp }
  }

  /// The newest server of each host, by the host's name, in the order in which they started.
  private var members: OrderedDictionary<String, Member> = [:]
  let audit = AuditLog()
  /// Files that are on their way, for pictures: who receives them, where they come from, and since
  /// when.
  private var transfers: [(process: Process, receiver: Host, sender: Host, start: VirtualTime)] = []
  /// How long a transfer is seen at least.
  private static let memory = VirtualDuration.seconds(2)

  static func of(_ world: World) -> DatabaseSystem {
    if let known = world.component("databases") as? DatabaseSystem { return known }
    let system = DatabaseSystem()
    world.add(system, named: "databases")
    return system
  }

  /// Notes that a program begins to receive files from another machine, until it ends.
  func noteTransfer(to receiver: Process, from sender: Host) {
    let now = receiver.world.now
    transfers.removeAll { !$0.process.isRunning && $0.start + DatabaseSystem.memory < now }
    transfers.append((receiver, receiver.host, sender, now))
  }

  /// Who copies from whom now, or has just done so.
  func clones(at now: VirtualTime) -> [(receiver: Host, sender: Host)] {
    transfers.filter { $0.process.isRunning || $0.start + DatabaseSystem.memory >= now }
      .map { ($0.receiver, $0.sender) }
  }

  func add(_ server: MySQLServer) {
    let host = server.process.host
    // A container or pod that is gone does not come back with its memory: it is not kept.
    members.removeAll { !$0.value.process.isRunning && $0.value.host.machine != nil }
    members[host.name] = Member(host: host, process: server.process, server: server)
  }

  /// The newest server of each host, whether it runs or not.
  var servers: [MySQLServer] { members.values.map { $0.server } }

  /// The servers that run now.
  var running: [MySQLServer] {
    members.values.filter { $0.isRunning }.map { $0.server }
  }
}
