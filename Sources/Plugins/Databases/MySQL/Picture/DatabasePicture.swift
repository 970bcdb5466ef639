import OrderedCollections
import SQL
import Scenes
import Simulation

/// The database servers of a world: what they hold, where their logs are, who follows whom.
struct DatabasePicture {
  private let system: DatabaseSystem
  private let now: VirtualTime
  /// Tables and rows beyond these are counted and not drawn.
  static let tableLimit = 3
  static let rowLimit = 4

  init(_ system: DatabaseSystem, at now: VirtualTime) {
    self.system = system
    self.now = now
  }

  func add(to scene: inout Scene) {
    for server in system.servers { add(server, to: &scene) }
    for server in system.running { addLink(server, to: &scene) }
    for clone in system.clones(at: now) {
      guard let receiver = scene.box(ofMachine: clone.receiver.nameAndAddress),
        let sender = scene.box(ofMachine: clone.sender.nameAndAddress)
      else { continue }
      scene.links.append(SceneLink(from: receiver, to: sender, kind: .clones))
    }
  }

  private func id(_ server: MySQLServer) -> String { "database/" + server.process.host.name }

  private func isRunning(_ server: MySQLServer) -> Bool {
    system.running.contains { $0 === server }
  }

  private func add(_ server: MySQLServer, to scene: inout Scene) {
    let host = server.process.host
    var box = SceneBox(id: id(server), kind: .database, label: host.name)
    box.parent = scene.box(ofMachine: host.nameAndAddress)
    guard isRunning(server) else {
      // A pod that is gone takes its server out of the picture.
      guard box.parent != nil || host.machine == nil else { return }
      box.badges = [SceneBadge("not running", .bad)]
      scene.boxes.append(box)
      return
    }
    let number = "server \(server.variables.number("server_id"))"
    // The box around it says the name, and there is little room in it.
    if box.parent == nil { box.sublabel = number } else { box.label = number }
    box.badges = badges(server)
    if let binlog = server.binlog {
      box.details.append("log: \(binlog.current) \(binlog.position)")
    }
    if server.replica.isConfigured {
      let place = server.replica.applier.position
      box.details.append("applied: \(place.sourceFile) \(place.sourcePosition)")
    }
    box.details += rows(server)
    scene.boxes.append(box)
  }

  private func badges(_ server: MySQLServer) -> [SceneBadge] {
    let replica = server.replica!
    guard replica.isConfigured else {
      let isReadOnly = server.variables.flag("read_only")
      return [SceneBadge(isReadOnly ? "read only" : "takes writes", isReadOnly ? .plain : .good)]
    }
    var badges: [SceneBadge] = []
    if replica.applier.errorNumber != 0 {
      badges.append(SceneBadge("error \(replica.applier.errorNumber)", .bad))
    } else if replica.receiver.errorNumber != 0, !replica.receiver.isConnected {
      badges.append(SceneBadge("error \(replica.receiver.errorNumber)", .bad))
    } else if !replica.receiver.isRunning || !replica.applier.isRunning {
      badges.append(SceneBadge("stopped", .waiting))
    } else if let lag = replica.secondsBehind, lag > 0 {
      badges.append(SceneBadge("\(lag) s behind", .waiting))
    } else if replica.receiver.isConnected {
      badges.append(SceneBadge("up to date", .good))
    } else {
      badges.append(SceneBadge("connecting", .waiting))
    }
    if server.variables.flag("read_only") { badges.append(SceneBadge("read only")) }
    return badges
  }

  private func rows(_ server: MySQLServer) -> [String] {
    var lines: [String] = []
    let tables = server.engine.tables.filter { $0.definition.database != "mysql" }
    for table in tables.prefix(DatabasePicture.tableLimit) {
      lines.append("\(table.fullName): \(table.rowCount) \(table.rowCount == 1 ? "row" : "rows")")
      guard table.rowCount <= DatabasePicture.rowLimit else { continue }
      table.forEachCommitted { _, row in
        lines.append(
          "  "
            + row.prefix(3).map { String(($0.text ?? "NULL").prefix(16)) }
            .joined(separator: ", "))
      }
    }
    if tables.count > DatabasePicture.tableLimit {
      lines.append("and \(tables.count - DatabasePicture.tableLimit) more tables")
    }
    return lines
  }

  private func addLink(_ server: MySQLServer, to scene: inout Scene) {
    let replica = server.replica!
    guard replica.isConfigured else { return }
    // By what it was last told of its source; a name that is nobody's has no other end.
    let source = system.servers.first {
      $0.uuid == replica.settings.uuid
        || $0.process.host.name == String(replica.settings.host.prefix { $0 != "." })
    }
    guard let source else { return }
    let isWell = replica.receiver.isConnected && replica.applier.isRunning
    scene.links.append(
      SceneLink(
        from: id(server), to: id(source), kind: .follows,
        label: replica.secondsBehind.map { $0 > 0 ? "lag \($0) s" : "" } ?? "",
        state: isWell ? .good : .bad))
  }
}
