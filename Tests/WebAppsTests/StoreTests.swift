import OrderedCollections
import Simulation
import Testing

@testable import WebApps

@Suite("Where the shop keeps its sessions") struct StoreTests {
  private let login = "curl -s -o /dev/null -c jar -d user=alice -d password=wonderland "
  private let stranger = "Please log in.\n"

  private func shops(
    _ environment: OrderedDictionary<String, String>, _ names: String...
  ) throws -> WebFixture {
    let fixture = try WebFixture()
    for name in names { try fixture.start(name, "shop:1.0", environment) }
    fixture.wait(1)
    return fixture
  }

  @Test("W1: only the process that saw the login knows the visitor, and only while it lives")
  func memory() throws {
    let fixture = try shops([:], "a", "b")
    fixture.run(login + "a:8080/login")
    fixture.run("cp jar j; sed -i 's/^#HttpOnly_a/#HttpOnly_b/' j")
    #expect(fixture.run("curl -s -b jar a:8080/cart") == "Your cart is empty, alice.\n")
    #expect(fixture.run("curl -s -b j b:8080/cart") == stranger)
    try fixture.restart("a")
    #expect(fixture.run("curl -s -b jar a:8080/cart") == stranger)
  }

  /// Asks a server with the cookie that another one gave.
  private func ask(_ fixture: WebFixture, _ server: String, _ rest: String = "/cart") -> String {
    fixture.run(
      "curl -s -b session=$(grep session jar | cut -f 7) \(server):8080\(rest)")
  }

