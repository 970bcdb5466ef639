import OrderedCollections
import Shell
import Simulation

/// The web server nginx: static files, fixed answers, redirects.
///
/// `-g`, `-c`, `-t`, `-v`, `-s quit|stop|reload` work; SIGQUIT ends it in good order, SIGTERM at
/// once, both with status 0; SIGHUP reads the configuration again.
final class NginxServer: Program {
  private unowned(unsafe) var process: Process!
  private var configuration = NginxConfiguration()
  private var path = "/etc/nginx/nginx.conf"
  private var ports: [Int] = []
  private var open: [HTTPConnection] = []
  private var isEnding = false
  private var connections = 0

  private var version: String { process.environment["NGINX_VERSION"] ?? "1.25.5" }

  func start(_ process: Process) {
    self.process = process
    var words = Array(process.arguments.dropFirst())
    var onlyTests = false
    while let word = words.first {
      words.removeFirst()
      switch word {
      case "-g":
        guard !words.isEmpty else { return refuse("option \"-g\" requires parameter") }
        words.removeFirst()
      case "-c":
        guard !words.isEmpty else { return refuse("option \"-c\" requires file name") }
        path = words.removeFirst()
      case "-t": onlyTests = true
      case "-v", "-V":
        process.writeError("nginx version: nginx/\(version)\n")
        return process.exit(0)
      case "-s":
        guard !words.isEmpty else { return refuse("option \"-s\" requires parameter") }
        return send(words.removeFirst())
      default: return refuse("invalid option: \"\(word)\"")
      }
    }
    do throws(NginxProblem) {
      configuration = try NginxConfigurations.of(process.world)
        .configuration(path, in: process.fileSystem)
    } catch {
      if onlyTests {
        process.writeError("nginx: [emerg] \(error.message)\n")
        process.writeError("nginx: configuration file \(path) test failed\n")
      } else {
        process.writeError("\(prefix("emerg"))\(error.message)\n")
        process.writeError("nginx: [emerg] \(error.message)\n")
      }
      return process.exit(1)
    }
    if onlyTests {
      process.writeError("nginx: the configuration file \(path) syntax is ok\n")
      process.writeError("nginx: configuration file \(path) test is successful\n")
      return process.exit(0)
    }
    guard listen() else { return process.exit(1) }
    let prefix = prefix("notice")
    var text = ""
    text.reserveCapacity(1024)
    func add(_ line: String) {
      text += prefix
      text += line
      text += "\n"
    }
    add("using the \"epoll\" event method")
    add("nginx/\(version)")
    add("OS: Linux \(StandardSystem.kernelRelease)")
    add("getrlimit(RLIMIT_NOFILE): 1048576:1048576")
    add("start worker processes")
    let wanted = configuration.workers ?? Int(clamping: process.host.hardware.processors)
    for _ in 0..<min(wanted, NginxServer.workerLimit) {
      add("start worker process \(process.space.nextNumber())")
    }
    process.writeError(text)
    if wanted > NginxServer.workerLimit {
      process.writeError(
        "\(self.prefix("alert"))no more than \(NginxServer.workerLimit) processes can be spawned\n")
    }
  }

  /// So many processes it begins at most.
  private static let workerLimit = 1024

  private func refuse(_ text: String) {
    process.writeError("nginx: \(text)\n")
    process.exit(1)
  }

  private func prefix(_ level: String) -> String {
    "\(process.world.now.errorLogDate) [\(level)] \(process.number)#\(process.number): "
  }

  private func listen() -> Bool {
    var wanted: [Int] = []
    for server in configuration.servers {
      for port in server.ports where !wanted.contains(port) { wanted.append(port) }
    }
    for port in wanted where !ports.contains(port) {
      let isFree = process.listen(on: port) { [unowned(unsafe) self] socket in
        accept(socket, port: port)
      }
      guard isFree else {
        process.writeError(
          "\(prefix("emerg"))bind() to 0.0.0.0:\(port) failed (98: Address already in use)\n")
        return false
      }
      ports.append(port)
    }
    return true
  }

  // MARK: Signals

