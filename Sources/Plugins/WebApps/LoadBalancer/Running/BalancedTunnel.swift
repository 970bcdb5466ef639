import Simulation

/// One connection in TCP mode: what comes in on one side goes out on the other.
final class BalancedTunnel {
  private unowned(unsafe) let balancer: LoadBalancer
  let frontend: BalancedFrontend
  private let number: Int
  private let source: String
  private var client: Socket?
  private var server: Socket?
  private var search: ServerSearch?
  /// What came before the server was there.
  private var early: [String] = []
  private var timer: ScheduledEvent?
  private let began: VirtualTime
  private var connected: VirtualTime?
  private var byteCount = 0
  private var isCounted = false

  init(_ socket: Socket, number: Int, _ frontend: BalancedFrontend, _ balancer: LoadBalancer) {
    self.balancer = balancer
    self.frontend = frontend
    self.number = number
    source = socket.remoteAddress
    client = socket
    began = balancer.process.world.now
  }

  func begin() {
    client?.onReceive = { [self] text in fromClient(text) }
    client?.onEnd = { [self] in server?.finishSending() }
    client?.onClose = { [self] _ in end("CD") }
    guard let backend = frontend.backend else { return end("SC") }
    backend.connections += 1
    backend.current += 1
    isCounted = true
    let search = ServerSearch(
      backend, balancer.process, source: source, target: "", direct: nil)
    self.search = search
    search.begin { _ in
      false
    } _: { [self] outcome in
      switch outcome {
      case .connected(let socket): talk(socket)
      case .hasLink, .noServer: end("SC")
      case .failed(let timedOut): end(timedOut ? "sC" : "SC")
      }
    }
  }

  private func talk(_ socket: Socket) {
    guard client != nil else { return socket.close() }
    connected = balancer.process.world.now
    server = socket
    socket.onReceive = { [self] text in
      byteCount += text.utf8.count
      client?.send(text)
      watch()
    }
    socket.onEnd = { [self] in client?.finishSending() }
    socket.onClose = { [self] reason in end(reason == .reset ? "SD" : "--") }
    for text in early { socket.send(text) }
    early = []
    watch()
  }

  private func fromClient(_ text: String) {
    if let server { server.send(text) } else { early.append(text) }
    watch()
  }

  /// Ends the connection when neither side says anything for the shorter of the two limits.
  private func watch() {
    timer?.cancel()
    let times = (frontend.proxy.timeouts.client, frontend.backend?.proxy.timeouts.server)
    let limit = times.0.map { one in times.1.map { min(one, $0) } ?? one } ?? times.1
    timer = limit.map { balancer.process.schedule(after: $0) { [self] in end("cD") } }
  }

  /// Ends the connection on both sides.
  func end(_ reason: String) {
    guard let client else { return }
    self.client = nil
    timer?.cancel()
    search?.release()
    if isCounted { frontend.backend?.current -= 1 }
    for socket in [client, server].compactMap({ $0 }) {
      socket.onReceive = nil
      socket.onEnd = nil
      socket.onClose = nil
      socket.close()
    }
    server = nil
    log(reason)
    balancer.forget(number)
  }

  private func log(_ reason: String) {
    guard frontend.proxy.logs, frontend.proxy.logFormat == .tcp else { return }
    let now = balancer.process.world.now
    func milliseconds(_ from: VirtualTime?, _ to: VirtualTime?) -> String {
      guard let from, let to else { return "-1" }
      return String((to - from).milliseconds)
    }
    let backend = frontend.backend
    let retries = (search?.wasRedispatched ?? false ? "+" : "") + String(search?.retries ?? 0)
    balancer.log(
      "\(source):\(balancer.clientPort(number)) [\(BalancerLog.date(began))] \(frontend.proxy.name)"
        + " \(backend?.proxy.name ?? frontend.proxy.name)/\(search?.server?.name ?? "<NOSRV>")"
        + " \(milliseconds(began, search?.connecting))/\(milliseconds(search?.connecting, connected))"
        + "/\(milliseconds(began, now)) \(byteCount) \(reason)"
        + " \(balancer.connectionCount)/\(frontend.current)/\(backend?.current ?? 0)"
        + "/\(search?.server?.served ?? 0)/\(retries) 0/0")
  }
}
