import OrderedCollections
import Simulation

/// The store Redis: keys in memory, saved to a file from time to time, and each change to a log of
/// changes when it is told so.
///
/// A clean end saves when there are save points; SIGKILL and a power cut do not.
final class RedisServer: Program {
  private(set) unowned(unsafe) var process: Process!
  private(set) var settings: RedisSettings!
  private(set) var commands = RedisCommands()
  private(set) var isReady = false
  private var started = VirtualTime.zero
  private var lastSave = VirtualTime.zero
  private var isSaving = false
  private var childNumber: Int32 = 20
  private var isAppendDirty = false
  private var connections: [Int: RedisConnection] = [:]
  private var connectionCount = 0
  private var commandCount: Int64 = 0
  private var hits: Int64 = 0
  private var misses: Int64 = 0

  static let version = "7.4.1"

  func start(_ process: Process) {
    self.process = process
    let words = Array(process.arguments.dropFirst())
    if words.first == "--version" || words.first == "-v" {
      process.write(
        "Redis server v=\(RedisServer.version) sha=00000000:0 malloc=jemalloc-5.3.0 bits=64"
          + " build=7b8c2a5b0f5a6e3c\n")
      return process.exit(0)
    }
    settings = RedisSettings(words, process)
    if let mistake = settings.mistake {
      process.writeError(mistake)
      return process.exit(1)
    }
    log("*", "oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo", role: "C")
    log(
      "*",
      "Redis version=\(RedisServer.version), bits=64, commit=00000000, modified=0,"
        + " pid=\(process.number), just started", role: "C")
    if settings.isStandard {
      log(
        "#",
        "Warning: no config file specified, using the default config. In order to specify a config"
          + " file use redis-server /path/to/redis.conf", role: "C")
    } else {
      log("*", "Configuration loaded", role: "C")
    }
    log("*", "monotonic clock: POSIX clock_gettime")
    log("*", "Running mode=standalone, port=\(settings.port).")
    let accepts = process.listen(on: settings.port) { [unowned(unsafe) self] in accept($0) }
    guard accepts else {
      log(
        "#",
        "Warning: Could not create server TCP listening socket *:\(settings.port): bind:"
          + " Address already in use")
      log("#", "Failed listening on port \(settings.port) (tcp), aborting.")
      return process.exit(1)
    }
    log("*", "Server initialized")
    started = process.world.now
    lastSave = started
    guard load() else { return process.exit(1) }
    log("*", "Ready to accept connections tcp")
    isReady = true
    WebSystem.of(process.world).add(self)
    everySecond()
  }

  private func log(_ level: String, _ text: String, role: String = "M") {
    let now = process.world.now
    let date = now.calendar
    process.write(
      "\(process.number):\(role) \(padded(date.day, 2)) \(date.monthName) \(padded(date.year, 4))"
        + " \(date.clock).\(padded(now.millisecond, 3)) \(level) \(text)\n")
  }

  func handle(_ signal: Signal, in process: Process) -> Bool {
    guard signal == .terminate || signal == .interrupt else { return false }
    guard isReady else {
      process.exit(0)
      return true
    }
    process.write(
      "\(process.number):signal-handler (\(process.world.now.unixSeconds)) Received SIG\(signal.name)"
        + " scheduling shutdown...\n")
    log("*", "User requested shutdown...")
    shutDown(saves: !settings.save.isEmpty)
    return true
  }

  private func shutDown(saves: Bool) {
    if settings.appendOnly {
      log("*", "Calling fsync() on the AOF file.")
      process.flush(appendPath)
    }
    if saves {
      log("*", "Saving the final RDB snapshot before exiting.")
      guard save() else {
        log("#", "Error trying to save the DB, can't exit.")
        return
      }
    }
    log("#", "Redis is now ready to exit, bye bye...")
    process.exit(0)
  }

  // MARK: Files

  private var savePath: String { path(settings.fileName) }
  private var appendFolder: String { path("appendonlydir") }
  private var appendPath: String { appendFolder + "/appendonly.aof.1.incr.aof" }

  private func path(_ name: String) -> String {
    settings.folder.hasSuffix("/") ? settings.folder + name : settings.folder + "/" + name
  }

