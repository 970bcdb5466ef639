import OrderedCollections
import Simulation

/// What a command does to the keys, apart from those that concern the server itself.
struct RedisCommands {
  var keys = RedisKeys()
  /// Changes since the keys were saved.
  var changes: Int64 = 0
  private var now = VirtualTime.zero

  static let wrongType = RedisReply.error(
    "WRONGTYPE Operation against a key holding the wrong kind of value")
  static let noInteger = RedisReply.error("ERR value is not an integer or out of range")
  static let syntax = RedisReply.error("ERR syntax error")
  /// The time from which Unix counts.
  private static let unixEpoch = VirtualTime(milliseconds: -VirtualTime.epochSeconds * 1000)

  /// Whether a command has as many words as it needs; a negative number is the least.
  static func fits(_ words: [String], _ arity: Int) -> Bool {
    arity < 0 ? words.count >= -arity : words.count == arity
  }

  /// How many words each command takes with its name; below zero for at least so many.
  static let arities: OrderedDictionary<String, Int> = [
    "get": 2, "set": -3, "del": -2, "unlink": -2, "exists": -2, "expire": -3, "pexpire": -3,
    "expireat": -3, "pexpireat": -3,
    "ttl": 2, "pttl": 2, "persist": 2, "keys": 2, "dbsize": 1, "incr": 2, "decr": 2, "incrby": 3,
    "decrby": 3, "append": 3, "strlen": 2, "mget": -2, "mset": -3, "setex": 4, "setnx": 3,
    "getdel": 2, "type": 2, "flushall": -1, "flushdb": -1, "rpush": -3, "lpush": -3, "lrange": 4,
    "llen": 2, "hset": -4, "hget": 3, "hgetall": 2, "hdel": -3, "hlen": 2,
  ]

  /// Commands that may change something and so are written to the log of changes.
  static let writing = [
    "set", "del", "unlink", "expire", "pexpire", "expireat", "pexpireat", "persist", "incr", "decr",
    "incrby", "decrby",
    "append", "mset", "setex", "setnx", "getdel", "flushall", "flushdb", "rpush", "lpush", "hset",
    "hdel",
  ]

  /// Does a command whose number of words is right; nil when there is no such command.
  mutating func run(_ name: String, _ words: [String], at time: VirtualTime) -> RedisReply? {
    now = time
    switch name {
    case "get": return text(words[1]) { .bulk($0) }
    case "mget":
      return .array(
        words.dropFirst().map { key in
          if case .text(let text)? = keys.entry(key, now)?.value { return .bulk(text) }
          return .bulk(nil)
        })
    case "strlen": return text(words[1]) { .integer(Int64($0?.utf8.count ?? 0)) }
    case "set": return set(words)
    case "setex":
      return set(["set", words[1], words[3], "EX", words[2]], command: "setex")
    case "setnx":
      guard keys.entry(words[1], now) == nil else { return .integer(0) }
      put(words[1], .text(words[2]), nil)
      return .integer(1)
    case "mset":
      guard words.count % 2 == 1 else { return RedisCommands.wrongCount("mset") }
      for index in stride(from: 1, to: words.count, by: 2) {
        put(words[index], .text(words[index + 1]), nil)
      }
      return .ok
    case "getdel":
      let reply = text(words[1]) { .bulk($0) }
      if case .bulk(_?) = reply { remove(words[1]) }
      return reply
    case "append": return append(words[1], words[2])
    case "del", "unlink":
      return .integer(
        count(words.dropFirst()) { [now] commands, key in
          guard commands.keys.entry(key, now) != nil else { return false }
          commands.remove(key)
          return true
        })
    case "exists":
      return .integer(Int64(words.dropFirst().filter { keys.entry($0, now) != nil }.count))
    case "type": return .status(keys.entry(words[1], now)?.value.typeName ?? "none")
    case "expire", "expireat": return expire(words, unit: 1000, isTime: name == "expireat")
    case "pexpire", "pexpireat": return expire(words, unit: 1, isTime: name == "pexpireat")
    case "ttl", "pttl":
      guard let entry = keys.entry(words[1], now) else { return .integer(-2) }
      guard let end = entry.expires else { return .integer(-1) }
      let rest = (end - now).milliseconds
      return .integer(name == "pttl" ? rest : (rest + 500) / 1000)
    case "persist":
      guard keys.entry(words[1], now)?.expires != nil else { return .integer(0) }
      keys.setEnd(words[1], nil)
      changes += 1
      return .integer(1)
    case "keys":
      return .texts(keys.entries.keys.filter { RedisText.fits($0, words[1]) })
    case "dbsize":
      return .integer(Int64(keys.entries.count))
    case "incr": return add(1, to: words[1])
    case "decr": return add(-1, to: words[1])
    case "incrby", "decrby":
      guard let number = Int64(words[2]), number != .min else { return RedisCommands.noInteger }
      return add(name == "incrby" ? number : -number, to: words[1])
    case "flushall", "flushdb":
      if words.count > 2
        || (words.count == 2 && !["ASYNC", "SYNC"].contains(words[1].uppercased()))
      {
        return RedisCommands.syntax
      }
      changes += Int64(keys.entries.count)
      keys.removeAll()
      return .ok
    case "rpush", "lpush", "lrange", "llen": return list(name, words)
    case "hset", "hget", "hgetall", "hdel", "hlen": return hash(name, words)
    default: return nil
    }
  }

