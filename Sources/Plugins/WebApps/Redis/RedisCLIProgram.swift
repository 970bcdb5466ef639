import OrderedCollections
import Simulation

/// `redis-cli`: one command of its arguments, or those of its input, a line for each.
///
/// On a terminal replies say what they are (`(integer) 1`, `"text"`, `(nil)`); elsewhere they are raw.
final class RedisCLIProgram: Program {
  private unowned(unsafe) var process: Process!
  private var client: RedisClient?
  private var host = "127.0.0.1"
  private var port = 6379
  private var isRaw = true
  private var failsOnError = false
  private var repeats = 1
  private var interval = VirtualDuration.zero
  private var status: Int32 = 0

  func start(_ process: Process) {
    self.process = process
    // A terminal is told by its type, which `kubectl run -t` and `docker run -t` set.
    isRaw = process.environment["TERM"] == nil
    var words = Array(process.arguments.dropFirst())
    while let word = words.first, word.hasPrefix("-"), word != "-" {
      words.removeFirst()
      switch word {
      case "-v", "--version":
        process.write("redis-cli \(RedisServer.version)\n")
        return process.exit(0)
      case "--raw": isRaw = true
      case "--no-raw": isRaw = false
      case "-e": failsOnError = true
      case "-h", "-p", "-r", "-i", "-n", "-t":
        guard let value = words.first else { return unknown(word) }
        words.removeFirst()
        guard take(word, value) else { return }
      default: return unknown(word)
      }
    }
    client = RedisClient(process, host: host, port: port, timeLimit: .seconds(127))
    if words.isEmpty { return next() }
    send(words, left: repeats) { [unowned(unsafe) self] in self.process.exit(status) }
  }

  private func unknown(_ word: String) {
    process.writeError("Unrecognized option or bad number of args for: '\(word)'\n")
    process.exit(1)
  }

  private func take(_ option: String, _ value: String) -> Bool {
    switch option {
    case "-h": host = value
    case "-p":
      guard let number = Int(bounded: value), number > 0, number < 65_536 else {
        process.writeError("Invalid server port.\n")
        process.exit(1)
        return false
      }
      port = number
    case "-r": repeats = Int(bounded: value) ?? 1
    case "-i":
      interval = .seconds(Int64(value) ?? 0)
    case "-n":
      guard value == "0" else {
        process.writeError("redis-cli: only database 0 is supported here\n")
        process.exit(1)
        return false
      }
    default: break
    }
    return true
  }

  /// The next line of the input.
  private func next() {
    process.readLine { [unowned(unsafe) self] line in
      guard let line else { return process.exit(status) }
      let text = line.hasSuffix("\n") ? String(line.dropLast()) : line
      guard let words = RedisWords.split(text) else {
        process.write("Invalid argument(s)\n")
        return next()
      }
      guard let first = words.first else { return next() }
      if ["quit", "exit"].contains(first.lowercased()) { return process.exit(status) }
      send(words, left: 1) { [unowned(unsafe) self] in next() }
    }
  }

  private func send(_ words: [String], left: Int, _ completion: @escaping () -> Void) {
    client?.send(words) { [unowned(unsafe) self] result in
      switch result {
      case .failure(let failure):
        if words[0].lowercased() == "shutdown", failure.reason == "Server closed the connection" {
          return completion()
        }
        let reason = failure.reason
        let place = "\(host):\(port): "
        if reason.hasPrefix(place) {
          process.writeError("Could not connect to Redis at \(reason)\n")
        } else if reason.hasPrefix("\(host):\(port) does not answer") {
          process.writeError("Could not connect to Redis at \(place)Connection timed out\n")
        } else {
          process.writeError("Error: \(reason)\n")
        }
        process.exit(1)
      case .success(let reply):
        if case .error = reply, failsOnError { status = 1 }
        let shownRaw = isRaw || words[0].lowercased() == "info"
        process.write(
          shownRaw ? RedisCLIProgram.raw(reply) + "\n" : RedisCLIProgram.shown(reply, ""))
        guard left > 1 || left < 0 else { return completion() }
        process.schedule(after: interval) { [unowned(unsafe) self] in
          send(words, left: left < 0 ? left : left - 1, completion)
        }
      }
    }
  }

  /// A reply as other programs get it.
  static func raw(_ reply: RedisReply) -> String {
    switch reply {
    case .status(let text), .error(let text): text + (isError(reply) ? "\n" : "")
    case .integer(let number): String(number)
    case .bulk(let text): text ?? ""
    case .array(let replies): replies.map { raw($0) }.joined(separator: "\n")
    }
  }

  private static func isError(_ reply: RedisReply) -> Bool {
    if case .error = reply { true } else { false }
  }

  /// A reply as people get it; `prefix` stands before the second and later lines of an array.
  static func shown(_ reply: RedisReply, _ prefix: String) -> String {
    switch reply {
    case .status(let text): return text + "\n"
    case .error(let text): return "(error) \(text)\n"
    case .integer(let number): return "(integer) \(number)\n"
    case .bulk(nil): return "(nil)\n"
    case .bulk(let text?): return "\"\(RedisText.escaped(text))\"\n"
    case .array(let replies):
      guard !replies.isEmpty else { return "(empty array)\n" }
      let width = String(replies.count).utf8.count
      let inner = prefix + String(repeating: " ", count: width + 2)
      var text = ""
      for (index, reply) in replies.enumerated() {
        let number = String(index + 1)
        let mark = String(repeating: " ", count: width - number.utf8.count) + number + ") "
        text += (index == 0 ? "" : prefix) + mark + shown(reply, inner)
      }
      return text
    }
  }
}