  private func read(_ path: String) -> String? {
    do throws(FileError) {
      return try process.fileSystem.read(path, from: process.workingDirectory)
    } catch {
      return nil
    }
  }

  /// Reads what is on the disk: the log of changes if there is to be one, else what was saved.
  private func load() -> Bool {
    if settings.appendOnly { return loadChanges() }
    guard let text = read(savePath) else { return true }
    return load(text)
  }

  private func load(_ text: String) -> Bool {
    guard var keys = RedisKeys(text: text) else {
      log("#", "Wrong signature trying to load DB from file")
      log("#", "Fatal error loading the DB, check server logs. Exiting.")
      return false
    }
    log("*", "Loading RDB produced by version \(RedisServer.version)")
    let all = keys.entries.count
    keys.removeEnded(process.world.now)
    commands.keys = keys
    log(
      "*",
      "Done loading RDB, keys loaded: \(keys.entries.count), keys expired:"
        + " \(all - keys.entries.count).")
    log("*", "DB loaded from disk: 0.000 seconds")
    return true
  }

  private func loadChanges() -> Bool {
    guard let text = read(appendPath) else {
      log("*", "Creating AOF base file appendonly.aof.1.base.rdb on server start")
      log("*", "Creating AOF incr file appendonly.aof.1.incr.aof on server start")
      do throws(FileError) {
        let now = process.world.now
        try process.fileSystem.makeDirectory(
          appendFolder, from: process.workingDirectory, withParents: true, now: now)
        try process.fileSystem.write(
          RedisKeys().text, to: appendFolder + "/appendonly.aof.1.base.rdb",
          from: process.workingDirectory, now: now)
        try process.fileSystem.write(
          "", to: appendPath, from: process.workingDirectory, now: now)
        try process.fileSystem.write(
          "file appendonly.aof.1.base.rdb seq 1 type b\n"
            + "file appendonly.aof.1.incr.aof seq 1 type i\n",
          to: appendFolder + "/appendonly.aof.manifest", from: process.workingDirectory, now: now)
      } catch {
        log("#", "Can't create or open the append-only dir appendonlydir: \(error.text)")
        return false
      }
      return true
    }
    var reader = RedisReader()
    reader.feed(text)
    while let words = reader.nextRequest() {
      guard let name = words.first?.lowercased() else { continue }
      guard let arity = RedisCommands.arities[name], RedisCommands.fits(words, arity) else {
        log("#", "Unknown command '\(words[0])' reading the append only file")
        return false
      }
      _ = commands.run(name, words, at: process.world.now)
    }
    if reader.failure != nil {
      log(
        "#",
        "Bad file format reading the append only file appendonly.aof.1.incr.aof: make a backup of"
          + " your AOF file, then use ./redis-check-aof --fix <filename.manifest>")
      return false
    }
    commands.keys.removeEnded(process.world.now)
    commands.changes = 0
    log("*", "DB loaded from incr file appendonly.aof.1.incr.aof: 0.000 seconds")
    log("*", "DB loaded from append only file: 0.000 seconds")
    log("*", "Opening AOF incr file appendonly.aof.1.incr.aof on server start")
    return true
  }

  private func save() -> Bool {
    commands.keys.removeEnded(process.world.now)
    do throws(FileError) {
      try process.fileSystem.write(
        commands.keys.text, to: savePath, from: process.workingDirectory, now: process.world.now)
    } catch {
      log(
        "#",
        "Failed opening the temp RDB file temp-\(process.number).rdb (in server root dir"
          + " \(settings.folder)) for saving: \(error.text)")
      return false
    }
    commands.changes = 0
    lastSave = process.world.now
    log("*", "DB saved on disk")
    return true
  }

  private func saveInBackground() {
    childNumber += 1
    isSaving = true
    log("*", "Background saving started by pid \(childNumber)")
    process.schedule(after: .milliseconds(100)) { [unowned(unsafe) self] in
      isSaving = false
      guard save() else { return log("#", "Background saving error") }
      log("*", "Background saving terminated with success")
    }
  }