  private func send(_ name: String) {
    let signals: [String: Signal] = ["quit": .quit, "stop": .terminate, "reload": .hangup]
    guard let signal = signals[name] else { return refuse("invalid option: \"-s \(name)\"") }
    let master = process.space.processes.first {
      $0 !== process && ($0.arguments.first?.hasSuffix("nginx") ?? false)
    }
    guard let master else {
      process.writeError(
        "nginx: [error] open() \"/run/nginx.pid\" failed (2: No such file or directory)\n")
      return process.exit(1)
    }
    master.send(signal)
    process.exit(0)
  }

  func handle(_ signal: Signal, in process: Process) -> Bool {
    switch signal {
    case .terminate, .interrupt:
      process.writeError(
        "\(prefix("notice"))signal \(signal.rawValue) (SIG\(signal.name)) received, exiting\n")
      process.exit(0)
    case .quit:
      process.writeError("\(prefix("notice"))signal 3 (SIGQUIT) received, shutting down\n")
      isEnding = true
      endWhenIdle()
    case .hangup:
      process.writeError("\(prefix("notice"))signal 1 (SIGHUP) received, reconfiguring\n")
      do throws(NginxProblem) {
        configuration = try NginxConfigurations.of(process.world)
          .configuration(path, in: process.fileSystem)
        _ = listen()
      } catch {
        process.writeError("\(prefix("emerg"))\(error.message)\n")
      }
    default: return false
    }
    return true
  }

  /// Requests are answered at once, so a connection that is open is idle and can be left.
  private func endWhenIdle() { process.exit(0) }

  // MARK: Requests

  private func accept(_ socket: Socket, port: Int) {
    guard !isEnding else { return socket.close() }
    connections += 1
    let number = connections
    let client = socket.remoteAddress
    let connection = HTTPConnection.serve(socket) { [unowned(unsafe) self] request in
      guard let request else { return error(400) }
      return respond(to: request, client: client, port: port, connection: number)
    } onEnd: { [unowned(unsafe) self] connection in
      open.removeAll { $0 === connection }
    }
    open.append(connection)
  }

  private func respond(
    to request: HTTPMessage, client: String, port: Int, connection: Int
  ) -> HTTPMessage {
    let target = request.target ?? "/"
    let path = String(target.prefix { $0 != "?" })
    let server = server(for: request, port: port)
    let settings = settings(for: path, in: server)
    let context = NginxRequest(
      message: request, path: path, client: client, port: port, host: process.host.name,
      serverName: server?.names.first ?? "", connection: connection)
    var response: HTTPMessage
    if let answer = settings.answer {
      response = fixed(answer, settings, context)
    } else {
      response = file(path, settings, context)
    }
    for header in settings.headers where (response.status ?? 0) < 400 {
      response.headers.append(
        HTTPMessage.Header(header.name, context.expanding(header.value, process.world.now)))
    }
    if settings.logsAccess { log(request, response, client) }
    return response
  }

  private func server(
    for request: HTTPMessage, port: Int
  ) -> NginxConfiguration.Server? {
    let here = configuration.servers.filter { $0.ports.contains(port) }
    let host = (request["Host"] ?? "").split(separator: ":").first.map { String($0) } ?? ""
    return here.first { $0.names.contains(host) } ?? here.first { $0.isDefault } ?? here.first
  }

  /// The location that matches best: an exact one, or the longest beginning.
  private func settings(
    for path: String, in server: NginxConfiguration.Server?
  ) -> NginxConfiguration.Settings {
    guard let server else { return NginxConfiguration.Settings() }
    var best: NginxConfiguration.Location?
    for location in server.locations {
      if location.isExact {
        if location.path == path { return location.settings }
      } else if path.hasPrefix(location.path),
        location.path.utf8.count > best?.path.utf8.count ?? -1
      {
        best = location
      }
    }
    guard let best else { return server.settings }
    var settings = best.settings
    if let alias = settings.alias {
      settings.root = alias
      settings.alias = best.path
    }
    return settings
  }

  private func fixed(
    _ answer: (status: Int, text: String?), _ settings: NginxConfiguration.Settings,
    _ context: NginxRequest
  ) -> HTTPMessage {
    let now = process.world.now
    if [301, 302, 303, 307, 308].contains(answer.status), let text = answer.text {
      var response = error(answer.status)
      response["Location"] = context.expanding(text, now)
      return response
    }
    guard let text = answer.text else { return error(answer.status) }
    var response = head(answer.status)
    response["Content-Type"] = settings.defaultType
    response.body = context.expanding(text, now)
    response["Content-Length"] = String(response.body.utf8.count)
    response["Connection"] = "keep-alive"
    return response
  }

