import Simulation
import Testing

@Suite struct QueueTests {
  @Test func whatComesFirstGoesFirst() {
    var queue = Queue<Int>()
    for number in 1...5 { queue.append(number) }
    #expect(queue.first == 1)
    #expect((1...5).map { _ in queue.popFirst() } == [1, 2, 3, 4, 5])
    #expect(queue.popFirst() == nil)
    #expect(queue.first == nil)
  }

  /// Any mixture of coming and going does what a plain array does.
  @Test(arguments: UInt64(0)..<50) func comingAndGoingMayMix(seed: UInt64) {
    let random = KeyedRandom(seed: seed)
    var queue = Queue<UInt64>()
    var plain: [UInt64] = []
    for step in UInt64(0)..<500 {
      if random.pick(below: 2, "go", "", step) == 0 {
        #expect(queue.popFirst() == (plain.isEmpty ? nil : plain.removeFirst()))
      } else {
        queue.append(step)
        plain.append(step)
      }
      #expect(queue.first == plain.first)
      #expect(queue.count == plain.count)
      #expect(queue.isEmpty == plain.isEmpty)
    }
  }

  @Test func aCopyIsALineOfItsOwn() {
    var queue = Queue<Int>()
    queue.append(1)
    queue.append(2)
    let copy = queue
    _ = queue.popFirst()
    #expect(copy.first == 1)
    #expect(copy.count == 2)
  }

  /// What has gone is not kept alive by the line.
  @Test func whatIsTakenOutIsLetGo() {
    final class Item {}
    weak var seen: Item?
    var queue = Queue<Item>()
    do {
      let item = Item()
      seen = item
      queue.append(item)
      queue.append(Item())
    }
    #expect(seen != nil)
    _ = queue.popFirst()
    #expect(seen == nil)
  }
}
