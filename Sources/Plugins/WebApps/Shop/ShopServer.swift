import OrderedCollections
import Simulation

/// The web application `shop`: visitors log in, read their messages and fill a cart. Where it keeps
/// what it knows of them is the operator's choice, ``ShopSettings/Store``.
///
/// SIGTERM: it is not ready any more, serves on for `DRAIN_TIME`, then accepts nothing new, finishes
/// what it has begun, and ends with status 0 (W8).
final class ShopServer: Program {
  private(set) unowned(unsafe) var process: Process!
  private(set) var store: (any SessionStore)!
  private var settings: ShopSettings!
  private var accounts: ShopAccounts!
  private var connections: [Int: ServerConnection] = [:]
  private var connectionCount = 0
  private var sessionCount: UInt64 = 0
  private var startTime = VirtualTime.zero
  private(set) var isReady = false
  private(set) var isDraining = false
  private var hasStopped = false
  /// How many requests it answered.

  static let cookieName = "session"

  private var version: String { process.environment["SHOP_VERSION"] ?? "1.0" }

  func start(_ process: Process) {
    self.process = process
    startTime = process.world.now
    let words = process.arguments.dropFirst()
    if words.first == "--version" {
      process.write("shop \(version)\n")
      return process.exit(0)
    }
    if let word = words.first {
      process.writeError("shop: the argument '\(word)' is not known; it is set up by environment\n")
      return process.exit(2)
    }
    settings = ShopSettings(process)
    guard settings.mistakes.isEmpty else {
      for mistake in settings.mistakes { process.writeError("shop: \(mistake)\n") }
      return process.exit(1)
    }
    accounts = ShopAccounts(process.fileSystem, users: settings.users)
    store = ShopServer.store(settings, process)
    let accepts = process.listen(on: settings.port) { [unowned(unsafe) self] in accept($0) }
    guard accepts else {
      process.writeError("shop: port \(settings.port): Address already in use\n")
      return process.exit(1)
    }
    WebSystem.of(process.world).add(self)
    note("listening on port \(settings.port), sessions: \(store.name)")
    store.begin { [unowned(unsafe) self] in isReady = true }
  }

  private static func store(_ settings: ShopSettings, _ process: Process) -> any SessionStore {
    switch settings.store {
    case .memory: return MemoryStore(process)
    case .peers:
      return PeerStore(
        process, group: settings.peers, port: settings.peerPort, delay: settings.replicationDelay)
    case .redis:
      return RedisStore(process, host: settings.redisHost, port: settings.redisPort)
    case .cookie: return CookieStore(process, secret: settings.secret)
    }
  }

  /// Writes a line about the server itself to its log.
  private func note(_ text: String) { process.write("shop: \(text)\n") }

  // MARK: Its end

  func handle(_ signal: Signal, in process: Process) -> Bool {
    guard signal == .terminate || signal == .interrupt else { return false }
    guard !isDraining else { return true }
    guard store != nil else {
      process.exit(0)
      return true
    }
    isDraining = true
    if settings.drainTime > .zero {
      note("SIG\(signal.name): not ready any more, serving on for \(text(settings.drainTime))")
      process.schedule(after: settings.drainTime) { [unowned(unsafe) self] in stopAccepting() }
    } else {
      note("SIG\(signal.name): no new connections")
      stopAccepting()
    }
    return true
  }

  private func text(_ duration: VirtualDuration) -> String {
    duration.milliseconds % 1000 == 0
      ? "\(duration.seconds) s" : "\(duration.milliseconds) ms"
  }

  private func stopAccepting() {
    hasStopped = true
    process.stopListening(on: settings.port)
    for connection in connections.values.sorted(by: { $0.number < $1.number }) {
      connection.finish()
    }
    endIfDone()
  }

  private func endIfDone() {
    guard hasStopped, connections.isEmpty, process.isRunning else { return }
    let held = store.held.count
    store.end()
    note(
      held == 0
        ? "ended" : "ended; \(held) \(held == 1 ? "session" : "sessions") in memory lost")
    process.exit(0)
  }

  // MARK: Requests

  private func accept(_ socket: Socket) {
    connectionCount += 1
    let connection = ServerConnection(socket, number: connectionCount) {
      [unowned(unsafe) self] connection, request in
      respond(to: request, on: connection)
    } onBadInput: { [unowned(unsafe) self] connection, failure in
      let page =
        failure == .tooLarge
        ? ShopPage(431, "The request is too large.\n") : ShopPage(400, "This is no HTTP request.\n")
      send(page, to: nil, user: nil, on: connection)
    } onEnd: { [unowned(unsafe) self] connection in
      connections[connection.number] = nil
      endIfDone()
    }
    connections[connection.number] = connection
  }

