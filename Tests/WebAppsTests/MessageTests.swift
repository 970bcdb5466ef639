import Sessions
import Simulation
import Testing

@testable import WebApps

@Suite("Who asked whom, as a picture tells it") struct MessageTests {
  private func told(_ messages: [TraceMessage]) -> [String] {
    func name(_ machine: String) -> Substring { machine.prefix { $0 != " " } }
    return messages.map { "\(name($0.from)) to \(name($0.to)): \($0.question): \($0.answer)" }
  }

  @Test func aCommandTellsTheRequestsThatWereAnsweredMeanwhile() throws {
    let fixture = try WebFixture("a")
    let step = fixture.session.run("curl -s a:8080/cart; curl -s a:8080/healthz; curl -s a:8080/x")
    #expect(told(step.messages) == ["laptop to a: GET /cart: 302", "laptop to a: GET /x: 404"])
    #expect(fixture.session.run("true").messages.isEmpty)
  }

  @Test func whatAServerAsksAStoreIsToldBeforeItsOwnAnswer() throws {
    let fixture = try WebFixture()
    try fixture.start("redis", "redis:7")
    try fixture.start("a", "shop:1.0", ["SESSION_STORE": "redis", "REDIS_HOST": "redis"])
    fixture.wait(1)
    let step = fixture.session.run(
      "curl -s -b session=0123456789abcdef0123456789abcdef a:8080/cart")
    let words = told(step.messages)
    #expect(words.last?.hasPrefix("laptop to a: GET /cart: ") == true)
    #expect(words.dropLast().allSatisfy { $0.hasPrefix("a to redis: ") })
    #expect(words.count >= 2)
    // The question came first all the same.
    let numbers = step.messages.map { $0.number }
    #expect(numbers.last == numbers.min())
  }

  @Test func aRunOfVeryManyRequestsKeepsAFew() throws {
    let fixture = try WebFixture("a")
    let step = fixture.session.run("for n in $(seq 300); do curl -s -o /dev/null a:8080/cart; done")
    #expect(step.messages.count == Trace.messageLimit)
  }

  @Test func passwordsAreNotTold() {
    #expect(RedisTelling.question(["auth", "secret"]) == "AUTH")
    #expect(RedisTelling.question(["get", "a"]) == "GET a")
    #expect(RedisTelling.answer("$3\r\nabc\r\n") == "abc")
    #expect(RedisTelling.answer("$-1\r\n") == "nothing")
    #expect(RedisTelling.answer("+OK\r\n") == "OK")
    #expect(RedisTelling.answer("-ERR no\r\n") == "ERR no")
  }
}
