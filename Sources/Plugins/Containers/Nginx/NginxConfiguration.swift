import Simulation

/// What an nginx serves: the part of its configuration that works here.
///
/// Static files, redirects and fixed answers; what else nginx can do is refused by name, so that
/// no configuration is silently ignored.
struct NginxConfiguration {
  var servers: [Server] = []
  /// How many processes serve; nil for as many as the machine has processors.
  var workers: Int? = 1

  struct Server {
    var ports: [Int] = [80]
    var isDefault = false
    var names: [String] = []
    var settings = Settings()
    var locations: [Location] = []
  }

  struct Location {
    var path: String
    var isExact: Bool
    var settings: Settings
  }

  struct Settings {
    var root = "/etc/nginx/html"
    var alias: String?
    var indexes = ["index.html"]
    var defaultType = "text/plain"
    var answer: (status: Int, text: String?)?
    var headers: [(name: String, value: String)] = []
    var logsAccess = true
  }

  /// Directives that change nothing that could be seen here.
  private static let withoutEffect: Set<String> = [
    "charset", "client_max_body_size", "error_log", "error_page", "gzip", "gzip_types",
    "keepalive_timeout", "log_format", "pid", "sendfile", "server_tokens", "tcp_nodelay",
    "tcp_nopush", "types_hash_max_size", "user", "worker_connections", "daemon", "types",
    "multi_accept",
  ]

  /// Directives that nginx has and this one does not.
  private static let unsupported: Set<String> = [
    "auth_basic", "autoindex", "deny", "allow", "fastcgi_pass", "geo", "if", "ip_hash",
    "limit_req", "limit_req_zone", "load_module", "map", "proxy_cache", "proxy_pass",
    "proxy_set_header", "rewrite", "set", "split_clients", "ssl_certificate", "stream",
    "stub_status", "sub_filter", "try_files", "upstream", "uwsgi_pass",
  ]

  /// Reads the configuration that begins in a file.
  static func load(
    _ path: String, from source: NginxSource
  ) throws(NginxProblem) -> NginxConfiguration {
    var configuration = NginxConfiguration()
    for directive in try including(try source.directives(of: path), source) {
      switch directive.name {
      case "http":
        for inner in try including(directive.block ?? [], source) {
          try configuration.take(http: inner, source)
        }
      case "events": break
      case "worker_processes": configuration.workers = try workers(directive)
      default: try check(directive)
      }
    }
    return configuration
  }

  private static func workers(_ directive: NginxDirective) throws(NginxProblem) -> Int? {
    guard directive.arguments.count == 1 else {
      throw NginxProblem(
        message: "invalid number of arguments in \"worker_processes\" directive in"
          + " \(directive.place)")
    }
    if directive.arguments[0] == "auto" { return nil }
    guard let number = Int(bounded: directive.arguments[0]), number >= 0 else {
      throw NginxProblem(
        message: "\"worker_processes\" directive invalid value in \(directive.place)")
    }
    return number
  }

  /// The directives with those of included files in their places.
  private static func including(
    _ directives: [NginxDirective], _ source: NginxSource, depth: Int = 0
  ) throws(NginxProblem) -> [NginxDirective] {
    if depth > 10 { throw NginxProblem(message: "files include each other") }
    var result: [NginxDirective] = []
    for directive in directives {
      guard directive.name == "include" else {
        result.append(directive)
        continue
      }
      guard let pattern = directive.arguments.first else {
        throw NginxProblem(
          message: "invalid number of arguments in \"include\" directive in \(directive.place)")
      }
      for path in matches(of: pattern, source) {
        result += try including(try source.directives(of: path), source, depth: depth + 1)
      }
    }
    return result
  }

  /// The files that `/etc/nginx/conf.d/*.conf` stands for, in the order of their names.
  private static func matches(of pattern: String, _ source: NginxSource) -> [String] {
    let full = pattern.hasPrefix("/") ? pattern : "/etc/nginx/" + pattern
    guard let slash = full.utf8.lastIndex(of: UInt8(ascii: "/")) else { return [full] }
    let folder = String(full[..<slash])
    let name = full[full.utf8.index(after: slash)...]
    guard let star = name.utf8.firstIndex(of: UInt8(ascii: "*")) else { return [full] }
    let start = name[..<star]
    let end = name[name.utf8.index(after: star)...]
    return source.names(in: folder).filter {
      $0.hasPrefix(start) && $0.hasSuffix(end) && !$0.hasPrefix(".")
    }.map { folder + "/" + $0 }
  }

