import Scenes
import Simulation
import Testing

@testable import WebApps

@Suite("A load balancer in front of shops") struct BalancingTests {
  private let two = """
      server s1 shop-1:8080 check
      server s2 shop-2:8080 check
    """
  private let unchecked = """
      server s1 shop-1:8080
      server s2 shop-2:8080
    """

  @Test func requestsTakeTurns() throws {
    let fixture = try WebFixture.balanced("balance roundrobin\n" + two)
    #expect(
      (0..<4).map { _ in fixture.ask() } == [
        "200 shop-1", "200 shop-2", "200 shop-1", "200 shop-2",
      ])
    #expect(
      fixture.log("lb").suffix(1).first?.hasSuffix(
        "main web/s2 0/0/2/2/4 200 158 - - ---- 1/1/0/0/0 0/0 \"GET /healthz HTTP/1.1\"") == true,
      "\(fixture.log("lb"))")
  }

  @Test("W2: a cookie leads back to the server that set it, until that server is gone")
  func sticky() throws {
    let fixture = try WebFixture.balanced(
      """
        balance roundrobin
        cookie SRV insert indirect nocache
        option redispatch
        server s1 shop-1:8080 check inter 1s cookie one
        server s2 shop-2:8080 check inter 1s cookie two
      """)
    #expect(
      fixture.run("curl -s -c jar -i http://lb/healthz").includes("set-cookie: SRV=one; path=/\r\n")
    )
    for _ in 0..<3 { #expect(fixture.ask("/healthz", "-b jar") == "200 shop-1") }
    #expect(!fixture.run("curl -s -b jar -i http://lb/healthz").includes("set-cookie"))
    #expect(fixture.log("lb").last?.includes("- - --VN 1/1") == true)
    #expect(fixture.ask("/healthz", "-b SRV=nobody") == "200 shop-2")
    #expect(fixture.log("lb").last?.includes("- - --II 1/1") == true)
    fixture.kill("shop-1")
    fixture.wait(4)
    #expect(fixture.ask("/healthz", "-b jar") == "200 shop-2")
    #expect(fixture.log("lb").last?.includes("- - --DI 1/1") == true)
  }

  @Test func theStickyCookieIsNotForTheServer() throws {
    let fixture = try WebFixture.balanced(
      """
        cookie SRV insert indirect nocache
        server s1 shop-1:8080 cookie one
      """, shops: 1)
    var seen: [String] = []
    WebSystem.of(fixture.world).onNote = { seen.append($0.request["Cookie"] ?? "-") }
    fixture.run("curl -s -b 'a=1; SRV=one; b=2' http://lb/cart")
    #expect(seen == ["a=1; b=2", "a=1; SRV=one; b=2"])
  }

  @Test func aServerThatDiesIsFoundOut() throws {
    let fixture = try WebFixture.balanced(
      "balance roundrobin\noption httpchk GET /healthz\n" + two)
    fixture.wait(10)
    fixture.kill("shop-1")
    fixture.wait(10)
    #expect((0..<2).map { _ in fixture.ask() } == ["200 shop-2", "200 shop-2"])
    fixture.kill("shop-2")
    fixture.wait(10)
    #expect(fixture.ask() == "503 ")
    #expect(
      fixture.log("lb").last?.hasSuffix(
        "main web/<NOSRV> 0/-1/-1/-1/0 503 214 - - SC-- 1/1/0/0/0 0/0 \"GET /healthz HTTP/1.1\"")
        == true)
    try fixture.restart("shop-1")
    fixture.wait(10)
    #expect(fixture.ask() == "200 shop-1")
    let down =
      "is DOWN, reason: Layer4 connection problem, info: \"Connection refused\", check duration: 2ms."
    #expect(
      fixture.events.filter { !$0.hasPrefix("[") } == [
        "Server web/s1 \(down) 1 active and 0 backup servers left. 0 sessions active, 0 requeued, 0"
          + " remaining in queue.",
        "Server web/s2 \(down) 0 active and 0 backup servers left. 0 sessions active, 0 requeued, 0"
          + " remaining in queue.", "backend web has no server available!",
        "Server web/s1 is UP, reason: Layer7 check passed, code: 200, check duration: 4ms. 1 active and"
          + " 0 backup servers online. 0 sessions requeued, 0 total in queue.",
      ])
    #expect(fixture.events.contains { $0.hasPrefix("[WARNING]  (2) : Server web/s1 is DOWN") })
    #expect(fixture.events.contains("[ALERT]    (2) : backend 'web' has no server available!"))
    #expect(
      fixture.world.trace.entries.contains {
        $0.subject == "server/web/s1" && $0.text.hasPrefix("is DOWN: ")
      })
  }

  @Test func aServerOnAMachineWithoutPowerDoesNotAnswer() throws {
    let fixture = try WebFixture.balanced("balance roundrobin\n" + two)
    fixture.machines["shop-1"]?.host.crash()
    fixture.wait(10)
    #expect(
      fixture.events.contains {
        $0.hasPrefix("Server web/s1 is DOWN, reason: Layer4 timeout, check duration: 2000ms.")
      })
  }

  @Test func whoSaysThatItIsNotReadyIsLeftAlone() throws {
    let fixture = try WebFixture.balanced(
      """
        balance roundrobin
        option httpchk GET /readyz
        server s1 shop-1:8080 check inter 1s fall 1
        server s2 shop-2:8080 check inter 1s fall 1
      """, environment: ["DRAIN_TIME": "30s"])
    fixture.stop("shop-1", grace: 60)
    fixture.wait(3)
    #expect((0..<2).map { _ in fixture.ask() } == ["200 shop-2", "200 shop-2"])
    #expect(
      fixture.events.contains {
        $0.hasPrefix(
          "Server web/s1 is DOWN, reason: Layer7 wrong status, code: 503, info: \"Service Unavailable\""
        )
      })
  }

  @Test func aRefusedConnectionIsTriedAgainAtTheSameServer() throws {
    let fixture = try WebFixture.balanced("balance roundrobin\n" + unchecked)
    fixture.kill("shop-1")
    let page = fixture.run("curl -s -w '%{http_code} %{time_total}' http://lb/healthz")
    #expect(
      page
        == "<html><body><h1>503 Service Unavailable</h1>\nNo server is available to handle this"
        + " request.\n</body></html>\n503 3.012000")
    #expect(
      fixture.log("lb").last?.includes(" main web/s1 0/3006/-1/-1/3008 503 214 - - SC-- 1/1/0/0/3 ")
        == true)
    #expect(fixture.ask() == "200 shop-2")
  }

  @Test func withRedispatchAnotherServerIsTriedAtOnce() throws {
    let fixture = try WebFixture.balanced("balance roundrobin\noption redispatch\n" + unchecked)
    fixture.kill("shop-1")
    #expect(fixture.ask() == "200 shop-2")
    #expect(
      fixture.log("lb").last?.includes(" main web/s2 0/2/2/2/6 200 158 - - ---- 1/1/0/0/+1 ")
        == true, "\(fixture.log("lb"))")
  }

  @Test func whoBelongsToADeadServerIsMovedForTheLastTry() throws {
    let fixture = try WebFixture.balanced(
      """
        balance roundrobin
        option redispatch
        cookie S insert indirect nocache
        server s1 shop-1:8080 cookie s1
        server s2 shop-2:8080 cookie s2
      """)
    fixture.kill("shop-1")
    #expect(fixture.ask("/healthz", "-b S=s1") == "200 shop-2")
    #expect(
      fixture.log("lb").last?.includes(" main web/s2 0/2006/2/2/2010 200 184 - - --DI 1/1/0/0/+3 ")
        == true,
      "\(fixture.log("lb"))")
  }

  @Test("A connection that is refused is tried again after a second, one that times out at once")
  func pausesBetweenTries() throws {
    let one = "retries 2\n  server s1 shop-1:8080\n"
    let fixture = try WebFixture.balanced(one, shops: 1)
    fixture.kill("shop-1")
    #expect(fixture.ask() == "503 ")
    #expect(fixture.log("lb").last?.includes(" main web/s1 0/2004/-1/-1/2006 503 ") == true)
    let silent = try WebFixture.balanced(one, shops: 1)
    silent.machine("shop-1").host.crash()
    #expect(silent.ask() == "503 ")
    #expect(
      silent.log("lb").last?.includes(" main web/s1 0/4000/-1/-1/6000 503 ") == true,
      "\(silent.log("lb"))")
  }

  @Test func aServerThatTakesTooLongIsGivenUp() throws {
    let fixture = try WebFixture.balanced(two, environment: ["RESPONSE_TIME": "4s"])
    #expect(
      fixture.run("curl -s http://lb/cart")
        == "<html><body><h1>504 Gateway Time-out</h1>\nThe server didn't respond in time.\n"
        + "</body></html>\n")
    #expect(fixture.log("lb").last?.includes(" 0/0/2/-1/3002 504 195 - - sH-- 1/1/0/0/0 ") == true)
  }

  @Test func aServerThatDiesMeanwhileGivesABadGateway() throws {
    let fixture = try WebFixture.balanced(two, shops: 2, environment: ["RESPONSE_TIME": "2s"])
    fixture.run("curl -s -o page -w '%{http_code}' http://lb/cart > out &")
    fixture.wait(milliseconds: 500)
    fixture.kill("shop-1")
    fixture.wait(milliseconds: 100)
    #expect(fixture.run("cat out") == "502")
    #expect(fixture.log("lb").last?.includes(" 502 209 - - SH-- ") == false)
    #expect(fixture.log("lb").last?.includes("/-1/") == true)
  }

  @Test func backupServersWaitUntilAllOthersAreDown() throws {
    let fixture = try WebFixture.balanced(
      """
        server s1 shop-1:8080 check inter 1s
        server s2 shop-2:8080 check backup
      """)
    #expect(fixture.ask() == "200 shop-1")
    fixture.kill("shop-1")
    fixture.wait(4)
    #expect(fixture.ask() == "200 shop-2")
    #expect(
      fixture.events.contains {
        $0.includes("0 active and 1 backup servers left. Running on backup. 0 sessions")
      })
  }

  @Test func operatorsKeepServersOut() throws {
    let fixture = try WebFixture.balanced(
      """
        balance roundrobin
        cookie S insert indirect nocache
        server s1 shop-1:8080 check cookie s1
        server s2 shop-2:8080 check cookie s2
      """)
    #expect(fixture.admin("set server web/s1 state drain") == "\n")
    // Who belongs there stays, nobody else comes.
    #expect(fixture.ask("/healthz", "-b S=s1") == "200 shop-1")
    #expect((0..<3).map { _ in fixture.ask() } == ["200 shop-2", "200 shop-2", "200 shop-2"])
    #expect(fixture.admin("set server web/s1 state maint") == "\n")
    #expect(fixture.ask("/healthz", "-b S=s1") == "200 shop-2")
    #expect(fixture.admin("set server web/s1 state ready") == "\n")
    #expect(fixture.ask("/healthz", "-b S=s1") == "200 shop-1")
    #expect(fixture.admin("set weight web/s1 0") == "\n")
    #expect((0..<3).map { _ in fixture.ask() } == ["200 shop-2", "200 shop-2", "200 shop-2"])
    #expect(fixture.admin("get weight web/s1") == "0 (initial 1)\n\n")
    #expect(
      fixture.events.filter { $0.hasPrefix("Server") }.prefix(1) == [
        "Server web/s1 enters drain state. 1 active and 0 backup servers online. 0 sessions requeued, 0"
          + " total in queue."
      ])
  }

  @Test(arguments: [
    ("show backend", "# name\nweb\n\n"), ("set server web/s9 state drain", "No such server.\n\n"),
    ("set server x/s1 state drain", "No such backend.\n\n"),
    (
      "set server web/s1 state foo",
      "'set server <srv> state' expects 'ready', 'drain' and 'maint'.\n\n"
    ),
    ("set server", "Require 'backend/server'.\n\n"),
    ("disable server web", "Require 'backend/server'.\n\n"),
    (
      "set server web/s1 weight 300", "Absolute weight can only be between 0 and 256 inclusive.\n\n"
    ),
    ("set server web/s1 weight abc", "Empty weight string empty or preceded by garbage\n"),
    ("show servers state nope", "Can't find backend.\n\n"), ("quit", ""), ("", ""),
    ("show stat", "'show stat' is a part of haproxy that is not simulated here.\n\n"),
    ("set server web/s1 state drain; show backend", "\n# name\nweb\n\n"),
  ])
  func theRuntimeInterfaceAnswers(_ command: String, _ answer: String) throws {
    let fixture = try WebFixture.balanced(two)
    #expect(fixture.admin(command) == answer)
  }

  @Test func onlyAnAdministratorMayChangeAnything() throws {
    let fixture = try WebFixture.balanced(two)
    #expect(fixture.admin("set server web/s1 state maint", port: 9998) == "Permission denied\n\n")
    let state = fixture.admin("show servers state", port: 9998).split(separator: "\n")
    #expect(
      state[2] == "3 web 1 s1 10.0.0.1 2 0 1 1 1 6 3 4 6 0 0 0 - 8080 - 0 0 - - 0", "\(state)")
  }

  @Test func aConnectionCarriesOneRequestAfterAnother() throws {
    let fixture = try WebFixture.balanced("balance roundrobin\n" + two)
    let requests = "GET /healthz HTTP/1.1\\r\\nHost: lb\\r\\n\\r\\n"
    let text = fixture.run(
      "printf '\(requests)\(requests)GET /healthz HTTP/1.0\\r\\n\\r\\n' | socat - tcp:lb:80")
    let lines = text.split(separator: "\r\n").filter { $0.hasPrefix("x-served-by") }
    #expect(lines == ["x-served-by: shop-1", "x-served-by: shop-2", "x-served-by: shop-1"])
    #expect(text.components("connection: close") == 1)
  }

  @Test func connectionsInTCPModeStayWithOneServer() throws {
    let fixture = try WebFixture.balanced(
      two,
      frontend: """
        listen raw
          mode tcp
          option tcplog
          bind *:81
          server s2 shop-2:8080
        """)
    let request = "GET /healthz HTTP/1.1\\r\\nHost: lb\\r\\n\\r\\n"
    let text = fixture.run("printf '\(request)\(request)' | socat - tcp:lb:81")
    #expect(text.components("X-Served-By: shop-2") == 2)
    #expect(fixture.log("lb").last?.includes(" raw raw/s2 0/2/") == true)
  }

  @Test func aSoftStopFinishesWhatWasBegun() throws {
    let fixture = try WebFixture.balanced(two, environment: ["RESPONSE_TIME": "2s"])
    fixture.run("curl -s -o page -w '%{http_code}' http://lb/login > out &")
    fixture.wait(milliseconds: 500)
    fixture.stop("lb")
    fixture.wait(milliseconds: 100)
    #expect(fixture.run("curl -s http://lb/login").hasSuffix("[7]\n"))
    fixture.wait(3)
    #expect(fixture.run("cat out") == "200")
    #expect(fixture.exit("lb")?.status == 0)
    #expect(fixture.events.contains("Proxy main stopped (cumulated conns: FE: 1, BE: 0)."))
    #expect(fixture.events.suffix(1) == ["[WARNING]  (1) : All workers exited. Exiting... (0)"])
  }

  @Test func aWorkerThatIsKilledTakesTheMasterWithIt() throws {
    let fixture = try WebFixture.balanced(two)
    let processes = fixture.machines["lb"]?.container?.processes ?? []
    #expect(processes.map { $0.number } == [1, 2])
    processes.last?.send(.kill)
    fixture.wait(1)
    #expect(fixture.exit("lb")?.status == 137)
  }

  @Test func namesHaveToBeKnownAtTheStart() throws {
    let fixture = try WebFixture()
    try fixture.balancer("server s1 nobody:80")
    fixture.wait(10)
    #expect(fixture.exit("lb")?.status == 1)
    #expect(
      fixture.log("lb").suffix(2) == [
        "[ALERT]    (1) : config : [/usr/local/etc/haproxy/haproxy.cfg:18] : 'server web/s1' : could not"
          + " resolve address 'nobody'.",
        "[ALERT]    (1) : config : Failed to initialize server(s) addr.",
      ])
  }

  @Test(arguments: [
    ("hello\\r\\n\\r\\n", "400 Bad request"),
    ("GET / HTTP/1.1\\r\\nfoo\\r\\n\\r\\n", "400 Bad request"),
    ("\\0\\0\\0\\r\\n\\r\\n", "400 Bad request"), ("GET / HTTP/9.9\\r\\n\\r\\n", "400 Bad request"),
    ("POST / HTTP/1.1\\r\\nContent-Length: -1\\r\\n\\r\\n", "400 Bad request"),
    ("POST / HTTP/1.1\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nxyz\\r\\n", "400 Bad request"),
    ("POST / HTTP/1.1\\r\\nContent-Length: 99999999999999999999\\r\\n\\r\\n", "400 Bad request"),
  ])
  func whatIsNoRequestIsRefused(_ text: String, _ status: String) throws {
    let fixture = try WebFixture.balanced(two)
    let answer = fixture.run("printf '\(text)' | socat - tcp:lb:80")
    #expect(answer.hasPrefix("HTTP/1.1 \(status)\r\n"), "\(answer)")
    #expect(answer.includes("Connection: close\r\n"))
    #expect(fixture.ask() == "200 shop-1")
  }

  @Test func thePictureShowsServersUpAndDown() throws {
    let fixture = try WebFixture.balanced("balance roundrobin\n" + two)
    fixture.kill("shop-2")
    fixture.wait(10)
    fixture.run("curl -s http://lb/login")
    let scene = fixture.session.scene()
    let box = try #require(scene.boxes.first { $0.id == "balancer/lb" })
    #expect(box.details == ["roundrobin", "s1: UP", "s2: DOWN"])
    #expect(box.badges.map { $0.text } == ["1/2"])
    let routes = scene.links.filter { $0.from == "balancer/lb" && $0.kind == .routes }
    #expect(routes.map { $0.to } == ["shop/shop-1"])
    let asked = scene.links.filter { $0.kind == "asks" }
    #expect(asked.map { $0.to } == ["shop/shop-1", "balancer/lb"])
    #expect(asked.map { $0.label } == ["1. GET /login: 200", "2. GET /login: 200"])
  }

  @Test func aRequestThatNeverEndsIsGivenUp() throws {
    let fixture = try WebFixture.balanced(
      two,
      frontend: """
          timeout http-request 1s
        """)
    let answer = fixture.run("(printf 'GET / HT'; sleep 3) | socat - tcp:lb:80")
    #expect(answer.hasPrefix("HTTP/1.1 408 Request Time-out\r\nContent-length: 110\r\n"))
    #expect(
      fixture.log("lb").last?.includes("main main/<NOSRV> -1/-1/-1/-1/1000 408 0 - - cR-- ") == true
    )
  }
}

extension String {
  /// How often a text stands in this one.
  fileprivate func components(_ text: String) -> Int {
    var count = 0
    var rest = self[...]
    while let place = rest.place(of: text) {
      count += 1
      rest = rest[place.upperBound...]
    }
    return count
  }
}
