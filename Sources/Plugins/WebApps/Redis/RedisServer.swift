import OrderedCollections
import Simulation

/// The store Redis: keys in memory, saved to a file from time to time, and each change to a log of
/// changes when it is told so.
///
/// A clean end saves when there are save points; SIGKILL and a power cut do not.
final class RedisServer: Program {
  unowned(unsafe) var process: Process!
  var settings: RedisSettings!
  var commands = RedisCommands()
  var isReady = false
  var started = VirtualTime.zero
  var lastSave = VirtualTime.zero
  var isSaving = false
  var childNumber: Int32 = 20
  var isAppendDirty = false
  /// Whether the log says already which database its commands are for.
  var hasSelected = false
  var connections: [Int: RedisConnection] = [:]
  var connectionCount = 0
  var commandCount: Int64 = 0
  var hits: Int64 = 0
  var misses: Int64 = 0

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

  func log(_ level: String, _ text: String, role: String = "M") {
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

  func shutDown(saves: Bool) {
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

  // MARK: Connections

  func accept(_ socket: Socket) {
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
  func reply(to words: [String]) -> RedisReply? {
    commandCount += 1
    let name = words[0].lowercased()
    guard let arity = RedisCommands.arities[name] ?? RedisServer.arities[name] else {
      if RedisServer.unsupported.contains(name) {
        return .error("ERR the command '\(words[0])' is not supported here")
      }
      return .error(RedisServer.unknown(words))
    }
    guard RedisCommands.fits(words, arity) else {
      return RedisCommands.wrongCount(name)
    }
    process.world.spend(RedisServer.cost(of: words))
    endKeys()
    if RedisServer.arities[name] != nil { return administer(name, words) }
    let before = commands.changes
    guard let reply = commands.run(name, words, at: process.world.now) else { return nil }
    if name == "get" { if reply == .bulk(nil) { misses += 1 } else { hits += 1 } }
    if settings.appendOnly, commands.changes != before, RedisCommands.writing.contains(name) {
      appendChange(name, words)
    }
    return reply
  }

  /// What a command costs: its own length, and a look at the keys.
  static func cost(of words: [String]) -> Int {
    words.reduce(World.lineCost) { $0 + $1.utf8.count }
  }

  /// Commands of the real server that are refused by name.
  private static let unsupported = [
    "acl", "auth", "bgrewriteaof", "bitcount", "blpop", "brpop", "client", "cluster", "command",
    "copy", "debug", "discard", "dump", "eval", "evalsha", "exec", "expiretime",
    "function", "geoadd", "getbit", "getex", "getrange", "getset", "hello", "hexists", "hincrby",
    "hkeys", "hmget", "hmset", "hscan", "hsetnx", "hvals", "incrbyfloat", "lindex", "linsert",
    "lpop", "lrem", "lset", "ltrim", "memory", "monitor", "msetnx", "multi", "object", "pfadd",
    "psetex", "psubscribe", "publish", "randomkey", "rename", "renamenx", "replicaof", "restore",
    "role", "rpop", "sadd", "scan", "scard", "sdiff", "setbit", "setrange", "sinter", "sismember",
    "slaveof", "slowlog", "smembers", "sort", "spop", "srem", "sscan", "subscribe", "sunion",
    "swapdb", "touch", "unsubscribe", "wait", "watch", "xadd", "xlen", "xrange", "xread", "zadd",
    "zcard", "zincrby", "zrange", "zrank", "zrem", "zscore",
  ]

  static func unknown(_ words: [String]) -> String {
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
}
