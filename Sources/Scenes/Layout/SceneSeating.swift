import OrderedCollections

/// Which place each box of a session takes, before anything is measured.
///
/// A box keeps its place through the whole session, from the first scene it is in to the last.
/// What is gone for good leaves its place to newcomers, so a session of many rollouts does not
/// grow.
struct SceneSeating: Sendable, Hashable {
  static let frontLimit = 9
  static let cardLimit = 24
  static let unitLimit = 12
  static let storageLimit = 6

  /// Where a box stands.
  enum Seat: Sendable, Hashable {
    case front(Int)
    case card(Int)
    case waiting(Int)
    case work(card: Int, Int)
    case storage(card: Int, Int)
    case claim(unit: Int)
    case volume(unit: Int)
  }

  private(set) var density = SceneDensity.cards
  private(set) var seats: [SceneKey: Seat] = [:]
  private(set) var frontCount = 0
  private(set) var cardCount = 0
  private(set) var waitingCount = 0
  /// The number of places in each card.
  private(set) var workCounts: [Int] = []
  private(set) var storageCounts: [Int] = []
  private(set) var units = SceneUnits()

  init(trees: [SceneTree], scenes: [Scene]) {
    let needed = SceneDensity.needed(for: trees)
    let tops = Self.spans(of: trees) { tree in tree.roots }
    var fronts = SceneSeats(limit: Self.frontLimit)
    var cards = SceneSeats(limit: Self.cardLimit)
    for (key, entry) in tops {
      switch entry.kind.role {
      case .front: seats[key] = fronts.take(entry.span).map { .front($0) }
      case .card: seats[key] = cards.take(entry.span).map { .card($0) }
      default: break
      }
    }
    frontCount = fronts.spans.count
    cardCount = cards.spans.count
    let inside = Self.spans(of: trees) { tree in
      tree.roots.filter { tree.boxes[$0].kind.role == .card }.flatMap { tree.children[$0] }
    }
    var density = needed
    while true {
      let isDone = seatWork(tops: tops, inside: inside, density: density)
      guard !isDone, let next = SceneDensity(rawValue: density.rawValue + 1) else { break }
      density = next
    }
    self.density = density
    seatStorage(inside: inside)
    units = density == .cards ? SceneUnits(tops: tops, scenes: scenes) : SceneUnits()
    for (key, unit) in units.claims { seats[key] = .claim(unit: unit) }
    for (key, unit) in units.volumes { seats[key] = .volume(unit: unit) }
  }

  /// A box with the scenes it occurs in.
  struct Entry {
    let kind: SceneKind
    /// From its first scene to its last.
    var span: SceneSpan
    /// The same without the scenes between in which it is not there.
    var stays: [SceneSpan]
  }

  /// The boxes that `choose` picks, in the order of their first occurrence.
  private static func spans(
    of trees: [SceneTree], choose: (SceneTree) -> [Int]
  ) -> OrderedDictionary<SceneKey, Entry> {
    var entries: OrderedDictionary<SceneKey, Entry> = [:]
    for (number, tree) in trees.enumerated() {
      for index in choose(tree) {
        let key = SceneKey(of: index, in: tree)
        if entries[key] != nil {
          entries[key]?.stayed(in: number)
        } else {
          let span = SceneSpan(first: number, last: number)
          entries[key] = Entry(
            kind: tree.boxes[index].kind, span: span, stays: [span])
        }
      }
    }
    return entries
  }

  /// Seats what runs; false when there is not enough room for all at this density.
  private mutating func seatWork(
    tops: OrderedDictionary<SceneKey, Entry>, inside: OrderedDictionary<SceneKey, Entry>,
    density: SceneDensity
  ) -> Bool {
    waitingCount = 0
    workCounts = Array(repeating: 0, count: cardCount)
    if density == .counts { return true }
    let limit = density == .cards ? 2 * SceneDensity.cardLimit : 2 * SceneDensity.cellLimit
    var waiting = SceneSeats(limit: limit)
    var work = Array(repeating: SceneSeats(limit: limit), count: cardCount)
    var chosen: [(key: SceneKey, seat: Seat)] = []
    for (key, entry) in tops where entry.kind.role == .waiting {
      // Nobody waits for long, and many wait often: a place is theirs only while they wait.
      guard let seat = waiting.take(entry.stays) else { return false }
      chosen.append((key, .waiting(seat)))
    }
    for (key, entry) in inside where entry.kind.isWork {
      guard case .card(let card)? = seats[SceneKey(id: key.parent)] else { continue }
      guard let seat = work[card].take(entry.span) else { return false }
      chosen.append((key, .work(card: card, seat)))
    }
    waitingCount = waiting.spans.count
    workCounts = work.map { $0.spans.count }
    for choice in chosen { seats[choice.key] = choice.seat }
    return true
  }

  private mutating func seatStorage(inside: OrderedDictionary<SceneKey, Entry>) {
    var storage = Array(repeating: SceneSeats(limit: Self.storageLimit), count: cardCount)
    if density == .cards {
      for (key, entry) in inside where !entry.kind.isWork {
        guard case .card(let card)? = seats[SceneKey(id: key.parent)] else { continue }
        seats[key] = storage[card].take(entry.span).map { .storage(card: card, $0) }
      }
    }
    storageCounts = storage.map { $0.spans.count }
  }
}

extension SceneSeating.Entry {
  /// It occurs in this scene, too; the scenes come in order.
  mutating func stayed(in scene: Int) {
    span.last = scene
    if stays[stays.count - 1].last >= scene - 1 {
      stays[stays.count - 1].last = scene
    } else {
      stays.append(SceneSpan(first: scene, last: scene))
    }
  }
}
