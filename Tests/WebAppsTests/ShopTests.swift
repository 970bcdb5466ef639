import Simulation
import Testing

@testable import WebApps

@Suite("The shop: pages, sessions, its end") struct ShopTests {
  private func head(_ text: String) -> [String] {
    text.split(separator: "\r\n", omittingEmptySubsequences: false).map { String($0) }
  }

  @Test func aVisitorLogsInAndIsKnown() throws {
    let fixture = try WebFixture("shop")
    #expect(
      fixture.run("curl -i -s http://shop:8080/") == """
        HTTP/1.1 302 Found\r
        Date: Mon, 02 Mar 2026 09:00:00 GMT\r
        Server: shop/1.0\r
        X-Served-By: shop\r
        Location: /login\r
        Content-Type: text/plain; charset=utf-8\r
        Content-Length: 15\r
        \r
        Please log in.

        """)
    let answer = head(
      fixture.run("curl -i -s -c jar -d user=alice -d password=wonderland http://shop:8080/login"))
    #expect(answer[0] == "HTTP/1.1 303 See Other")
    #expect(answer.contains("Location: /"))
    let cookie = try #require(answer.first { $0.hasPrefix("Set-Cookie: session=") })
    #expect(cookie.hasSuffix("; Path=/; HttpOnly; SameSite=Lax"))
    #expect(cookie.dropFirst(20).prefix { $0 != ";" }.count == 32)
    #expect(
      fixture.run("curl -s -b jar http://shop:8080/") == "Hello, alice. Your cart holds nothing.\n")
    #expect(
      fixture.run("curl -s -b jar http://shop:8080/messages")
        == "The book that you asked for is here.\nYour last order was sent.\n")
    #expect(
      fixture.run("curl -s -b jar -d item=book http://shop:8080/cart")
        == "Your cart, alice: book\n")
    #expect(
      fixture.run("curl -s -b jar --data-urlencode 'item=red pen & ink' http://shop:8080/cart")
        == "Your cart, alice: book, red pen & ink\n")
    #expect(
      fixture.run("curl -s -b jar http://shop:8080/")
        == "Hello, alice. Your cart holds 2 things.\n")
  }

  @Test func whoIsLoggedInIsToldToNobodyElse() throws {
    let fixture = try WebFixture("shop")
    #expect(fixture.run("curl -s shop:8080/sessions") == "There is no page /sessions here.\n")
  }

  @Test func aWrongPasswordIsRefused() throws {
    let fixture = try WebFixture("shop")
    let code = "curl -s -w '%{http_code}\\n' "
    #expect(
      fixture.run(code + "-d user=alice -d password=no shop:8080/login")
        == "Wrong user or password.\n401\n")
    #expect(fixture.run(code + "-d user=alice shop:8080/login").hasSuffix("\n400\n"))
    #expect(fixture.run(code + "-d user=eve -d password= shop:8080/login").hasSuffix("\n401\n"))
    #expect(fixture.run(code + "-b session=guessed shop:8080/cart").hasSuffix("\n302\n"))
  }

  @Test func whoLogsOutIsAStranger() throws {
    let fixture = try WebFixture("shop")
    fixture.run("curl -s -c jar -d user=bob -d password=builder shop:8080/login")
    fixture.run("cp jar copy")
    #expect(fixture.run("grep -c session jar") == "1\n")
    #expect(fixture.run("curl -s -b jar -c jar -X POST shop:8080/logout") == "Goodbye.\n")
    #expect(fixture.run("grep -c session jar") == "0\n[1]\n")
    // The session is gone from the server, too, not only from the browser.
    #expect(fixture.run("curl -s -b copy shop:8080/") == "Please log in.\n")
  }

  @Test(arguments: [
    ("shop:8080/nowhere", 404), ("-X DELETE shop:8080/cart", 405), ("-d a=b shop:8080/", 405),
    ("shop:8080/healthz", 200), ("shop:8080/readyz", 200), ("shop:8080/login", 200),
    ("-H Host: shop:8080/", 400), ("-I shop:8080/healthz", 200), ("shop:8080/logout", 405),
  ])
  func pagesHaveTheirStatus(_ arguments: String, _ status: Int) throws {
    let fixture = try WebFixture("shop")
    #expect(fixture.run("curl -s -o /dev/null -w '%{http_code}' \(arguments)") == "\(status)")
  }

  @Test func whatIsNotPossibleSaysWhatIs() throws {
    let fixture = try WebFixture("shop")
    #expect(
      fixture.run("curl -s -o /dev/null -X PUT -w '%header{allow}' shop:8080/cart")
        == "GET, HEAD, POST")
  }

  @Test func eachRequestIsALineOfTheLog() throws {
    let fixture = try WebFixture("shop")
    fixture.run("curl -s -c jar -d user=alice -d password=wonderland shop:8080/login")
    fixture.run("curl -s -b jar shop:8080/cart?page=2")
    #expect(
      fixture.log("shop") == [
        "shop: listening on port 8080, sessions: memory",
        "192.168.49.1 - alice [02/Mar/2026:09:00:00 +0000] \"POST /login HTTP/1.1\" 303 16",
        "192.168.49.1 - alice [02/Mar/2026:09:00:01 +0000] \"GET /cart?page=2 HTTP/1.1\" 200 27",
      ])
  }

  @Test("W8: after SIGTERM nobody new comes in, what has begun is finished, the memory is gone")
  func termination() throws {
    let fixture = try WebFixture()
    try fixture.start("shop", "shop:1.0", ["RESPONSE_TIME": "3s"])
    fixture.wait(1)
    fixture.run("curl -s -c jar -d user=alice -d password=wonderland shop:8080/login")
    fixture.run("curl -s -b jar shop:8080/ > slow & sleep 1")
    fixture.stop("shop")
    #expect(
      fixture.run("curl -sS shop:8080/healthz")
        == "curl: (7) Failed to connect to shop port 8080 after 2 ms: Couldn't connect to server\n"
        + "[7]\n")
    fixture.run("sleep 3")
    #expect(fixture.run("cat slow") == "Hello, alice. Your cart holds nothing.\n")
    #expect(fixture.exit("shop")?.status == 0)
    #expect(fixture.log("shop").last == "shop: ended; 1 session in memory lost")
    try fixture.machines["shop"]?.container?.start()
    fixture.wait(1)
    #expect(fixture.run("curl -s -b jar shop:8080/") == "Please log in.\n")
  }

  @Test("W8: what takes longer than the grace period is cut")
  func cutAtGrace() throws {
    let fixture = try WebFixture()
    try fixture.start("shop", "shop:1.0", ["RESPONSE_TIME": "20s"])
    fixture.wait(1)
    fixture.run("curl -sS shop:8080/ > slow 2>&1 & sleep 1")
    fixture.stop("shop", grace: 5)
    fixture.run("sleep 6")
    #expect(fixture.run("cat slow") == "curl: (56) Recv failure: Connection reset by peer\n")
    #expect(fixture.exit("shop")?.signal == .kill)
  }

  @Test func aServerThatDrainsIsNotReadyAndStillServes() throws {
    let fixture = try WebFixture()
    try fixture.start("shop", "shop:1.0", ["DRAIN_TIME": "10s"])
    fixture.wait(1)
    fixture.stop("shop")
    #expect(fixture.run("curl -s -w '%{http_code}' shop:8080/readyz") == "draining\n503")
    #expect(fixture.run("curl -s -w '%{http_code}' shop:8080/healthz") == "ok\n200")
    #expect(fixture.run("curl -s shop:8080/") == "Please log in.\n")
    fixture.wait(11)
    #expect(fixture.exit("shop")?.status == 0)
  }

  @Test func aSessionEndsWhenNobodyChangesIt() throws {
    let fixture = try WebFixture()
    try fixture.start("shop", "shop:1.0", ["SESSION_LIFETIME": "60s"])
    fixture.wait(1)
    fixture.run("curl -s -c jar -d user=alice -d password=wonderland shop:8080/login")
    fixture.wait(50)
    #expect(fixture.run("curl -s -b jar -d item=pen shop:8080/cart") == "Your cart, alice: pen\n")
    fixture.wait(50)
    #expect(fixture.run("curl -s -b jar shop:8080/cart") == "Your cart, alice: pen\n")
    fixture.wait(20)
    #expect(fixture.run("curl -s -b jar shop:8080/cart") == "Please log in.\n")
  }

  @Test func mistakesInTheEnvironmentAreNamed() throws {
    let fixture = try WebFixture()
    try fixture.start(
      "shop", "shop:1.0", ["SESSION_STORE": "disk", "PORT": "0", "RESPONSE_TIME": "x"])
    fixture.wait(1)
    #expect(fixture.exit("shop")?.status == 1)
    #expect(
      fixture.log("shop") == [
        "shop: SESSION_STORE is 'disk'; it must be memory, peers, redis or cookie",
        "shop: PORT is '0'; it must be a number from 1 to 65535",
        "shop: RESPONSE_TIME is 'x'; it must be a time such as 250ms, 2s or 5m",
      ])
  }

  @Test func accountsAreAFileThatAnOperatorMayReplace() throws {
    let fixture = try WebFixture()
    try fixture.start("one", "shop:1.0", files: ["/srv/shop/users.txt": "zoe:zebra\n"])
    try fixture.start("two", "shop:1.0", ["USERS": "yan:yak,xia:x"])
    fixture.wait(1)
    let code = "curl -s -o /dev/null -w '%{http_code}' "
    #expect(fixture.run(code + "-d 'user=zoe&password=zebra' one:8080/login") == "303")
    #expect(fixture.run(code + "-d 'user=alice&password=wonderland' one:8080/login") == "401")
    #expect(fixture.run(code + "-d 'user=xia&password=x' two:8080/login") == "303")
  }

  @Test func thePictureShowsSessionsAndWhoAskedWhom() throws {
    let fixture = try WebFixture("shop")
    fixture.run("curl -s -c jar -d user=alice -d password=wonderland shop:8080/login")
    fixture.run("curl -s -b jar -d item=book shop:8080/cart")
    let scene = fixture.session.scene()
    let box = try #require(scene.boxes.first { $0.id == "shop/shop" })
    #expect(box.sublabel == "sessions: memory")
    #expect(box.details.count == 1)
    #expect(box.details[0].hasSuffix(" alice: book"))
    #expect(scene.links.map { $0.label } == ["1. POST /login: 303", "2. POST /cart: 200"])
    #expect(scene.links.allSatisfy { $0.from == "client/laptop" && $0.to == "shop/shop" })
  }
}
