/// Items in a line: the first that comes is the first that goes.
///
/// Each operation costs the same on the average, however long the line is. The module for the page
/// cannot have the `Deque` of swift-collections: it asks the C library for the size of its memory.
public struct Queue<Item> {
  /// Those that go next, the first of them last.
  private var front: [Item] = []
  private var back: [Item] = []

  /// A line with nothing in it.
  public init() {}

  /// How many items are in the line.
  public var count: Int { front.count + back.count }

  /// Whether nothing is in the line.
  public var isEmpty: Bool { front.isEmpty && back.isEmpty }

  /// The item that goes next.
  public var first: Item? { front.last ?? back.first }

  /// Puts an item at the end of the line.
  public mutating func append(_ item: Item) { back.append(item) }

  /// Takes out the item that goes next; nil when there is none.
  public mutating func popFirst() -> Item? {
    if front.isEmpty {
      swap(&front, &back)
      front.reverse()
    }
    return front.popLast()
  }
}

extension Queue: Sendable where Item: Sendable {}
