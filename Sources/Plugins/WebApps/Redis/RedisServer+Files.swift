import OrderedCollections
import Simulation

extension RedisServer {
  var savePath: String { path(settings.fileName) }
  var appendFolder: String { path("appendonlydir") }
  var appendPath: String { appendFolder + "/appendonly.aof.1.incr.aof" }

  func path(_ name: String) -> String {
    settings.folder.hasSuffix("/") ? settings.folder + name : settings.folder + "/" + name
  }

  func read(_ path: String) -> String? {
    do throws(FileError) {
      return try process.fileSystem.read(path, from: process.workingDirectory)
    } catch {
      return nil
    }
  }

  /// Reads what is on the disk: the log of changes if there is to be one, else what was saved.
  func load() -> Bool {
    if settings.appendOnly { return loadChanges() }
    guard let text = read(savePath) else { return true }
    return load(text)
  }

  func load(_ text: String) -> Bool {
    guard var keys = RedisKeys(text: text) else {
      log("#", "Wrong signature trying to load DB from file")
      log("#", "Fatal error loading the DB, check server logs. Exiting.")
      return false
    }
    log("*", "Loading RDB produced by version \(RedisServer.version)")
    let all = keys.entries.count
    _ = keys.takeEnded(process.world.now)
    commands.keys = keys
    log(
      "*",
      "Done loading RDB, keys loaded: \(keys.entries.count), keys expired:"
        + " \(all - keys.entries.count).")
    log("*", "DB loaded from disk: 0.000 seconds")
    return true
  }

  func loadChanges() -> Bool {
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
      guard let name = words.first?.lowercased(), words != ["SELECT", "0"] else { continue }
      guard let arity = RedisCommands.arities[name], RedisCommands.fits(words, arity) else {
        log("#", "Unknown command '\(words[0])' reading the append only file")
        return false
      }
      process.world.spend(RedisServer.cost(of: words))
      // Nothing ends while the log is read: where something had ended, the log says so.
      _ = commands.run(name, words, at: RedisServer.beforeAll)
    }
    if reader.failure != nil {
      log(
        "#",
        "Bad file format reading the append only file appendonly.aof.1.incr.aof: make a backup of"
          + " your AOF file, then use ./redis-check-aof --fix <filename.manifest>")
      return false
    }
    commands.changes = 0
    log("*", "DB loaded from incr file appendonly.aof.1.incr.aof: 0.000 seconds")
    log("*", "DB loaded from append only file: 0.000 seconds")
    log("*", "Opening AOF incr file appendonly.aof.1.incr.aof on server start")
    endKeys()
    return true
  }

  func save() -> Bool {
    endKeys()
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

  func saveInBackground() {
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
  func everySecond() {
    process.schedule(after: .seconds(1)) { [unowned(unsafe) self] in
      let elapsed = (process.world.now - lastSave).seconds
      let due = settings.save.first {
        commands.changes >= max(1, $0.changes) && elapsed > $0.seconds
      }
      if let due, !isSaving {
        log("*", "\(due.changes) changes in \(due.seconds) seconds. Saving...")
        saveInBackground()
      }
      endKeys()
      if isAppendDirty, settings.appendSync == "everysec" {
        process.flush(appendPath)
        isAppendDirty = false
      }
      everySecond()
    }
  }

  /// A time before every other one.
  private static let beforeAll = VirtualTime(milliseconds: -(1 << 60))

  /// Takes away the keys that have ended, and says so in the log of changes.
  func endKeys() {
    let ended = commands.keys.takeEnded(process.world.now)
    guard !ended.isEmpty else { return }
    process.world.spend(ended.reduce(0) { $0 + World.lineCost + $1.utf8.count })
    guard settings.appendOnly else { return }
    append(ended.map { RedisReply.request(["DEL", $0]) }.joined())
  }

  /// Writes a change to the log: with its end as a time, so that it means the same later.
  func appendChange(_ name: String, _ words: [String]) {
    var request = words
    switch name {
    case "getdel": request = ["DEL", words[1]]
    case "set", "setex":
      let keeps = words.dropFirst(3).contains { $0.uppercased() == "KEEPTTL" }
      guard let entry = commands.keys.entries[words[1]], let end = entry.expires, !keeps,
        case .text(let text) = entry.value
      else { break }
      request = ["SET", words[1], text, "PXAT", RedisServer.unixTime(end)]
    case "expire", "pexpire", "expireat", "pexpireat":
      guard let end = commands.keys.entries[words[1]]?.expires else {
        request = ["DEL", words[1]]
        break
      }
      request = ["PEXPIREAT", words[1], RedisServer.unixTime(end)]
    default: break
    }
    append(RedisReply.request(request))
  }

  /// A time as the log has it: milliseconds since 1970.
  private static func unixTime(_ time: VirtualTime) -> String {
    String(VirtualTime.epochSeconds * 1000 + time.milliseconds)
  }

  private func append(_ text: String) {
    do throws(FileError) {
      let database = hasSelected ? "" : RedisReply.request(["SELECT", "0"])
      try process.writeBuffered(database + text, to: appendPath, appending: true)
      hasSelected = true
      isAppendDirty = true
      if settings.appendSync == "always" { process.flush(appendPath) }
    } catch {
      log("#", "Error writing to the AOF file: \(error.text)")
    }
  }
}
