/// How high each place of a session must be for everything that ever stands there.
struct SceneMeasures: Sendable, Hashable {
  private(set) var fronts: [Int]
  private(set) var cards: [Int]
  private(set) var waiting: [Int]
  private(set) var work: [[Int]]
  private(set) var storage: [[Int]]
  private(set) var claims: [Int]
  private(set) var volumes: [Int]
  /// The strips for what has no place of its own; 0 when nothing is ever left over.
  private(set) var frontRest = 0
  private(set) var cardRest = 0
  private(set) var waitingRest = 0
  private(set) var unitRest = 0

  private static let padding = 2 * 5

  init(of trees: [SceneTree], seating: SceneSeating, widths: SceneWidths) {
    fronts = Array(repeating: 0, count: seating.frontCount)
    cards = Array(repeating: 0, count: seating.cardCount)
    waiting = Array(repeating: 0, count: seating.waitingCount)
    work = seating.workCounts.map { Array(repeating: 0, count: $0) }
    storage = seating.storageCounts.map { Array(repeating: 0, count: $0) }
    claims = Array(repeating: 0, count: seating.units.count)
    volumes = claims
    let contents = SceneContents(seating: seating)
    for tree in trees {
      for index in tree.boxes.indices {
        guard let seat = seating.seats[SceneKey(of: index, in: tree)] else { continue }
        let width = widths.width(at: seat)
        let isCell = seating.density == .cells && (seat.isWork || seat.isWaiting)
        let height =
          isCell
          ? SceneGrid.cellHeight
          : contents.lines(of: index, in: tree, at: seat, width: width).height + Self.padding
        enlarge(seat, to: height)
      }
      frontRest = max(frontRest, restHeight([.front], tree, contents))
      cardRest = max(cardRest, restHeight([.card], tree, contents))
      waitingRest = max(waitingRest, restHeight([.waiting], tree, contents))
      unitRest = max(unitRest, restHeight([.claim, .volume], tree, contents))
    }
  }

  /// Whether nothing is higher here than in `other`, measured for the same places.
  func fits(in other: SceneMeasures) -> Bool {
    let own = [fronts, cards, waiting, claims, volumes] + work + storage
    let room =
      [other.fronts, other.cards, other.waiting, other.claims, other.volumes] + other.work
      + other.storage
    for (heights, limits) in zip(own, room) {
      for (height, limit) in zip(heights, limits) where height > limit { return false }
    }
    return frontRest <= other.frontRest && cardRest <= other.cardRest
      && waitingRest <= other.waitingRest && unitRest <= other.unitRest
  }

  private mutating func enlarge(_ seat: SceneSeating.Seat, to height: Int) {
    switch seat {
    case .front(let seat): fronts[seat] = max(fronts[seat], height)
    case .card(let seat): cards[seat] = max(cards[seat], height)
    case .waiting(let seat): waiting[seat] = max(waiting[seat], height)
    case .work(let card, let seat): work[card][seat] = max(work[card][seat], height)
    case .storage(let card, let seat): storage[card][seat] = max(storage[card][seat], height)
    case .claim(let unit): claims[unit] = max(claims[unit], height)
    case .volume(let unit): volumes[unit] = max(volumes[unit], height)
    }
  }

  private func restHeight(
    _ roles: [SceneRole], _ tree: SceneTree, _ contents: SceneContents
  ) -> Int {
    let height = contents.rest(of: roles, in: tree).height
    return height == 0 ? 0 : height + Self.padding
  }
}

extension SceneSeating.Seat {
  var isWork: Bool {
    if case .work = self { return true }
    return false
  }

  var isWaiting: Bool {
    if case .waiting = self { return true }
    return false
  }

  /// Whether it is in the rows of claims and remote volumes.
  var isUnit: Bool {
    switch self {
    case .claim, .volume: return true
    default: return false
    }
  }

  /// The card that it is, or is on.
  var card: Int? {
    switch self {
    case .card(let card), .work(let card, _), .storage(let card, _): return card
    default: return nil
    }
  }
}