  private func respond(to request: HTTPMessage, on connection: ServerConnection) {
    if let page = ShopServer.refusal(of: request) {
      return send(page, to: request, user: nil, on: connection)
    }
    let path = ShopServer.path(of: request)
    switch path {
    case "/healthz": return send(ShopPage(200, "ok\n"), to: request, user: nil, on: connection)
    case "/readyz": return send(readiness, to: request, user: nil, on: connection)
    case "/sessions" where connection.remoteAddress == "127.0.0.1":
      return send(ShopPage(200, heldSessions), to: request, user: nil, on: connection)
    default: break
    }
    process.schedule(after: settings.responseTime) { [unowned(unsafe) self] in
      let visit = ShopVisit(request, path: path, self)
      visit.answer { [unowned(unsafe) self] page, user in
        send(page, to: request, user: user, on: connection)
      }
    }
  }

  private var readiness: ShopPage {
    if isDraining { return ShopPage(503, "draining\n") }
    return isReady ? ShopPage(200, "ready\n") : ShopPage(503, "starting\n")
  }

  /// For an operator on the same machine: who is logged in here, a line `user:session` for each.
  private var heldSessions: String {
    store.held.map { "\($0.user):\($0.id)\n" }.joined()
  }

  static func path(of request: HTTPMessage) -> String {
    String((request.target ?? "/").prefix { $0 != "?" && $0 != "#" })
  }

  /// What is wrong with a request that is HTTP all the same.
  private static func refusal(of request: HTTPMessage) -> ShopPage? {
    if case .request(_, let target, let version) = request.start {
      if version == "HTTP/1.1", request.values(of: "Host").count != 1 {
        return ShopPage(400, "A request needs one Host.\n")
      }
      if !target.hasPrefix("/") { return ShopPage(400, "The address must begin with a slash.\n") }
      if target.utf8.count > 8192 { return ShopPage(414, "The address is too long.\n") }
    }
    let size = request.headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 }
    if size > 16_384 { return ShopPage(431, "The headers are larger than 16 KiB.\n") }
    if request.body.utf8.count > 65_536 {
      return ShopPage(413, "The body is larger than 64 KiB.\n")
    }
    return nil
  }

  private func send(
    _ page: ShopPage, to request: HTTPMessage?, user: String?, on connection: ServerConnection
  ) {
    var response = HTTPMessage.response(page.status, body: page.text)
    response.headers = [
      HTTPMessage.Header("Date", process.world.now.httpDate),
      HTTPMessage.Header("Server", "shop/\(version)"),
      HTTPMessage.Header("X-Served-By", process.host.name),
    ]
    if let location = page.location { response["Location"] = location }
    if let allow = page.allow { response["Allow"] = allow }
    if let cookie = page.cookie {
      let life = cookie.isEmpty ? "; Max-Age=0" : ""
      response["Set-Cookie"] =
        "\(ShopServer.cookieName)=\(cookie); Path=/; HttpOnly; SameSite=Lax\(life)"
    }
    response["Content-Type"] = "text/plain; charset=utf-8"
    response["Content-Length"] = String(page.text.utf8.count)
    let line = request?.startLine ?? "-"
    process.write(
      "\(connection.remoteAddress) - \(user ?? "-") [\(process.world.now.logDate)]"
        + " \"\(ShopServer.printable(line))\" \(page.status) \(page.text.utf8.count)\n")
    if let request {
      WebSystem.of(process.world).note(
        WebSystem.Exchange(
          time: process.world.now, from: connection.remoteAddress, to: process.host.address,
          server: process.host.name, request: request, status: page.status))
    }
    connection.answer(response)
  }

  /// A first line as a log may have it: short, and without characters that a terminal obeys.
  private static func printable(_ line: String) -> String {
    var bytes: [UInt8] = []
    for byte in line.utf8.prefix(200) {
      bytes.append(
        byte < 32 || byte == 127 || byte == UInt8(ascii: "\"") ? UInt8(ascii: "?") : byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  // MARK: For visits

  func accepts(_ user: String, _ password: String) -> Bool { accounts.accepts(user, password) }
  func messages(for user: String) -> [String] { accounts.messages(for: user) }

  /// A new session, with an id that nobody can guess.
  func newSession(for user: String) -> ShopSession {
    sessionCount += 1
    var draws = process.world.random.draws(
      "shop session", "\(process.host.name) \(startTime.milliseconds)", sessionCount)
    return ShopSession(id: draws.hexadecimal(32), user: user, expires: newEnd)
  }

  /// When a session that is changed now ends.
  var newEnd: VirtualTime { process.world.now + settings.lifetime }
}
