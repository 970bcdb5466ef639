import OrderedCollections
import Simulation

/// Reads a configuration file as haproxy does: every line is looked at, every mistake is named.
///
/// What haproxy knows and this world does not is an error that says so.
final class BalancerParser {
  private(set) var messages: [BalancerMessage] = []
  var configuration = BalancerConfiguration()
  let file: String
  /// The number of the line that is being read.
  private(set) var line = 0
  private(set) var hasErrors = false
  private var section = Section.none
  private var defaults = BalancerProxy(kind: .defaults, name: "", line: 0)
  private let environment: OrderedDictionary<String, String>
  /// The first name server of the machine.
  let nameServer: String?

  private enum Section {
    case none
    case global
    case defaults
    case proxy
    case resolvers
  }

  init(
    file: String, environment: OrderedDictionary<String, String>, nameServer: String?
  ) {
    self.file = file
    self.environment = environment
    self.nameServer = nameServer
  }

  func alert(_ text: String) {
    hasErrors = true
    messages.append(BalancerMessage(level: .alert, text: "config : " + text))
  }

  func warn(_ text: String) {
    messages.append(BalancerMessage(level: .warning, text: "config : " + text))
  }

  /// `parsing [haproxy.cfg:12] : text`
  func fail(_ text: String) { alert("parsing [\(file):\(line)] : \(text)") }

  /// Refuses what haproxy has and this world lacks.
  func refuse(_ word: String) { fail("'\(word)' is a part of haproxy that is not simulated here.") }

  /// Reads the whole text; false when it cannot be used.
  func read(_ text: String) -> Bool {
    for content in text.split(separator: "\n", omittingEmptySubsequences: false) {
      line += 1
      guard readLine(content) else {
        alert("Error(s) found in configuration file : \(file)")
        return false
      }
    }
    if hasErrors { alert("Error(s) found in configuration file : \(file)") }
    BalancerConsistency(self).check()
    if hasErrors { alert("Fatal errors found in configuration.") }
    return !hasErrors
  }

  /// Reads a line; false when the rest is not worth reading.
  private func readLine(_ content: Substring) -> Bool {
    var reader = BalancerReader(content, environment)
    let words: [String]
    do throws(BalancerReader.Failure) {
      words = try reader.words()
    } catch {
      switch error {
      case .openQuote(let place):
        alert(
          "parsing [\(file):\(line)]: unmatched quote at position \(place + 1):\n\(content)\n"
            + String(repeating: " ", count: place) + "^")
      case .tooManyWords:
        alert(
          "parsing [\(file):\(line)]: too many words, truncating after word"
            + " \(BalancerReader.limit)")
      }
      return true
    }
    guard let first = words.first else { return true }
    switch first {
    case "global": section = .global
    case "defaults", "frontend", "backend", "listen": return begin(first, words)
    case "resolvers":
      guard words.count > 1 else {
        fail("missing name for 'resolvers' section.")
        return true
      }
      section = .resolvers
      configuration.resolvers.append(BalancerResolvers(name: words[1], line: line))
    case _ where BalancerKeywords.otherSections.contains(first):
      refuse(first)
      section = .none
      return false
    default:
      switch section {
      case .none: alert("parsing [\(file):\(line)]: unknown keyword '\(first)' out of section.")
      case .global: readGlobal(words)
      case .resolvers: readResolvers(words)
      case .defaults: readProxy(words, &defaults)
      case .proxy:
        readProxy(words, &configuration.proxies[configuration.proxies.count - 1])
      }
    }
    return true
  }

  private func begin(_ word: String, _ words: [String]) -> Bool {
    let kind = BalancerProxy.Kind(rawValue: word) ?? .listen
    if kind == .defaults {
      section = .defaults
      defaults = BalancerProxy(kind: .defaults, name: "", line: line)
      if words.count > 2 { refuse(words[2]) }
      return true
    }
    guard words.count > 1 else {
      fail("'\(word)' expects an <id> argument")
      return false
    }
    if words.count > 2 { refuse(words[2]) }
    let name = words[1]
    if let letter = BalancerParser.forbidden(in: name) {
      fail("character '\(letter)' is not permitted in '\(word)' name '\(name)'.")
    }
    if let known = configuration.proxies.first(where: { $0.name == name }) {
      alert(
        "Parsing [\(file):\(line)]: \(kind == .listen ? "proxy" : word) '\(name)' has the same name"
          + " as \(known.word) '\(name)' declared at \(file):\(known.line).")
    }
    section = .proxy
    var proxy = defaults
    proxy.kind = kind
    proxy.name = name
    proxy.line = line
    configuration.proxies.append(proxy)
    return true
  }

