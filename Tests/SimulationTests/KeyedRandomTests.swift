import Simulation
import Testing

@Suite struct KeyedRandomTests {
  /// These values are printed in chapters; changing them changes the book.
  @Test func drawsArePinned() {
    let random = KeyedRandom(seed: 1)
    #expect(random.bits("uid", "pod/default/web-0") == random.bits("uid", "pod/default/web-0"))
    var hash = Hash64()
    hash.combine("web")
    #expect(hash.value == pinnedHash)
    #expect(random.uuid("uid", "pod/default/web-0") == pinnedUUID)
  }

  @Test func everyPartOfTheKeyMatters() {
    let random = KeyedRandom(seed: 1)
    let bits = [
      random.bits("a", "b"), random.bits("a", "c"), random.bits("b", "b"),
      random.bits("a", "b", 1), random.bits("ab", ""), random.bits("", "ab"),
      KeyedRandom(seed: 2).bits("a", "b"),
    ]
    #expect(Set(bits).count == bits.count)
  }

  @Test(arguments: UInt64(0)..<50) func uuidsHaveTheFormOfVersionFour(seed: UInt64) {
    let text = KeyedRandom(seed: seed).uuid("uid", "x")
    let parts = text.split(separator: "-").map(String.init)
    #expect(parts.map { $0.count } == [8, 4, 4, 4, 12])
    #expect(parts[2].first == "4")
    #expect("89ab".contains(parts[3].first ?? "x"))
    #expect(text.allSatisfy { "0123456789abcdef-".contains($0) })
  }

  @Test(arguments: [-1, 0, 1, 2, 3, 7, 100]) func picksStayBelowTheirBound(bound: Int) {
    let random = KeyedRandom(seed: 3)
    var seen: Set<Int> = []
    for ordinal in 0..<1000 {
      let pick = random.pick(below: bound, "node", "web", UInt64(ordinal))
      #expect(pick >= 0 && pick < max(bound, 1))
      seen.insert(pick)
    }
    #expect(seen.count == max(bound, 1))
  }

  @Test func shufflingKeepsEveryItem() {
    let items = Array(0..<100)
    let shuffled = KeyedRandom(seed: 4).shuffled(items, "order", "x")
    #expect(shuffled.sorted() == items)
    #expect(shuffled != items)
    #expect(KeyedRandom(seed: 4).shuffled([Int](), "order", "x") == [])
  }

  @Test func charactersComeFromTheAlphabet() {
    let text = KeyedRandom(seed: 5).characters(500, of: "bcd", "suffix", "x")
    #expect(text.count == 500)
    #expect(Set(text) == ["b", "c", "d"])
  }
}

private let pinnedHash: UInt64 = 4_898_123_645_186_929_394
private let pinnedUUID = "5bba39cd-a65b-4baf-bbb1-6c2c19b83f37"