  /// Looks whether it is time to save, and flushes the log of changes.
  private func everySecond() {
    process.schedule(after: .seconds(1)) { [unowned(unsafe) self] in
      let elapsed = (process.world.now - lastSave).seconds
      let due = settings.save.first {
        commands.changes >= max(1, $0.changes) && elapsed > $0.seconds
      }
      if let due, !isSaving {
        log("*", "\(due.changes) changes in \(due.seconds) seconds. Saving...")
        saveInBackground()
      }
      if isAppendDirty, settings.appendSync == "everysec" {
        process.flush(appendPath)
        isAppendDirty = false
      }
      everySecond()
    }
  }

  /// Writes a change to the log: with its end as a time, so that it means the same later.
  private func appendChange(_ name: String, _ words: [String]) {
    var texts = [RedisReply.request(words)]
    if ["set", "setex", "getdel", "expire", "pexpire", "expireat", "pexpireat"].contains(name) {
      switch commands.keys.entries[words[1]] {
      case nil: texts = [RedisReply.request(["DEL", words[1]])]
      case let entry?:
        if case .text(let text) = entry.value {
          texts = [RedisReply.request(["SET", words[1], text])]
        }
        if let end = entry.expires {
          let time = VirtualTime.epochSeconds * 1000 + end.milliseconds
          texts.append(RedisReply.request(["PEXPIREAT", words[1], String(time)]))
        }
      }
    }
    do throws(FileError) {
      try process.writeBuffered(texts.joined(), to: appendPath, appending: true)
      isAppendDirty = true
      if settings.appendSync == "always" { process.flush(appendPath) }
    } catch {
      log("#", "Error writing to the AOF file: \(error.text)")
    }
  }

  // MARK: Connections

  private func accept(_ socket: Socket) {
    connectionCount += 1
    let connection = RedisConnection(
      socket, number: connectionCount
    ) { [unowned(unsafe) self] words in
      reply(to: words)
    } onEnd: { [unowned(unsafe) self] number in
      connections[number] = nil
    }
    connections[connectionCount] = connection
  }

  /// Does a command; nil when the server has ended.
  private func reply(to words: [String]) -> RedisReply? {
    commandCount += 1
    let name = words[0].lowercased()
    guard let arity = RedisCommands.arities[name] ?? RedisServer.arities[name] else {
      return .error(RedisServer.unknown(words))
    }
    guard RedisCommands.fits(words, arity) else {
      return RedisCommands.wrongCount(name)
    }
    if RedisServer.arities[name] != nil { return administer(name, words) }
    let before = commands.changes
    guard let reply = commands.run(name, words, at: process.world.now) else { return nil }
    if name == "get" { if reply == .bulk(nil) { misses += 1 } else { hits += 1 } }
    if settings.appendOnly, commands.changes != before, RedisCommands.writing.contains(name) {
      appendChange(name, words)
    }
    return reply
  }

  private static func unknown(_ words: [String]) -> String {
    var arguments = ""
    for word in words.dropFirst() where arguments.utf8.count < 128 {
      let room = 128 - arguments.utf8.count
      arguments += "'" + String(decoding: word.utf8.prefix(room), as: UTF8.self) + "' "
    }
    let name = String(decoding: words[0].utf8.prefix(128), as: UTF8.self)
    let text = "ERR unknown command '\(name)', with args beginning with: \(arguments)"
    return String(
      decoding: text.utf8.map { $0 == 10 || $0 == 13 ? 32 : $0 }, as: UTF8.self)
  }

  private static let arities: OrderedDictionary<String, Int> = [
    "ping": -1, "echo": 2, "save": 1, "bgsave": -1, "lastsave": 1, "config": -2, "info": -1,
    "select": 2, "shutdown": -1, "time": 1, "quit": -1,
  ]

  private func administer(_ name: String, _ words: [String]) -> RedisReply? {
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

  private func configure(_ words: [String]) -> RedisReply {
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

  private func info(_ section: String) -> String {
    var parts: [String] = []
    func add(_ name: String, _ lines: [String]) {
      guard ["default", "all", "everything", name.lowercased()].contains(section) else { return }
      parts.append("# \(name)\r\n" + lines.map { $0 + "\r\n" }.joined())
    }
    commands.keys.removeEnded(process.world.now)
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
