import OrderedCollections
import SQL
import Simulation

/// The options that all client programs have: whom to connect to and as who.
struct ClientOptions {
  var host: String?
  var port = 3306
  var user = "root"
  var password = ""
  var socket = "/var/run/mysqld/mysqld.sock"
  var usesNetwork = false
  var usesSocket = false
  var connectTimeout: Int64?
  /// The password stood on the command line.
  var showsPassword = false
  /// `-p` without a password: it would be asked for.
  var asksPassword = false

  /// Options that change nothing here.
  private static let ignored: [String] = [
    "ssl-mode", "default-character-set", "no-defaults", "compress", "defaults-group-suffix",
    "get-server-public-key", "ssl-ca", "ssl-cert", "ssl-key", "skip-ssl", "ssl",
    "server-public-key-path", "tls-version", "local-infile", "max-allowed-packet",

    "quick", "no-auto-rehash", "skip-auto-rehash", "unbuffered", "line-numbers",
  ]

  /// Takes one argument, and the one after it where that is its value. Returns false when the
  /// argument is none of these options.
  mutating func take(
    _ word: String, _ rest: inout ArraySlice<String>, _ process: Process
  ) -> Bool {
    if word.hasPrefix("--") {
      let parts = word.dropFirst(2).split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      let value = parts.count > 1 ? String(parts[1]) : nil
      func required() -> String { value ?? rest.popFirst() ?? "" }
      switch name {
      case "host": host = required()
      case "port": port = Int(required()) ?? 3306
      case "user": user = required()
      case "password":
        if let value { setPassword(value) } else { asksPassword = true }
      case "socket": socket = required()
      case "protocol":
        let kind = required().lowercased()
        usesNetwork = kind == "tcp"
        usesSocket = kind == "socket"
      case "connect-timeout", "connect_timeout": connectTimeout = Int64(required())
      case "defaults-extra-file", "defaults-file": read(required(), process)
      case let name where ClientOptions.ignored.contains(name): break
      default: return false
      }
      return true
    }
    guard word.hasPrefix("-"), word.utf8.count > 1 else { return false }
    let letter = word.dropFirst().first
    let glued = String(word.dropFirst(2))
    func required() -> String { glued.isEmpty ? rest.popFirst() ?? "" : glued }
    switch letter {
    case "h": host = required()
    case "P": port = Int(required()) ?? 3306
    case "u": user = required()
    case "S": socket = required()
    case "p": if glued.isEmpty { asksPassword = true } else { setPassword(glued) }
    case "A" where glued.isEmpty, "q" where glued.isEmpty, "C" where glued.isEmpty,
      "n" where glued.isEmpty:
      break
    default: return false
    }
    return true
  }

  private mutating func setPassword(_ text: String) {
    password = text
    showsPassword = true
  }

  private mutating func read(_ path: String, _ process: Process) {
    let options = ServerOptions(
      clientFile: path, files: process.fileSystem)
    if let value = options.value("password") { password = value }
    if let value = options.value("user") { user = value }
    if let value = options.value("host") { host = value }
    if let value = options.value("socket") { socket = value }
  }

  /// Reads the environment, and the option files' `[client]`.
  mutating func readDefaults(_ process: Process) {
    for path in ServerOptions.standardFiles { read(path, process) }
    if let host = process.environment["MYSQL_HOST"] { self.host = host }
    if let password = process.environment["MYSQL_PWD"] { self.password = password }
    if let port = process.environment["MYSQL_TCP_PORT"].flatMap({ Int($0) }) { self.port = port }
  }

  var target: ClientConnection.Target {
    let isLocal = host == nil || host == "localhost"
    if usesSocket || (isLocal && !usesNetwork) { return .socket(socket) }
    return .network(host: host ?? "127.0.0.1", port: port)
  }

  var timeLimit: VirtualDuration? { connectTimeout.map { .seconds(min($0, 1_000_000)) } }

  static let passwordWarning =
    "[Warning] Using a password on the command line interface can be insecure.\n"

  /// The version of the client programs: that of the image they are in.
  static func version(_ process: Process) -> String { PackageVersion.number(process) }
}
