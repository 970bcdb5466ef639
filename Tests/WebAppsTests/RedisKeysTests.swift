import Simulation
import Testing

@testable import WebApps

@Suite("The keys of a Redis") struct RedisKeysTests {
  private func time(_ milliseconds: Int64) -> VirtualTime {
    VirtualTime(milliseconds: milliseconds)
  }

  @Test func keysEndInTheOrderOfTheirEnds() {
    var keys = RedisKeys()
    keys.set("c", .text(""), expires: time(30))
    keys.set("a", .text(""), expires: time(10))
    keys.set("b", .text(""), expires: time(10))
    keys.set("stays", .text(""), expires: nil)
    #expect(keys.takeEnded(time(9)).isEmpty)
    #expect(keys.takeEnded(time(40)) == ["a", "b", "c"])
    #expect(Array(keys.entries.keys) == ["stays"])
  }

  @Test func anEndThatWasChangedDoesNotCount() {
    var keys = RedisKeys()
    keys.set("later", .text(""), expires: time(10))
    keys.setEnd("later", time(50))
    keys.set("never", .text(""), expires: time(10))
    keys.setEnd("never", nil)
    keys.set("removed", .text(""), expires: time(10))
    keys.remove("removed")
    keys.set("removed", .text(""), expires: nil)
    #expect(keys.takeEnded(time(20)).isEmpty)
    #expect(keys.takeEnded(time(50)) == ["later"])
    #expect(keys.entries.count == 2)
  }

  /// The last key takes the place of one that goes, so that nothing has to be moved.
  @Test func manyKeysEndOneByOne() {
    var keys = RedisKeys()
    let count: Int64 = 200_000
    for number in 0..<count { keys.set(String(number), .text(""), expires: time(number)) }
    var ended = 0
    for number in 0..<count { ended += keys.takeEnded(time(number)).count }
    #expect(ended == 200_000)
    #expect(keys.entries.isEmpty)
    for _ in 0..<100 { keys.set("same", .text(""), expires: time(count)) }
    #expect(keys.endCount == 1)
    for _ in 0..<100 {
      keys.remove("same")
      keys.set("same", .text(""), expires: time(count))
    }
    #expect(keys.endCount < 30)
  }
}
