import Simulation

/// A connection to the runtime API: one line of commands, its answers, and the end.
final class BalancerAdmin {
  private var socket: Socket?
  private let number: Int
  private let isAdmin: Bool
  private unowned(unsafe) let balancer: LoadBalancer
  private var received = ""

  init(_ socket: Socket, number: Int, isAdmin: Bool, _ balancer: LoadBalancer) {
    self.socket = socket
    self.number = number
    self.isAdmin = isAdmin
    self.balancer = balancer
  }

  func begin() {
    socket?.onReceive = { [self] text in
      guard received.utf8.count + text.utf8.count <= 16_384 else { return end() }
      received += text
      guard let line = received.firstIndex(of: "\n") else { return }
      answer(received[..<line])
    }
    // Who sends no more has said all there is.
    socket?.onEnd = { [self] in if socket != nil { answer(received[...]) } }
    socket?.onClose = { [self] _ in end() }
  }

  private func answer(_ line: Substring) {
    for command in line.split(separator: ";") {
      let words = command.split { $0 == " " || $0 == "\t" || $0 == "\r" }.map { String($0) }
      if words.first == "quit" { break }
      socket?.send(reply(to: words) + "\n")
    }
    end()
  }

  private func end() {
    guard let socket else { return }
    self.socket = nil
    socket.onReceive = nil
    socket.onEnd = nil
    socket.onClose = nil
    socket.close()
    balancer.forgetAdmin(number)
  }

  // MARK: Commands

  private func reply(to words: [String]) -> String {
    switch (words.first ?? "", words.count > 1 ? words[1] : "") {
    case ("show", "servers") where words.count > 2 && words[2] == "state": return state(words)
    case ("show", "backend"):
      return "# name\n" + balancer.backends.map { $0.proxy.name + "\n" }.joined()
    case ("get", "weight"):
      return server(words, 2) { server, _ in
        "\(server.weight) (initial \(server.settings.weight))\n"
      }
    case ("set", "server"), ("set", "weight"), ("disable", "server"), ("enable", "server"):
      guard isAdmin else { return "Permission denied\n" }
      return change(words)
    case ("", ""): return ""
    default:
      return "'\(words.joined(separator: " "))' is a part of haproxy that is not simulated here.\n"
    }
  }

  private func state(_ words: [String]) -> String {
    let names =
      "be_id be_name srv_id srv_name srv_addr srv_op_state srv_admin_state srv_uweight srv_iweight"
      + " srv_time_since_last_change srv_check_status srv_check_result srv_check_health"
      + " srv_check_state srv_agent_state bk_f_forced_id srv_f_forced_id srv_fqdn srv_port srvrecord"
      + " srv_use_ssl srv_check_port srv_check_addr srv_agent_addr srv_agent_port"
    let backends =
      words.count > 3 ? balancer.backends.filter { $0.proxy.name == words[3] } : balancer.backends
    if words.count > 3, backends.isEmpty { return "Can't find backend.\n" }
    return "1\n# \(names)\n" + backends.map { $0.stateLines }.joined()
  }

  private func server(
    _ words: [String], _ place: Int,
    _ body: (BalancedServer, BalancedBackend) -> String
  ) -> String {
    let parts = (words.count > place ? words[place] : "").split(
      separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return "Require 'backend/server'.\n" }
    guard let backend = balancer.backends.first(where: { $0.proxy.name == parts[0] }) else {
      return "No such backend.\n"
    }
    guard let server = backend.server(named: String(parts[1])) else { return "No such server.\n" }
    return body(server, backend)
  }

  private func change(_ words: [String]) -> String {
    server(words, 2) { server, backend in
      switch (words[0], words[1]) {
      case ("disable", _): setState("maint", server, backend)
      case ("enable", _): setState("ready", server, backend)
      case (_, "weight"): return setWeight(words.count > 3 ? words[3] : "", server, backend)
      default:
        switch words.count > 3 ? words[3] : "" {
        case "state":
          let state = words.count > 4 ? words[4] : ""
          guard ["ready", "drain", "maint"].contains(state) else {
            return "'set server <srv> state' expects 'ready', 'drain' and 'maint'.\n"
          }
          setState(state, server, backend)
        case "weight": return setWeight(words.count > 4 ? words[4] : "", server, backend)
        case "addr", "agent", "agent-addr", "agent-port", "agent-send", "check-addr", "check-port",
          "fqdn", "health", "ssl":
          return "'set server … \(words[3])' is a part of haproxy that is not simulated here.\n"
        default:
          return "usage: set server <backend>/<server> addr | agent | agent-addr | agent-port |"
            + " agent-send | check-addr | check-port | fqdn | health | ssl | state | weight\n"
        }
      }
      return ""
    }
  }

  private func setState(_ state: String, _ server: BalancedServer, _ backend: BalancedBackend) {
    switch state {
    case "maint": backend.hold(server, .maintenance)
    case "drain":
      backend.release(server, from: .maintenance)
      backend.release(server, from: .configuredMaintenance)
      backend.hold(server, .drain)
    default:
      backend.release(server, from: .maintenance)
      backend.release(server, from: .configuredMaintenance)
      backend.release(server, from: .drain)
    }
  }

  private func setWeight(
    _ text: String, _ server: BalancedServer, _ backend: BalancedBackend
  ) -> String {
    let isPercent = text.hasSuffix("%")
    guard let number = Int(bounded: isPercent ? text.dropLast() : text[...]) else {
      return "Empty weight string empty or preceded by garbage"
    }
    guard number >= 0, isPercent ? number <= 25_600 : number <= 256 else {
      return isPercent
        ? "Relative weight can only be between 0 and 100% inclusive.\n"
        : "Absolute weight can only be between 0 and 256 inclusive.\n"
    }
    let weight = isPercent ? min(256, server.settings.weight * number / 100) : number
    backend.setWeight(server, weight)
    return ""
  }
}
