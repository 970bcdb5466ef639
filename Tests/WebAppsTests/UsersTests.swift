import Testing

@testable import WebApps

@Suite("Simulated visitors") struct UsersTests {
  @Test("W7: requests, hits, misses, forced logins, lost carts, load")
  func report() throws {
    let fixture = try WebFixture("shop")
    #expect(
      fixture.run("shop-users --users 5 --requests 6 --state s http://shop:8080/") == """
        users:         5
        sessions kept: -
        requests:      30
        hits:          30 (100 %)
        misses:        0
        forced logins: 0
        lost carts:    0
        failures:      0
        load:          shop 30
        busiest:       1.00 times the mean

        """)
    try fixture.restart("shop")
    let text = fixture.run("shop-users --requests 2 --state s http://shop:8080/")
    #expect(text.contains("sessions kept: 0 of 5 (0 %)\n"))
    #expect(text.contains("forced logins: 5\nlost carts:    5\n"))
    fixture.kill("shop")
    #expect(
      fixture.run("shop-users --requests 2 http://shop:8080/").contains("failures:      30\n"))
    #expect(fixture.run("shop-users http://a/ http://b/").hasSuffix("[2]\n"))
  }
}
