import Simulation

/// Finds a server for one request or connection and connects to it, with retries.
///
/// A connection that is refused is tried again after a second, one that is not there in time at once,
/// as often as `retries` says. With `option redispatch` another server is tried: at once when it does
/// not matter which one it is, else for the last try.
final class ServerSearch {
  enum Outcome {
    case connected(Socket)
    /// A connection to the server is open already.
    case hasLink
    /// No server can be used.
    case noServer
    /// The last try failed, too.
    case failed(timedOut: Bool)
  }

  private let backend: BalancedBackend
  private unowned(unsafe) let process: Process
  private let source: String
  private let target: String
  /// Whether the server was given by a cookie.
  private var isDirect: Bool
  private(set) var server: BalancedServer?
  /// Whether it counts as one of the server's requests.
  private var isTaken = false
  private(set) var retries = 0
  private(set) var wasRedispatched = false
  /// When a server was found, and when the connection to it was begun.
  private(set) var assigned: VirtualTime?
  private(set) var connecting: VirtualTime?
  private var hasLink: (BalancedServer) -> Bool = { _ in false }
  private var completion: (Outcome) -> Void = { _ in }

  init(
    _ backend: BalancedBackend, _ process: Process, source: String, target: String,
    direct: BalancedServer?
  ) {
    self.backend = backend
    self.process = process
    self.source = source
    self.target = target
    server = direct
    isDirect = direct != nil
  }

  /// Begins; `completion` is called once.
  ///
  /// - Parameter hasLink: whether a connection to a server is open already.
  func begin(
    hasLink: @escaping (BalancedServer) -> Bool, _ completion: @escaping (Outcome) -> Void
  ) {
    self.hasLink = hasLink
    self.completion = completion
    if isDirect { connect() } else { assign(avoiding: nil) }
  }

  /// Says that the server has done its part.
  func release() {
    guard isTaken, let server else { return }
    isTaken = false
    backend.release(server)
  }

  private func finish(_ outcome: Outcome) {
    let completion = completion
    self.completion = { _ in }
    hasLink = { _ in false }
    completion(outcome)
  }

  private func assign(avoiding avoided: BalancedServer?) {
    server = backend.choose(source: source, target: target, avoiding: avoided)
    guard server != nil else { return finish(.noServer) }
    connect()
  }

  private func connect() {
    guard let server else { return finish(.noServer) }
    if !isTaken {
      isTaken = true
      backend.take(server)
    }
    assigned = process.world.now
    guard !hasLink(server) else {
      connecting = process.world.now
      return finish(.hasLink)
    }
    guard let address = server.address else { return fail(timedOut: false) }
    connecting = process.world.now
    var isDone = false
    // Without a limit of its own the machine gives up after about two minutes.
    let limit = backend.proxy.timeouts.connect ?? .seconds(127)
    let timer = process.schedule(after: limit) { [self] in
      guard !isDone else { return }
      isDone = true
      fail(timedOut: true)
    }
    process.connect(to: address, port: server.settings.port) { [self] result in
      guard !isDone else {
        if case .connected(let socket) = result { socket.close() }
        return
      }
      isDone = true
      timer.cancel()
      switch result {
      case .connected(let socket): finish(.connected(socket))
      case .refused, .unreachable: fail(timedOut: false)
      }
    }
  }

  private func fail(timedOut: Bool) {
    guard let failed = server else { return finish(.noServer) }
    guard retries < backend.proxy.retries else { return finish(.failed(timedOut: timedOut)) }
    retries += 1
    let goesElsewhere = mayGoElsewhere(from: failed)
    // Who has waited for an answer in vain has waited long enough.
    let waits = !timedOut && (!goesElsewhere || backend.activeCount <= 1)
    if goesElsewhere {
      release()
      isDirect = false
      wasRedispatched = true
    }
    let again = { [self] in if goesElsewhere { assign(avoiding: failed) } else { connect() } }
    guard waits else { return again() }
    let pause = min(.seconds(1), backend.proxy.timeouts.connect ?? .seconds(1))
    process.schedule(after: pause, again)
  }

  private func mayGoElsewhere(from failed: BalancedServer) -> Bool {
    guard let every = backend.proxy.redispatch else { return false }
    if !failed.isAlive { return true }
    if !isDirect, backend.activeCount > 1, backend.proxy.balance.isIndifferent { return true }
    let period = every > 0 ? every : backend.proxy.retries + 1 + every
    return period > 0 && retries % period == 0
  }
}
