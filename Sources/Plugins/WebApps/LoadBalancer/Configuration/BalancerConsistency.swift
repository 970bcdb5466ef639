/// What is looked at when all lines are read: names that lead nowhere, what is missing.
struct BalancerConsistency {
  private unowned(unsafe) let parser: BalancerParser

  init(_ parser: BalancerParser) { self.parser = parser }

  func check() {
    for proxy in parser.configuration.proxies { check(proxy) }
  }

  private func check(_ proxy: BalancerProxy) {
    let proxies = parser.configuration.proxies
    if proxy.isFrontend, proxy.ports.isEmpty, !proxy.isDisabled {
      parser.warn(
        "\(proxy.word) '\(proxy.name)' has no 'bind' directive. Please declare it as a backend if"
          + " this was intended.")
    }
    if proxy.isFrontend, let name = proxy.defaultBackend {
      guard let target = proxies.first(where: { $0.name == name && $0.isBackend }) else {
        return parser.alert(
          "Proxy '\(proxy.name)': unable to find required default_backend: '\(name)'.")
      }
      if target.isHTTP != proxy.isHTTP {
        parser.alert(
          "\(proxy.isHTTP ? "http" : "tcp") \(proxy.word) '\(proxy.name)' tries to use incompatible"
            + " \(target.isHTTP ? "http" : "tcp") \(target.word) '\(name)' as its default backend"
            + " (see 'mode').")
      }
    }
    checkServers(proxy)
    checkTimeouts(proxy)
    if proxy.cookie != nil, !proxy.isHTTP, proxy.isBackend {
      parser.warn("cookie will be ignored for \(proxy.word) '\(proxy.name)' (needs 'mode http').")
    }
  }

  private func checkServers(_ proxy: BalancerProxy) {
    var lines: [String: Int] = [:]
    for server in proxy.servers {
      if let line = lines[server.name] {
        parser.alert(
          "parsing [\(parser.file):\(server.line)] : \(proxy.word) '\(proxy.name)', another server"
            + " named '\(server.name)' was already defined at line \(line), please use distinct"
            + " names.")
      }
      lines[server.name] = server.line
      if let name = server.resolvers,
        !parser.configuration.resolvers.contains(where: { $0.name == name })
      {
        parser.alert(
          "\(proxy.word) '\(proxy.name)', server '\(server.name)': unable to find required resolvers"
            + " '\(name)'")
      }
    }
  }

  private func checkTimeouts(_ proxy: BalancerProxy) {
    let times = proxy.timeouts
    let lacksClient = proxy.isFrontend && times.client == nil
    let lacksServer =
      proxy.isBackend && (times.connect == nil || times.server == nil) && !proxy.servers.isEmpty
    guard lacksClient || lacksServer else { return }
    parser.warn(
      "missing timeouts for \(proxy.word) '\(proxy.name)'.\n"
        + "   | While not properly invalid, you will certainly encounter various problems\n"
        + "   | with such a configuration. To fix this, please ensure that all following\n"
        + "   | timeouts are set to a non-zero value: 'client', 'connect', 'server'.")
  }
}
