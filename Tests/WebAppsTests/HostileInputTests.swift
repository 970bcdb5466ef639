import Simulation
import Testing

@testable import WebApps

/// Whatever is sent, a server says what is wrong with it, or goes on without a word; it serves on.
@Suite("Input that nobody should send") struct HostileInputTests {
  @Test(arguments: [
    ("hello\\r\\n\\r\\n", "400"), ("GET\\r\\n\\r\\n", "400"), ("GET / HTTP/2.0\\r\\n\\r\\n", "400"),
    ("GET / HTTP/1.1\\r\\n\\r\\n", "400"),
    ("GET / HTTP/1.1\\r\\nHost: a\\r\\nHost: b\\r\\n\\r\\n", "400"),
    ("GET / HTTP/1.1\\r\\n: x\\r\\n\\r\\n", "400"),
    ("GET http://x/ HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n", "400"),
    ("POST /login HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: -1\\r\\n\\r\\n", "400"),
    ("POST /login HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 9999999999\\r\\n\\r\\n", ""),
    (
      "POST /login HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nzz\\r\\n", "400"
    ),
    ("POST /login HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 1\\r\\n\\r\\n%%", "400"),
    ("BREW /cart HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n", "405"),
    ("GET /%%%%ff/../../etc/passwd HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n", "404"),
    ("GET /cart HTTP/1.1\\r\\nHost: a\\r\\nCookie: session=;;;==\\r\\n\\r\\n", "302"),
    ("\\0\\0\\0\\r\\n\\r\\n", "400"),
  ])
  func aShopAnswersWhateverComes(_ text: String, _ status: String) throws {
    let fixture = try WebFixture("shop")
    let answer = fixture.run("printf '\(text)' | timeout 5 socat - tcp:shop:8080")
    if status.isEmpty {
      #expect(!answer.contains("HTTP/"), "\(answer)")
    } else {
      #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(answer)")
    }
    #expect(fixture.run("curl -s http://shop:8080/healthz") == "ok\n")
  }

  @Test func longLinesAreRefused() throws {
    let fixture = try WebFixture("shop")
    let long = "seq 20000 | tr -d '\\n'"
    #expect(
      fixture.run(
        "(printf 'GET /'; \(long); printf ' HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n') | socat - tcp:shop:8080"
      )
      .hasPrefix("HTTP/1.1 4"))
    try fixture.balancer("server s1 shop:8080")
    #expect(
      fixture.run("(printf 'GET /'; \(long)) | socat - tcp:lb:80").hasPrefix(
        "HTTP/1.1 400 Bad request\r\n"))
    #expect(fixture.run("curl -s http://lb/healthz") == "ok\n")
  }

  @Test(arguments: [
    ("SET a 1 EX 99999999999999999999", "(error) ERR value is not an integer or out of range"),
    ("SET a 1 EX 9223372036854775807", "(error) ERR invalid expire time in 'set' command"),
    ("SET a 1 EX -1", "(error) ERR invalid expire time in 'set' command"),
    ("SET a 1 NX XX", "(error) ERR syntax error"),
    ("SET a", "(error) ERR wrong number of arguments"),
    ("EXPIRE a x", "(error) ERR value is not an integer or out of range"),
    ("INCRBY n 99999999999999999999", "(error) ERR value is not an integer or out of range"),
    ("SELECT 99", "(error) ERR DB index is out of range"),
    ("SELECT x", "(error) ERR invalid DB index"),
    ("CONFIG", "(error) ERR wrong number of arguments"), ("KEYS '['", "(empty array)"),
    ("KEYS '*****************************a'", "(empty array)"),
    ("SHUTDOWN MAYBE", "(error) ERR syntax error"),
    ("''", "(error) ERR unknown command ''"),
  ])
  func redisNamesWhatIsWrong(_ command: String, _ reply: String) throws {
    let fixture = try WebFixture()
    try fixture.start("redis", "redis:7")
    fixture.wait(1)
    let answer = fixture.redis(command)
    #expect(answer.hasPrefix(reply), "\(answer)")
    #expect(fixture.redis("PING") == "PONG\n")
  }

  @Test func aNumberThatWouldOverflowStays() throws {
    let fixture = try WebFixture()
    try fixture.start("redis", "redis:7")
    fixture.wait(1)
    fixture.run("redis-cli -h redis SET n 9223372036854775807")
    #expect(
      fixture.redis("INCR n")
        == "(error) ERR increment or decrement would overflow\n")
  }

  @Test(arguments: [
    "\\0\\0\\0\\n", "set server a/b/c/d state drain\\n",
    "set server web/s1 weight 99999999999999999999\\n",
    "set server web/s1 weight -1\\n", "set server web/s1 weight %%\\n", ";;;;;;\\n",
    "show servers state \\t\\n", "\\n",
    "@1 show info\\n", "set\\n", "get weight /\\n", "quit;quit\\n",
  ])
  func theRuntimeInterfaceServesOn(_ text: String) throws {
    let fixture = try WebFixture.balanced("server s1 shop-1:8080", shops: 1)
    fixture.run("printf '\(text)' | socat - tcp:lb:9999")
    #expect(fixture.admin("show backend") == "# name\nweb\n\n")
    #expect(fixture.ask() == "200 shop-1")
  }

  @Test func aCommandWithoutAnEndIsCutOff() throws {
    let fixture = try WebFixture.balanced("server s1 shop-1:8080", shops: 1)
    #expect(fixture.run("seq 20000 | tr -d '\\n' | socat - tcp:lb:9999") == "")
    #expect(fixture.ask() == "200 shop-1")
  }
}