  /// The first character that is in no name.
  static func forbidden(in name: String) -> String? {
    for letter in name.unicodeScalars {
      switch letter {
      case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".", ":": break
      default: return String(Character(letter))
      }
    }
    return nil
  }

  // MARK: Sections without servers

  private func readGlobal(_ words: [String]) {
    switch words[0] {
    case "log": readLog(words)
    case "maxconn":
      configuration.maxConnections = number(words, 1, "'maxconn'")
    case "stats": readStats(words)
    case _ where BalancerKeywords.global.contains(words[0]):
      // Users, folders and threads change nothing that could be seen here.
      break
    case _ where BalancerKeywords.otherGlobal.contains(words[0]): refuse(words[0])
    default: unknown(words[0], "global", BalancerKeywords.global + BalancerKeywords.otherGlobal)
    }
  }

  func unknown(_ word: String, _ section: String, _ words: [String]) {
    let hint = BalancerKeywords.suggestion(for: word, among: words)
    fail("unknown keyword '\(word)' in '\(section)' section\(hint)")
  }

  private func readLog(_ words: [String]) {
    guard words.count > 2 else {
      return fail("log : expects <address> and <facility>  as arguments")
    }
    var rest = words.dropFirst(2)
    while let word = rest.first, ["format", "len", "sample", "profile"].contains(word) {
      let value = rest.dropFirst().first ?? ""
      if word == "format", value != "raw" {
        if ["rfc3164", "rfc5424", "short", "priority", "timed", "iso", "local"].contains(value) {
          return refuse("format " + value)
        }
        return fail("log : unknown log format '\(value)'")
      }
      if word != "format" { return refuse(word) }
      rest = rest.dropFirst(2)
    }
    guard let facility = rest.first else {
      return fail("log : expects <address> and <facility>  as arguments")
    }
    guard BalancerParser.facilities.contains(facility) else {
      return fail("log : unknown log facility '\(facility)'")
    }
    if rest.count > 1 { return refuse(Array(rest)[1]) }
    if words[1] == "stdout" || words[1] == "fd@1" {
      guard words.contains("raw") else { return refuse("log stdout without format raw") }
      configuration.logsToOutput = true
    } else if words[1] == "stderr" || words[1] == "fd@2" {
      refuse("log stderr")
    }
    // A log that is sent to a machine arrives where nobody reads it: there is no syslog here.
  }

  private static let facilities = [
    "kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron", "auth2",
    "ftp", "ntp", "audit", "alert", "cron2", "local0", "local1", "local2", "local3", "local4",
    "local5", "local6", "local7",
  ]

  private func readStats(_ words: [String]) {
    switch words.count > 1 ? words[1] : "" {
    case "timeout", "maxconn": break
    case "socket":
      guard words.count > 2 else {
        return fail(
          "'stats socket' in global section expects an address or a path to a UNIX socket")
      }
      // A socket in the file system is reached by nobody: the image has no client for it.
      if words[2].hasPrefix("/") || words[2].hasPrefix("unix@") { return }
      var address = words[2]
      if address.hasPrefix("ipv4@") { address = String(address.dropFirst(5)) }
      guard let port = port(address, "'stats socket'") else { return }
      var isAdmin = false
      var rest = words.dropFirst(3)
      while let word = rest.popFirst() {
        switch word {
        case "level":
          let level = rest.popFirst() ?? ""
          guard ["user", "operator", "admin"].contains(level) else {
            return fail("'stats socket' : 'level' only supports 'user', 'operator', and 'admin'")
          }
          isAdmin = level == "admin"
        case "expose-fd", "mode", "user", "group": _ = rest.popFirst()
        default: return refuse(word)
        }
      }
      configuration.adminPorts.append(BalancerConfiguration.AdminPort(port: port, isAdmin: isAdmin))
    default:
      fail(
        "'stats' only supports 'socket', 'maxconn', 'bind-process' and 'timeout' (got"
          + " '\(words.count > 1 ? words[1] : "")')")
    }
  }

