/// The lines of a session that run along the corridors above and below the machines.
///
/// Like boxes, lines keep their lane as long as they exist.
struct SceneLanes: Sendable, Hashable {
  /// How a line gets from one box to the other.
  enum Way: Sendable, Hashable {
    /// Straight down or up inside a unit of claim and volume.
    case withinUnit
    /// Through the gap between two neighbouring cards, or along the side of one card.
    case alongside
    case upper
    case lower
  }

  private(set) var upperCount = 0
  private(set) var lowerCount = 0
  private var lanes: [String: Int] = [:]
  private let cardColumns: Int

  init(trees: [SceneTree], scenes: [Scene], seating: SceneSeating, cardColumns: Int) {
    self.cardColumns = cardColumns
    var spans: [(name: String, way: Way, span: SceneSpan)] = []
    var known: [String: Int] = [:]
    for (number, scene) in scenes.enumerated() {
      for link in scene.links {
        guard let ends = Self.ends(of: link, in: trees[number], seating: seating) else { continue }
        let way = way(from: ends.from, to: ends.to)
        if way != .upper && way != .lower { continue }
        let name = Self.owner(of: link, way: way)
        if let index = known[name] {
          spans[index].span.last = number
        } else {
          known[name] = spans.count
          spans.append((name, way, SceneSpan(first: number, last: number)))
        }
      }
    }
    var upper = SceneSeats(limit: SceneGrid.laneLimit)
    var lower = SceneSeats(limit: SceneGrid.laneLimit)
    for (position, entry) in spans.enumerated() {
      let lane = entry.way == .upper ? upper.take(entry.span) : lower.take(entry.span)
      lanes[entry.name] = lane ?? position % SceneGrid.laneLimit
    }
    upperCount = upper.spans.count
    lowerCount = lower.spans.count
  }

  func lane(of link: SceneLink, way: Way) -> Int {
    lanes[Self.owner(of: link, way: way)] ?? 0
  }

  func way(from: SceneSeating.Seat, to: SceneSeating.Seat) -> Way {
    switch (from, to) {
    case (.claim(let first), .volume(let second)), (.volume(let first), .claim(let second)):
      return first == second ? .withinUnit : .lower
    case (.front, _), (_, .front): return .upper
    default: break
    }
    if from.isUnit || to.isUnit { return .lower }
    if let first = from.card, let second = to.card {
      let isSameRow = first / cardColumns == second / cardColumns
      if isSameRow && first - second <= 1 && second - first <= 1 { return .alongside }
    }
    return .upper
  }

  /// The places of a link's ends, when both are drawn large enough for a line to lead there. What
  /// is written into another box, as a server into its pod, is where that box is. What a remote
  /// volume is attached to is written into the volume.
  static func ends(
    of link: SceneLink, in tree: SceneTree, seating: SceneSeating
  ) -> (from: SceneSeating.Seat, to: SceneSeating.Seat)? {
    guard
      let from = seated(tree.index(of: link.from), in: tree, seating),
      let to = seated(tree.index(of: link.to), in: tree, seating), from != to,
      let first = seating.seats[SceneKey(of: from, in: tree)],
      let second = seating.seats[SceneKey(of: to, in: tree)]
    else { return nil }
    if link.kind == .attached, case .volume = first { return nil }
    // A line from a machine to what is inside of it would say what its place says already.
    if tree.parents[from] == to || tree.parents[to] == from { return nil }
    if seating.density != .cards {
      if first.isWork || first.isWaiting || second.isWork || second.isWaiting { return nil }
    }
    return (first, second)
  }

  /// The box itself or the nearest one around it that has a place of its own. A machine stands for
  /// none of what is in it: its pods may be thousands.
  private static func seated(
    _ box: Int?, in tree: SceneTree, _ seating: SceneSeating
  ) -> Int? {
    var next = box
    while let index = next {
      if seating.seats[SceneKey(of: index, in: tree)] != nil { return index }
      guard let parent = tree.parents[index], tree.parents[parent] != nil else { return nil }
      next = parent
    }
    return nil
  }

  /// Lines from one box at the top share a lane, as they start together.
  static func owner(of link: SceneLink, way: Way) -> String {
    if way == .upper && link.kind == .routes { return link.from }
    return link.from + "\u{0}" + link.kind.name + "\u{0}" + link.to
  }
}
