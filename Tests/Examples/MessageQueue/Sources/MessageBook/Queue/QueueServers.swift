import Scenes
import Simulation

/// The queues of a world, for its pictures.
final class QueueServers: WorldComponent {
  private var servers: [QueueServer] = []

  /// How many messages a queue may hold that does not say otherwise.
  var limit = 100

  /// More messages than these are counted, not shown.
  private static let shown = 4

  /// Those of a world; there is one list for each.
  static func of(_ world: World) -> QueueServers {
    if let known = world.component("queue") as? QueueServers { return known }
    let servers = QueueServers()
    world.add(servers, named: "queue")
    return servers
  }

  func add(_ server: QueueServer) {
    servers.removeAll { $0.process?.isRunning != true }
    servers.append(server)
  }

  func loseEverything() { for server in servers { server.lose() } }

  /// Adds a box for each queue that runs, inside of the machine that it runs on.
  func add(to scene: inout Scene) {
    for server in servers {
      guard let process = server.process, process.isRunning, process.host.isUp else { continue }
      let host = process.host
      var box = SceneBox(id: "queue/" + host.name, kind: "queue", label: "queue")
      box.parent = scene.box(ofMachine: host.nameAndAddress)
      if box.parent == nil { box.label = host.name }
      let count = server.messages.count
      box.badges = [SceneBadge(count == 1 ? "1 message" : "\(count) messages", .good)]
      box.details = server.messages.prefix(QueueServers.shown).map { String($0.prefix(24)) }
      scene.boxes.append(box)
    }
  }
}