  private static func check(_ directive: NginxDirective) throws(NginxProblem) {
    if withoutEffect.contains(directive.name) { return }
    if unsupported.contains(directive.name) {
      throw NginxProblem(
        message: "\"\(directive.name)\" directive is not supported here in \(directive.place)")
    }
    throw NginxProblem(message: "unknown directive \"\(directive.name)\" in \(directive.place)")
  }

  // MARK: Blocks

  private var inherited = Settings()

  private mutating func take(
    http directive: NginxDirective, _ source: NginxSource
  ) throws(NginxProblem) {
    guard directive.name == "server" else {
      try NginxConfiguration.take(directive, &inherited)
      return
    }
    var server = Server(settings: inherited)
    var locations: [NginxDirective] = []
    var hasListen = false
    for inner in try NginxConfiguration.including(directive.block ?? [], source) {
      switch inner.name {
      case "listen":
        if !hasListen { server.ports = [] }
        hasListen = true
        try NginxConfiguration.take(listen: inner, &server)
      case "server_name": server.names = inner.arguments
      case "location": locations.append(inner)
      default: try NginxConfiguration.take(inner, &server.settings)
      }
    }
    for location in locations {
      try NginxConfiguration.take(location: location, &server, source)
    }
    servers.append(server)
  }

  private static func take(
    listen directive: NginxDirective, _ server: inout Server
  ) throws(NginxProblem) {
    guard let address = directive.arguments.first else {
      throw NginxProblem(
        message: "invalid number of arguments in \"listen\" directive in \(directive.place)")
    }
    if directive.arguments.contains("ssl") {
      throw NginxProblem(message: "\"ssl\" is not supported here in \(directive.place)")
    }
    if directive.arguments.contains("default_server") { server.isDefault = true }
    let last = address.split(separator: ":").last ?? ""
    guard let port = Int(last), port > 0, port < 65_536 else {
      throw NginxProblem(
        message: "invalid port in \"\(address)\" of the \"listen\" directive in \(directive.place)")
    }
    if !server.ports.contains(port) { server.ports.append(port) }
  }

  private static func take(
    location directive: NginxDirective, _ server: inout Server, _ source: NginxSource
  ) throws(NginxProblem) {
    var words = directive.arguments
    var isExact = false
    if let sign = words.first, words.count == 2 {
      guard sign == "=" || sign == "^~" else {
        throw NginxProblem(
          message: "\"location \(sign)\" is not supported here in \(directive.place)")
      }
      isExact = sign == "="
      words.removeFirst()
    }
    guard words.count == 1 else {
      throw NginxProblem(
        message: "invalid number of arguments in \"location\" directive in \(directive.place)")
    }
    var settings = server.settings
    for inner in try including(directive.block ?? [], source) { try take(inner, &settings) }
    server.locations.append(Location(path: words[0], isExact: isExact, settings: settings))
  }

  private static func take(
    _ directive: NginxDirective, _ settings: inout Settings
  ) throws(NginxProblem) {
    let words = directive.arguments
    func count(_ range: ClosedRange<Int>) throws(NginxProblem) {
      if !range.contains(words.count) {
        throw NginxProblem(
          message: "invalid number of arguments in \"\(directive.name)\" directive in"
            + " \(directive.place)")
      }
    }
    switch directive.name {
    case "root":
      try count(1...1)
      settings.root = words[0]
      settings.alias = nil
    case "alias":
      try count(1...1)
      settings.alias = words[0]
    case "index": settings.indexes = words
    case "default_type":
      try count(1...1)
      settings.defaultType = words[0]
    case "access_log": settings.logsAccess = words.first != "off"
    case "add_header":
      try count(2...3)
      settings.headers.append((words[0], words[1]))
    case "return":
      try count(1...2)
      guard let status = Int(words[0]), status >= 100, status < 1000 else {
        if words.count == 1, words[0].hasPrefix("http") {
          settings.answer = (302, words[0])
          return
        }
        throw NginxProblem(
          message: "invalid return code \"\(words[0])\" in \(directive.place)")
      }
      settings.answer = (status, words.count > 1 ? words[1] : nil)
    default: try check(directive)
    }
  }
}
