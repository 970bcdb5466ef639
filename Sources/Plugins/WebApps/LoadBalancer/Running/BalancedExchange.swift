import Simulation

/// One request of a visitor: to a server and back.
///
/// A response is passed on when it is whole.
final class BalancedExchange {
  private unowned(unsafe) let balancer: LoadBalancer
  private let visitor: BalancedVisitor
  private let request: HTTPMessage
  private let backend: BalancedBackend?
  private var search: ServerSearch?
  private let began: VirtualTime
  private var connected: VirtualTime?
  private var timer: ScheduledEvent?
  private var cookieState = CookieState.none
  private var isSticky: Bool { backend?.proxy.cookie != nil }

  /// What the cookie of a request says of its server.
  private enum CookieState: String {
    case none = "N"
    case invalid = "I"
    case down = "D"
    case valid = "V"
  }

  init(_ request: HTTPMessage, _ visitor: BalancedVisitor, _ balancer: LoadBalancer) {
    self.request = request
    self.visitor = visitor
    self.balancer = balancer
    backend = visitor.frontend.backend
    began = balancer.process.world.now
  }

  func begin() {
    guard let backend else { return answer(BalancerPage.noServer, "SC") }
    backend.connections += 1
    backend.current += 1
    let search = ServerSearch(
      backend, balancer.process, source: visitor.connection.remoteAddress,
      target: request.target ?? "/", direct: serverOfCookie(backend))
    self.search = search
    search.begin { [self] server in
      visitor.hasLink(to: server)
    } _: { [self] outcome in
      switch outcome {
      case .connected(let socket):
        guard let server = search.server else { return }
        send(over: visitor.open(socket, server))
      case .hasLink:
        if let link = visitor.link { send(over: link) }
      case .noServer: answer(BalancerPage.noServer, "SC")
      case .failed(let timedOut): answer(BalancerPage.noServer, timedOut ? "sC" : "SC")
      }
    }
  }

  private func serverOfCookie(_ backend: BalancedBackend) -> BalancedServer? {
    guard let cookie = backend.proxy.cookie, let value = Cookies.value(cookie.name, in: request)
    else { return nil }
    guard let server = backend.server(withCookie: value) else {
      cookieState = .invalid
      return nil
    }
    cookieState = server.isAlive ? .valid : .down
    return server.isAlive ? server : nil
  }

  private func send(over link: ServerLink) {
    connected = balancer.process.world.now
    if let limit = backend?.proxy.timeouts.server {
      timer = balancer.process.schedule(after: limit) { [self] in
        visitor.closeLink()
        answer(BalancerPage.serverTimeout, "sH")
      }
    }
    let isReused = link.count > 0
    link.send(forwarded) { [self] outcome in
      switch outcome {
      case .response(let response): pass(response)
      case .malformed: answer(BalancerPage.badGateway, "PH")
      // The server had just given up the connection: the visitor had better ask again.
      case .closed where isReused: leave()
      case .closed: answer(BalancerPage.badGateway, "SH")
      }
    }
  }

  /// The request as the server gets it.
  private var forwarded: HTTPMessage {
    var forwarded = request
    forwarded["Connection"] = nil
    if let cookie = backend?.proxy.cookie, cookie.isIndirect {
      forwarded.headers = forwarded.headers.compactMap { header in
        guard header.name.lowercased() == "cookie" else { return header }
        let rest = Cookies.removing(cookie.name, from: header.value)
        return rest.isEmpty ? nil : HTTPMessage.Header(header.name, rest)
      }
    }
    if visitor.frontend.proxy.addsForwardedFor || (backend?.proxy.addsForwardedFor ?? false) {
      forwarded.headers.append(
        HTTPMessage.Header("X-Forwarded-For", visitor.connection.remoteAddress))
    }
    forwarded.headers = forwarded.headers.map {
      HTTPMessage.Header($0.name.lowercased(), $0.value)
    }
    return forwarded
  }

  private func pass(_ response: HTTPMessage) {
    var response = response
    response["Connection"] = nil
    response.headers = response.headers.map { HTTPMessage.Header($0.name.lowercased(), $0.value) }
    if backend?.proxy.closesServer ?? false { visitor.closeLink() }
    var setsCookie = false
    if let cookie = backend?.proxy.cookie, let value = search?.server?.settings.cookie,
      cookieState != .valid || search?.wasRedispatched ?? false
    {
      response.headers.append(HTTPMessage.Header("set-cookie", "\(cookie.name)=\(value); path=/"))
      setsCookie = true
    }
    answer(response, "--", setsCookie: setsCookie, isFromServer: true)
  }

  // MARK: The end

  private func finish() {
    timer?.cancel()
    timer = nil
    search?.release()
    if let backend { backend.current -= 1 }
  }

  private func leave() {
    finish()
    visitor.close()
  }

  private func answer(
    _ response: HTTPMessage, _ end: String, setsCookie: Bool = false, isFromServer: Bool = false
  ) {
    finish()
    log(response, end, setsCookie: setsCookie, isFromServer: isFromServer)
    balancer.note(request, of: visitor, status: response.status ?? 0)
    visitor.answer(response)
  }

  private func milliseconds(_ from: VirtualTime?, _ to: VirtualTime?) -> String {
    guard let from, let to else { return "-1" }
    return String((to - from).milliseconds)
  }

  private func log(
    _ response: HTTPMessage, _ end: String, setsCookie: Bool, isFromServer: Bool
  ) {
    let frontend = visitor.frontend
    guard frontend.proxy.logs, frontend.proxy.logFormat != .plain else { return }
    let now = balancer.process.world.now
    let server = search?.server
    let name = backend?.proxy.name ?? frontend.proxy.name
    var cookie = "--"
    if isSticky {
      let isLost = cookieState == .valid && (search?.wasRedispatched ?? false)
      cookie = (isLost ? "D" : cookieState.rawValue) + (setsCookie ? "I" : "N")
    }
    let retries = (search?.wasRedispatched ?? false ? "+" : "") + String(search?.retries ?? 0)
    let times =
      "0/\(milliseconds(began, search?.connecting ?? search?.assigned))"
      + "/\(milliseconds(search?.connecting, connected))"
      + "/\(isFromServer ? milliseconds(connected, now) : "-1")/\(milliseconds(began, now))"
    balancer.log(
      "\(visitor.place) [\(BalancerLog.date(began))] \(frontend.proxy.name)"
        + " \(name)/\(server?.name ?? "<NOSRV>") \(times) \(response.status ?? 0)"
        + " \(response.serialized.utf8.count) - - \(end)\(cookie)"
        + " \(balancer.connectionCount)/\(frontend.current)/\(backend?.current ?? 0)"
        + "/\(server?.served ?? 0)/\(retries) 0/0 \"\(BalancerLog.printable(request.startLine))\"")
  }
}
