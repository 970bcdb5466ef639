import Simulation

/// One connection of a visitor in HTTP mode, and the connection to a server that goes with it.
///
/// Requests are answered one after the other. The connection to a server is kept for the next request
/// of the same visitor and ends with the visitor's.
final class BalancedVisitor {
  let frontend: BalancedFrontend
  private(set) var connection: ServerConnection!
  private(set) var link: ServerLink?
  private unowned(unsafe) let balancer: LoadBalancer
  private let number: Int
  private var timer: ScheduledEvent?
  private let began: VirtualTime

  init(
    _ socket: Socket, number: Int, _ frontend: BalancedFrontend, _ balancer: LoadBalancer
  ) {
    self.frontend = frontend
    self.balancer = balancer
    self.number = number
    began = balancer.process.world.now
    connection = ServerConnection(socket, number: number) { [unowned(unsafe) self] _, request in
      timer?.cancel()
      BalancedExchange(request, self, balancer).begin()
    } onBadInput: { [unowned(unsafe) self] _, _ in
      refuse(BalancerPage.badRequest, "PR")
    } onEnd: { [unowned(unsafe) self] _ in
      timer?.cancel()
      closeLink()
      balancer.forget(number)
    }
    connection.connectionHeader = "connection"
    let times = frontend.proxy.timeouts
    watch(times.request ?? times.client) { [unowned(unsafe) self] in
      refuse(BalancerPage.requestTimeout, "cR")
    }
  }

  /// `10.0.0.7:41052`
  var place: String { "\(connection.remoteAddress):\(balancer.clientPort(number))" }

  private func watch(_ limit: VirtualDuration?, _ action: @escaping () -> Void) {
    timer?.cancel()
    timer = limit.map { balancer.process.schedule(after: $0, action) }
  }

  private func refuse(_ page: HTTPMessage, _ end: String) {
    if frontend.proxy.logs, frontend.proxy.logFormat == .http {
      let name = frontend.proxy.name
      let elapsed = (balancer.process.world.now - began).milliseconds
      balancer.log(
        "\(place) [\(BalancerLog.date(began))] \(name) \(name)/<NOSRV> -1/-1/-1/-1/\(elapsed)"
          + " \(page.status ?? 0) 0 - - \(end)--"
          + " \(balancer.connectionCount)/\(frontend.current)/0/0/0 0/0 \"<BADREQ>\"")
    }
    connection.answer(page)
  }

  func hasLink(to server: BalancedServer) -> Bool {
    guard let link, link.isOpen, link.server === server else { return false }
    return true
  }

  func open(_ socket: Socket, _ server: BalancedServer) -> ServerLink {
    link?.cancel()
    let new = ServerLink(socket, server)
    link = new
    return new
  }

  func closeLink() {
    link?.cancel()
    link = nil
  }

  func answer(_ response: HTTPMessage) {
    let times = frontend.proxy.timeouts
    guard connection.isOpen else { return closeLink() }
    watch(times.keepAlive ?? times.request ?? times.client) { [unowned(unsafe) self] in
      connection.close()
    }
    connection.answer(response)
  }

  func close() { connection.close() }

  /// Ends after the request that is being answered.
  func finish() { connection.finish() }
}

/// A section with ports.
final class BalancedFrontend {
  let proxy: BalancerProxy
  let backend: BalancedBackend?
  /// Connections since the start and now.
  var connections = 0
  var current = 0

  init(_ proxy: BalancerProxy, _ backend: BalancedBackend?) {
    self.proxy = proxy
    self.backend = backend
  }
}
