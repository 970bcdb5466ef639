import Simulation

/// Looks from time to time whether a server is well.
final class HealthCheck {
  private let server: BalancedServer
  private unowned(unsafe) let backend: BalancedBackend
  private unowned(unsafe) let process: Process
  private var socket: Socket?
  private var timer: ScheduledEvent?
  private var began = VirtualTime.zero
  private var received = ""
  private var isRunning = false
  /// Checks that were begun; what belongs to an older one comes too late.
  private var attempt = 0

  init(_ server: BalancedServer, _ backend: BalancedBackend, _ process: Process) {
    self.server = server
    self.backend = backend
    self.process = process
  }

  func begin(after delay: VirtualDuration) {
    process.schedule(after: delay) { [self] in run() }
  }

  private var interval: VirtualDuration {
    let settings = server.settings
    if !server.isRunning, server.health == 0 { return settings.downInterval ?? settings.interval }
    let isSettled = server.health == settings.rise + settings.fall - 1
    return isSettled ? settings.interval : settings.fastInterval ?? settings.interval
  }

  private func run() {
    // A server in maintenance is left alone.
    guard !server.isInMaintenance, let address = server.address else {
      return begin(after: interval)
    }
    began = process.world.now
    received = ""
    isRunning = true
    attempt += 1
    let number = attempt
    let times = backend.proxy.timeouts
    var limit = server.settings.interval
    if times.check != nil, let connect = times.connect { limit = min(limit, connect) }
    timer = process.schedule(after: limit) { [self] in
      end(socket == nil ? (7, "Layer4 timeout") : (12, "Layer7 timeout"))
    }
    process.connect(to: address, port: server.settings.port) { [self] result in
      guard isRunning, number == attempt else {
        if case .connected(let socket) = result { socket.close() }
        return
      }
      switch result {
      case .refused: end((8, "Layer4 connection problem"), info: "Connection refused")
      case .unreachable: end((8, "Layer4 connection problem"), info: "Network is unreachable")
      case .connected(let socket): talk(socket)
      }
    }
  }

  private func talk(_ socket: Socket) {
    self.socket = socket
    guard let check = backend.proxy.check else {
      return end((6, "Layer4 check passed"), isGood: true)
    }
    if let limit = backend.proxy.timeouts.check {
      timer?.cancel()
      timer = process.schedule(after: limit) { [self] in end((12, "Layer7 timeout")) }
    }
    socket.onReceive = { [self] text in
      guard received.utf8.count < 65_536 else { return }
      received += text
      if received.includes("\r\n\r\n") || received.includes("\n\n") { judge(check) }
    }
    socket.onClose = { [self] reason in
      guard isRunning else { return }
      if reason == .reset, received.isEmpty {
        end((5, "Socket error"), info: "Connection reset by peer")
      } else {
        judge(check)
      }
    }
    var text = "\(check.method) \(check.target) \(check.version)\r\n"
    for header in check.headers { text += "\(header.name): \(header.value)\r\n" }
    if check.version != "HTTP/1.0" { text += "connection: close\r\n" }
    socket.send(text + "\r\n")
  }

  private func judge(_ check: BalancerCheckRequest) {
    let words = received.prefix { $0 != "\r\n" && $0 != "\n" }
      .split(separator: " ", maxSplits: 2)
    guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let status = Int(bounded: words[1]),
      (100..<1000).contains(status)
    else { return end((13, "Layer7 invalid response")) }
    if check.accepts(status) {
      end((15, "Layer7 check passed"), isGood: true, code: status)
    } else {
      end(
        (17, "Layer7 wrong status"), code: status, info: words.count > 2 ? String(words[2]) : nil)
    }
  }

  private func end(
    _ result: (number: Int, reason: String), isGood: Bool = false, code: Int? = nil,
    info: String? = nil
  ) {
    guard isRunning else { return }
    isRunning = false
    timer?.cancel()
    timer = nil
    socket?.onReceive = nil
    socket?.onClose = nil
    socket?.close()
    socket = nil
    let outcome = BalancedServer.CheckResult(
      number: result.number, isGood: isGood, reason: result.reason, code: code, info: info,
      took: process.world.now - began)
    server.lastCheck = outcome
    if !server.isInMaintenance { count(outcome) }
    let pause = interval.milliseconds - outcome.took.milliseconds
    begin(after: .milliseconds(max(1, pause)))
  }

  private func count(_ outcome: BalancedServer.CheckResult) {
    let settings = server.settings
    let top = settings.rise + settings.fall - 1
    if outcome.isGood {
      guard server.health < top else { return }
      server.health += 1
      guard server.health >= settings.rise else { return }
      server.health = top
      if !server.isRunning { backend.setUp(server, "reason: " + outcome.text) }
    } else {
      guard server.health > 0 else { return }
      guard server.health >= settings.rise else {
        server.health = 0
        return
      }
      server.health -= 1
      guard server.health < settings.rise else { return }
      server.health = 0
      if server.isRunning { backend.setDown(server, "reason: " + outcome.text) }
    }
  }
}