  static func wrongCount(_ name: String) -> RedisReply {
    .error("ERR wrong number of arguments for '\(name)' command")
  }

  private func text(_ key: String, _ body: (String?) -> RedisReply) -> RedisReply {
    switch keys.entry(key, now)?.value {
    case nil: body(nil)
    case .text(let text): body(text)
    default: RedisCommands.wrongType
    }
  }

  private mutating func count(
    _ names: ArraySlice<String>, _ body: (inout RedisCommands, String) -> Bool
  ) -> Int64 {
    var count: Int64 = 0
    for name in names where body(&self, name) { count += 1 }
    return count
  }

  private mutating func put(_ key: String, _ value: RedisValue, _ end: VirtualTime?) {
    keys.set(key, value, expires: end)
    changes += 1
  }

  private mutating func remove(_ key: String) {
    keys.remove(key)
    changes += 1
  }

  // MARK: Texts

  private mutating func set(_ words: [String], command: String = "set") -> RedisReply {
    var end: VirtualTime?
    var hasEnd = false
    var keeps = false
    var needs: Bool?
    var wantsOld = false
    var index = 3
    while index < words.count {
      let option = words[index].uppercased()
      switch option {
      case "EX", "PX", "EXAT", "PXAT":
        guard !hasEnd, !keeps, index + 1 < words.count else { return RedisCommands.syntax }
        guard let number = Int64(words[index + 1]) else { return RedisCommands.noInteger }
        guard number > 0, number < Int64.max / 2000 else {
          return .error("ERR invalid expire time in '\(command)' command")
        }
        let span = VirtualDuration.milliseconds(number * (option.hasPrefix("EX") ? 1000 : 1))
        end = (option.hasSuffix("AT") ? RedisCommands.unixEpoch : now) + span
        hasEnd = true
        index += 1
      case "NX" where needs == nil: needs = false
      case "XX" where needs == nil: needs = true
      case "KEEPTTL" where !hasEnd: keeps = true
      case "GET": wantsOld = true
      default: return RedisCommands.syntax
      }
      index += 1
    }
    let old = keys.entry(words[1], now)
    var reply = RedisReply.ok
    if wantsOld {
      reply = text(words[1]) { .bulk($0) }
      if case .error = reply { return reply }
    }
    if let needs, needs != (old != nil) { return wantsOld ? reply : .bulk(nil) }
    put(words[1], .text(words[2]), keeps ? old?.expires : end)
    return reply
  }

