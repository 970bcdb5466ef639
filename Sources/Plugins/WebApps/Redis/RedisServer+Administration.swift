import OrderedCollections
import Simulation

extension RedisServer {
  static let arities: OrderedDictionary<String, Int> = [
    "ping": -1, "echo": 2, "save": 1, "bgsave": -1, "lastsave": 1, "config": -2, "info": -1,
    "select": 2, "shutdown": -1, "time": 1, "quit": -1,
  ]

  func administer(_ name: String, _ words: [String]) -> RedisReply? {
    switch name {
    case "ping":
      guard words.count <= 2 else { return RedisCommands.wrongCount("ping") }
      return words.count == 2 ? .bulk(words[1]) : .status("PONG")
    case "echo": return .bulk(words[1])
    case "quit": return .ok
    case "select":
      guard let number = Int(bounded: words[1]) else { return .error("ERR invalid DB index") }
      guard (0..<16).contains(number) else { return .error("ERR DB index is out of range") }
      return number == 0 ? .ok : .error("ERR only database 0 is supported here")
    case "save":
      guard !isSaving else { return .error("ERR Background save already in progress") }
      return save() ? .ok : .error("ERR")
    case "bgsave":
      guard !isSaving else { return .error("ERR Background save already in progress") }
      saveInBackground()
      return .status("Background saving started")
    case "lastsave": return .integer(lastSave.unixSeconds)
    case "time":
      let now = process.world.now
      return .texts([String(now.unixSeconds), String(now.millisecond * 1000)])
    case "config": return configure(words)
    case "info": return .bulk(info(words.count > 1 ? words[1].lowercased() : "default"))
    default:
      let word = words.count > 1 ? words[1].uppercased() : ""
      guard ["", "SAVE", "NOSAVE"].contains(word), words.count <= 2 else {
        return RedisCommands.syntax
      }
      log("*", "User requested shutdown...")
      shutDown(saves: word == "SAVE" || (word.isEmpty && !settings.save.isEmpty))
      return process.isRunning
        ? .error("ERR Errors trying to SHUTDOWN. Check logs.") : nil
    }
  }

  func configure(_ words: [String]) -> RedisReply {
    switch words[1].lowercased() {
    case "get" where words.count >= 3:
      var texts: [String] = []
      for name in RedisSettings.names
      where words.dropFirst(2).contains(where: { RedisText.fits(name, $0.lowercased()) }) {
        texts += [name, settings.value(name) ?? ""]
      }
      return .texts(texts)
    case "set" where words.count == 4:
      let name = words[2].lowercased()
      guard name == "save" || name == "appendfsync" else {
        return .error(
          settings.value(name) == nil
            ? "ERR Unknown option or number of arguments for CONFIG SET - '\(words[2])'"
            : "ERR CONFIG SET of '\(words[2])' is not supported here")
      }
      var changed = settings!
      if name == "save" { changed.save = [] }
      if let problem = changed.apply(name, [words[3]]) {
        return .error(
          "ERR CONFIG SET failed (possibly related to argument '\(words[2])') - \(problem)")
      }
      settings = changed
      return .ok
    case "get", "set": return RedisCommands.wrongCount("config|\(words[1].lowercased())")
    default: return .error("ERR unknown subcommand '\(words[1])'. Try CONFIG HELP.")
    }
  }

  func info(_ section: String) -> String {
    var parts: [String] = []
    func add(_ name: String, _ lines: [String]) {
      guard ["default", "all", "everything", name.lowercased()].contains(section) else { return }
      parts.append("# \(name)\r\n" + lines.map { $0 + "\r\n" }.joined())
    }
    let keys = commands.keys.entries
    add(
      "Server",
      [
        "redis_version:\(RedisServer.version)", "redis_mode:standalone", "os:Linux",
        "process_id:\(process.number)", "tcp_port:\(settings.port)",
        "uptime_in_seconds:\((process.world.now - started).seconds)",
      ])
    add("Clients", ["connected_clients:\(connections.count)"])
    add(
      "Persistence",
      [
        "loading:0", "rdb_changes_since_last_save:\(commands.changes)",
        "rdb_bgsave_in_progress:\(isSaving ? 1 : 0)", "rdb_last_save_time:\(lastSave.unixSeconds)",
        "rdb_last_bgsave_status:ok", "aof_enabled:\(settings.appendOnly ? 1 : 0)",
      ])
    add(
      "Stats",
      [
        "total_connections_received:\(connectionCount)", "total_commands_processed:\(commandCount)",
        "keyspace_hits:\(hits)", "keyspace_misses:\(misses)",
      ])
    let ending = keys.values.filter { $0.expires != nil }.count
    add("Replication", ["role:master", "connected_slaves:0"])
    add("Keyspace", keys.isEmpty ? [] : ["db0:keys=\(keys.count),expires=\(ending),avg_ttl=0"])
    return parts.joined(separator: "\r\n")
  }
}
