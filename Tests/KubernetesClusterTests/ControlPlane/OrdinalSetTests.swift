import Simulation
import Testing

@testable import KubernetesCluster

@Suite struct OrdinalSetTests {
  @Test(arguments: 1...20) func findsTheSameAsAWalk(_ seed: UInt64) {
    var draws = KeyedRandom(seed: seed).draws("ordinals", "test")
    var set = OrdinalSet()
    var members: Set<Int> = []
    for _ in 0..<300 {
      let number = draws.pick(below: 200)
      let isMember = draws.pick(below: 3) > 0
      set.set(number, isMember)
      if isMember { members.insert(number) } else { members.remove(number) }
      let start = draws.pick(below: 210)
      let end = draws.pick(below: 210)
      #expect(set.count == members.count)
      #expect(set.contains(start) == members.contains(start))
      #expect(set.first(from: start) == members.filter { $0 >= start }.min())
      #expect(
        set.firstGap(from: start, below: end)
          == (start..<max(start, end)).first { !members.contains($0) })
      #expect(
        set.last(from: start, below: end)
          == (start..<max(start, end)).last { members.contains($0) })
      #expect(
        set.lastGap(from: start, below: end)
          == (start..<max(start, end)).last { !members.contains($0) })
    }
  }

  @Test func anEmptySetHasNothing() {
    let set = OrdinalSet()
    #expect(set.first() == nil)
    #expect(set.firstGap(below: 0) == nil)
    #expect(set.firstGap(below: 1) == 0)
    #expect(set.last(below: 1000) == nil)
    #expect(set.lastGap(below: 1_000_000_000) == 999_999_999)
    #expect(set.lastGap(below: 0) == nil)
    #expect(!set.contains(1_000_000))
  }
}