  private func file(
    _ path: String, _ settings: NginxConfiguration.Settings, _ context: NginxRequest
  ) -> HTTPMessage {
    guard context.message.method == "GET" || context.message.method == "HEAD" else {
      return error(405)
    }
    let files = StaticFiles(fileSystem: process.fileSystem, indexes: settings.indexes)
    // An alias takes the place of what the location matched.
    let rest = settings.alias.map { "/" + path.dropFirst($0.utf8.count) } ?? path
    switch files.answer(rest, root: settings.root) {
    case .file(let file, let full):
      var response = head(200)
      response["Content-Type"] = StaticFiles.mediaType(
        of: full, fallback: settings.defaultType)
      response.body = file.contents
      response["Content-Length"] = String(file.size)
      response["Last-Modified"] = file.modified.httpDate
      response["Connection"] = "keep-alive"
      response["ETag"] =
        "\"\(String(file.modified.unixSeconds, radix: 16))-\(String(file.size, radix: 16))\""
      response["Accept-Ranges"] = "bytes"
      return response
    case .redirect:
      var response = error(301)
      let host = context.message["Host"] ?? process.host.address
      response["Location"] = "http://\(host)\(path)/"
      return response
    case .folder(let full):
      report("directory index of \"\(full)\" is forbidden", context)
      return error(403)
    case .missing(let full):
      report("open() \"\(full)\" failed (2: No such file or directory)", context)
      return error(404)
    }
  }

  // MARK: Answers

  private func head(_ status: Int) -> HTTPMessage {
    var response = HTTPMessage.response(
      status,
      headers: [
        HTTPMessage.Header("Server", "nginx/\(version)"),
        HTTPMessage.Header("Date", process.world.now.httpDate),
      ])
    if case .response(let version, 405, _) = response.start {
      response.start = .response(version: version, status: 405, reason: "Not Allowed")
    } else if case .response(let version, 302, _) = response.start {
      response.start = .response(version: version, status: 302, reason: "Moved Temporarily")
    } else if case .response(let version, 503, _) = response.start {
      response.start = .response(
        version: version, status: 503, reason: "Service Temporarily Unavailable")
    }
    return response
  }

  /// The page that nginx makes itself for a status.
  private func error(_ status: Int) -> HTTPMessage {
    var response = head(status)
    guard status >= 300 else {
      response["Content-Length"] = "0"
      return response
    }
    var title = String(status)
    if case .response(_, _, let reason) = response.start { title += " " + reason }
    response["Content-Type"] = "text/html"
    response.body =
      "<html>\r\n<head><title>\(title)</title></head>\r\n<body>\r\n"
      + "<center><h1>\(title)</h1></center>\r\n<hr><center>nginx/\(version)</center>\r\n"
      + "</body>\r\n</html>\r\n"
    response["Content-Length"] = String(response.body.utf8.count)
    response["Connection"] = status == 400 ? "close" : "keep-alive"
    return response
  }

  private func report(_ text: String, _ context: NginxRequest) {
    let name = context.serverName
    process.writeError(
      "\(prefix("error"))*\(context.connection) \(text), client: \(context.client), server:"
        + " \(name), request: \"\(context.message.startLine)\""
        + (context.message["Host"].map { ", host: \"\($0)\"" } ?? "") + "\n")
  }

  private func log(_ request: HTTPMessage, _ response: HTTPMessage, _ client: String) {
    let size = request.method == "HEAD" ? 0 : response.body.utf8.count
    let referrer = request["Referer"] ?? "-"
    let agent = request["User-Agent"] ?? "-"
    let forwarded = request["X-Forwarded-For"] ?? "-"
    process.write(
      "\(client) - - [\(process.world.now.logDate)] \"\(request.startLine)\""
        + " \(response.status ?? 0) \(size) \"\(referrer)\" \"\(agent)\" \"\(forwarded)\"\n")
  }
}