  @Test("W6: with one key everybody believes a signed cookie; it cannot be taken back")
  func cookie() throws {
    let fixture = try shops(["SESSION_STORE": "cookie", "SESSION_SECRET": "k1"], "a", "b")
    fixture.run(login + "a:8080/login")
    fixture.run("curl -s -b jar -c jar -d item=book a:8080/cart")
    #expect(ask(fixture, "b") == "Your cart, alice: book\n")
    try fixture.restart("a")
    try fixture.restart("b")
    #expect(ask(fixture, "a") == "Your cart, alice: book\n")
    fixture.run("cp jar copy; curl -s -b jar -c gone -X POST a:8080/logout")
    #expect(ask(fixture, "b") == "Your cart, alice: book\n")
    // Whoever changes a letter of it is a stranger.
    #expect(
      fixture.run("curl -s -b session=x$(grep session jar | cut -f 7) b:8080/cart") == stranger)
  }

  @Test("W6: with a key for each process everybody is a stranger elsewhere and after a restart")
  func cookieWithOwnKeys() throws {
    let fixture = try shops(["SESSION_STORE": "cookie"], "a", "b")
    fixture.run(login + "a:8080/login")
    #expect(ask(fixture, "a") == "Your cart is empty, alice.\n")
    #expect(ask(fixture, "b") == stranger)
    try fixture.restart("a")
    #expect(ask(fixture, "a") == stranger)
  }

  @Test("W6: what is larger than a browser's limit is not kept")
  func cookieLimit() throws {
    let fixture = try shops(["SESSION_STORE": "cookie", "SESSION_SECRET": "k1"], "a")
    fixture.run(login + "a:8080/login")
    let long = String(repeating: "x", count: 4000)
    fixture.run("curl -s -b jar -c jar -d item=book a:8080/cart")
    #expect(fixture.run("curl -s -b jar -c jar -d item=\(long) a:8080/cart").hasSuffix("xx\n"))
    #expect(fixture.run("curl -s -b jar a:8080/cart") == "Your cart, alice: book\n")
  }

  @Test("W5: with Redis the shops may come and go; when it is away nobody can be told apart")
  func redis() throws {
    let fixture = try WebFixture()
    try fixture.start("redis", "redis:7")
    for name in ["a", "b"] {
      try fixture.start(name, "shop:1.0", ["SESSION_STORE": "redis", "REDIS_HOST": "redis"])
    }
    fixture.wait(1)
    fixture.run(login + "a:8080/login")
    fixture.run("curl -s -b jar -d item=book a:8080/cart")
    #expect(ask(fixture, "b") == "Your cart, alice: book\n")
    try fixture.restart("a")
    try fixture.restart("b")
    #expect(ask(fixture, "a") == "Your cart, alice: book\n")
    #expect(fixture.run("redis-cli -h redis DBSIZE") == "1\n")
    #expect(fixture.run("redis-cli -h redis KEYS '*'").hasPrefix("session:"))
    fixture.kill("redis")
    #expect(
      ask(fixture, "a") == "The sessions cannot be reached: redis:6379: Connection refused\n")
    try fixture.machines["redis"]?.container?.start()
    fixture.wait(1)
    #expect(ask(fixture, "a") == stranger)
  }

  private static let peers: OrderedDictionary<String, String> = [
    "SESSION_STORE": "peers", "PEERS": "shops", "REPLICATION_DELAY": "100ms",
  ]

  private func peers() throws -> WebFixture {
    let fixture = try WebFixture()
    fixture.publish("shops", "a", "b")
    for name in ["a", "b"] { try fixture.start(name, "shop:1.0", StoreTests.peers) }
    fixture.wait(10)
    return fixture
  }

  @Test("W4: peers have a copy a little later; what was not sent yet dies with the process")
  func peersCopy() throws {
    let fixture = try peers()
    fixture.run(login + "a:8080/login")
    #expect(ask(fixture, "b") == "Your cart is empty, alice.\n")
    fixture.stop("a")
    fixture.wait(1)
    #expect(ask(fixture, "b", "/cart -d item=book") == "Your cart, alice: book\n")
    try fixture.machines["a"]?.container?.start()
    fixture.wait(10)
    #expect(ask(fixture, "a", "/cart -d item=pen") == "Your cart, alice: book, pen\n")
    fixture.wait(1)
    #expect(ask(fixture, "b") == "Your cart, alice: book, pen\n")
    // A login that is acknowledged, and a crash before the others were told.
    fixture.run(
      "curl -s -o /dev/null -c jar -d user=bob -d password=builder a:8080/login")
    fixture.machines["a"]?.container?.send(.kill)
    fixture.wait(1)
    #expect(ask(fixture, "b") == stranger)
  }

  @Test func aSessionThatNobodyCanCountOnIsNone() throws {
    let fixture = try WebFixture()
    try fixture.start("redis", "redis:7")
    try fixture.start("a", "shop:1.0", ["SESSION_STORE": "redis", "REDIS_HOST": "redis"])
    fixture.wait(2)
    fixture.run(
      "redis-cli -h redis SET session:x"
        + " 'user=alice&version=9223372036854775807&expires=9999999999'")
    #expect(fixture.run("curl -s -b session=x -d item=y a:8080/cart") == stranger)
  }

  @Test("W4: who joins copies what the others have before it is ready")
  func peersJoin() throws {
    let fixture = try peers()
    fixture.run(login + "a:8080/login")
    fixture.run("curl -s -b jar -d item=book a:8080/cart")
    fixture.publish("shops", "a", "b", "c")
    try fixture.start("c", "shop:1.0", StoreTests.peers)
    fixture.wait(1)
    #expect(fixture.log("c").contains("shop: copied 1 sessions"))
    #expect(ask(fixture, "c") == "Your cart, alice: book\n")
    // Everybody else may go now.
    fixture.kill("a")
    fixture.kill("b")
    #expect(ask(fixture, "c") == "Your cart, alice: book\n")
    #expect(
      fixture.run("curl -s -b session=$(grep session jar | cut -f 7) -X POST c:8080/logout")
        == "Goodbye.\n")
    try fixture.restart("a")
    fixture.wait(10)
    #expect(ask(fixture, "a") == stranger)
  }
}