  private mutating func append(_ key: String, _ more: String) -> RedisReply {
    let old = keys.entry(key, now)
    var value = ""
    if let old {
      guard case .text(let text) = old.value else { return RedisCommands.wrongType }
      value = text
    }
    value += more
    put(key, .text(value), old?.expires)
    return .integer(Int64(value.utf8.count))
  }

  private mutating func add(_ amount: Int64, to key: String) -> RedisReply {
    let old = keys.entry(key, now)
    var number: Int64 = 0
    if let old {
      guard case .text(let text) = old.value else { return RedisCommands.wrongType }
      guard let known = Int64(text), String(known) == text else { return RedisCommands.noInteger }
      number = known
    }
    let (sum, overflow) = number.addingReportingOverflow(amount)
    guard !overflow else { return .error("ERR increment or decrement would overflow") }
    put(key, .text(String(sum)), old?.expires)
    return .integer(sum)
  }

  private mutating func expire(
    _ words: [String], unit: Int64, isTime: Bool
  ) -> RedisReply {
    guard let number = Int64(words[2]) else { return RedisCommands.noInteger }
    guard abs(number / 2) < Int64.max / 4000 else {
      return .error("ERR invalid expire time in '\(words[0].lowercased())' command")
    }
    guard let entry = keys.entry(words[1], now) else { return .integer(0) }
    let end = (isTime ? RedisCommands.unixEpoch : now) + .milliseconds(number * unit)
    for word in words.dropFirst(3) {
      switch word.uppercased() {
      case "NX": if entry.expires != nil { return .integer(0) }
      case "XX": if entry.expires == nil { return .integer(0) }
      case "GT": guard let old = entry.expires, end > old else { return .integer(0) }
      case "LT": if let old = entry.expires, end >= old { return .integer(0) }
      default: return .error("ERR Unsupported option \(word)")
      }
    }
    if end <= now {
      remove(words[1])
    } else {
      keys.setEnd(words[1], end)
      changes += 1
    }
    return .integer(1)
  }

  // MARK: Lists and hashes

  private mutating func list(_ name: String, _ words: [String]) -> RedisReply {
    let old = keys.entry(words[1], now)
    var items: [String] = []
    if let old {
      guard case .list(let known) = old.value else { return RedisCommands.wrongType }
      items = known
    }
    switch name {
    case "llen": return .integer(Int64(items.count))
    case "lrange":
      guard let first = Int(bounded: words[2]), let last = Int(bounded: words[3]) else {
        return RedisCommands.noInteger
      }
      let start = max(0, first < 0 ? items.count + first : first)
      let end = min(items.count - 1, last < 0 ? items.count + last : last)
      return .texts(start <= end ? Array(items[start...end]) : [])
    default:
      let new = Array(words.dropFirst(2))
      items = name == "rpush" ? items + new : new.reversed() + items
      put(words[1], .list(items), old?.expires)
      return .integer(Int64(items.count))
    }
  }

  private mutating func hash(_ name: String, _ words: [String]) -> RedisReply {
    let old = keys.entry(words[1], now)
    var fields: OrderedDictionary<String, String> = [:]
    if let old {
      guard case .hash(let known) = old.value else { return RedisCommands.wrongType }
      fields = known
    }
    switch name {
    case "hlen": return .integer(Int64(fields.count))
    case "hget": return .bulk(fields[words[2]])
    case "hgetall":
      var texts: [String] = []
      for (name, value) in fields { texts += [name, value] }
      return .texts(texts)
    case "hdel":
      let before = fields.count
      for field in words.dropFirst(2) { fields.removeValue(forKey: field) }
      guard fields.count < before else { return .integer(0) }
      if fields.isEmpty { remove(words[1]) } else { put(words[1], .hash(fields), old?.expires) }
      return .integer(Int64(before - fields.count))
    default:
      guard words.count % 2 == 0 else { return RedisCommands.wrongCount("hset") }
      let before = fields.count
      for index in stride(from: 2, to: words.count, by: 2) {
        fields[words[index]] = words[index + 1]
      }
      put(words[1], .hash(fields), old?.expires)
      return .integer(Int64(fields.count - before))
    }
  }
}
