import Simulation

@testable import WebApps

/// Shops behind a load balancer, each on a machine of its own.
extension WebFixture {
  /// Two shops and a load balancer with a backend `web` of these lines.
  static func balanced(
    _ lines: String, shops: Int = 2, global: String = "", frontend: String = "",
    environment: [String: String] = [:]
  ) throws -> WebFixture {
    let fixture = try WebFixture()
    for number in 1...shops {
      var settings: [(String, String)] = environment.sorted { $0.key < $1.key }
      settings.append(("PORT", "8080"))
      try fixture.start(
        "shop-\(number)", "shop:1.0",
        .init(uniqueKeysWithValues: settings))
    }
    fixture.wait(milliseconds: 10)
    try fixture.balancer(lines, global: global, frontend: frontend)
    return fixture
  }

  func balancer(_ lines: String, global: String = "", frontend: String = "") throws {
    try start(
      "lb", "haproxy:3.0",
      files: [
        "/usr/local/etc/haproxy/haproxy.cfg": """
        global
          log stdout format raw local0
          stats socket ipv4@*:9999 level admin
          stats socket ipv4@*:9998
        \(global)
        defaults
          mode http
          log global
          option httplog
          timeout connect 2s
          timeout client 5s
          timeout server 3s
        frontend main
          bind *:80
          default_backend web
        \(frontend)
        backend web
        \(lines)

        """
      ])
    wait(milliseconds: 10)
  }

  /// Asks the load balancer for something; status and who served it.
  func ask(_ path: String = "/healthz", _ options: String = "") -> String {
    run("curl -s -o /dev/null -w '%{http_code} %header{x-served-by}' \(options) http://lb\(path)")
  }

  /// Types a command into the runtime API.
  func admin(_ command: String, port: Int = 9999) -> String {
    run("echo '\(command)' | socat stdio tcp4-connect:lb:\(port)")
  }

  /// What the load balancer wrote besides the lines of requests.
  var events: [String] { log("lb").filter { !$0.includes("HTTP/1.1\"") && !$0.includes("BADREQ") } }
}