  private func readResolvers(_ words: [String]) {
    let place = configuration.resolvers.count - 1
    switch words[0] {
    case "nameserver":
      guard words.count > 2 else {
        return fail("'nameserver' expects <name> and <addr>[:<port>] as arguments.")
      }
      let address = String(words[2].prefix { $0 != ":" })
      guard address == nameServer else {
        return fail(
          "'nameserver' '\(words[2])' : only the first name server of /etc/resolv.conf,"
            + " \(nameServer ?? "which has none"), can be asked here.")
      }
      configuration.resolvers[place].server = (words[1], address)
    case "parse-resolv-conf":
      guard let nameServer else { return warn("parsing [/etc/resolv.conf] : no nameserver found.") }
      configuration.resolvers[place].server = (nameServer, nameServer)
    case "resolve_retries", "accepted_payload_size":
      _ = number(words, 1, "'\(words[0])'")
    case "timeout":
      guard words.count > 2, words[1] == "resolve" || words[1] == "retry" else {
        return fail(
          "'timeout' expects 'retry' or 'resolve' and <time> as arguments got"
            + " '\(words.count > 1 ? words[1] : "")'.")
      }
      guard let time = duration(words[2], "'timeout \(words[1])'") else { return }
      if words[1] == "resolve" { configuration.resolvers[place].interval = time }
    case "hold":
      guard words.count > 2 else {
        return fail("'hold' expects an <event> and a <time> as arguments.")
      }
      guard let time = duration(words[2], "'hold \(words[1])'") else { return }
      switch words[1] {
      case "nx": configuration.resolvers[place].holdMissing = time
      case "timeout": configuration.resolvers[place].holdTimeout = time
      case "obsolete": configuration.resolvers[place].holdObsolete = time
      case "other", "refused", "valid": break
      default:
        fail(
          "'hold' unknown <event>: '\(words[1])', expects either 'nx', 'timeout', 'valid',"
            + " 'obsolete' or 'other'.")
      }
    default: unknown(words[0], "resolvers", BalancerKeywords.resolvers)
    }
  }

  // MARK: Values

  /// A whole number at a place of the line.
  func number(_ words: [String], _ place: Int, _ name: String) -> Int? {
    guard words.count > place, let number = Int(bounded: words[place]), number >= 0 else {
      fail("\(name) expects an integer argument.")
      return nil
    }
    return number
  }

  /// The port of `*:80`, `:80`, `127.0.0.1:80`.
  func port(_ text: String, _ name: String) -> Int? {
    guard let colon = text.lastIndex(of: ":") else {
      fail("\(name) : missing port specification in '\(text)'")
      return nil
    }
    let digits = text[text.index(after: colon)...]
    guard let port = Int(bounded: digits), (1...65_535).contains(port) else {
      fail("\(name) : invalid port '\(digits)'")
      return nil
    }
    return port
  }

  /// A time: a number with `us`, `ms`, `s`, `m`, `h`, `d`; milliseconds without.
  func duration(_ text: String, _ name: String) -> VirtualDuration? {
    switch BalancerParser.duration(text) {
    case .success(let duration): return duration
    case .failure(let problem):
      switch problem {
      case .unexpected(let letter): fail("unexpected character '\(letter)' in \(name)")
      case .overflow:
        fail(
          "timer overflow in argument '\(text)' to \(name) (maximum value is 2147483647 ms or ~24.8"
            + " days).")
      }
      return nil
    }
  }

  enum TimeProblem: Error {
    case unexpected(String)
    case overflow
  }

  static func duration(_ text: String) -> Result<VirtualDuration, TimeProblem> {
    let digits = text.utf8.prefix { $0 >= 48 && $0 <= 57 }
    let unit = String(text.dropFirst(digits.count))
    guard !digits.isEmpty else { return .failure(.unexpected(String(text.prefix(1)))) }
    guard digits.count <= 12, let number = Int64(String(Substring(digits))) else {
      return .failure(.overflow)
    }
    let milliseconds: Int64
    switch unit {
    case "us": milliseconds = (number + 999) / 1000
    case "ms", "": milliseconds = number
    case "s": milliseconds = number * 1000
    case "m": milliseconds = number * 60_000
    case "h": milliseconds = number * 3_600_000
    case "d": milliseconds = number * 86_400_000
    default: return .failure(.unexpected(String(unit.prefix(1))))
    }
    guard milliseconds <= 2_147_483_647 else { return .failure(.overflow) }
    return .success(.milliseconds(milliseconds))
  }
}
