import OrderedCollections

/// The free room between two columns, or beside the outermost one: lines run up and down in it.
struct SceneGap: Sendable, Hashable {
  let low: Int
  let high: Int

  private init(from low: Int, to high: Int) {
    self.low = low
    self.high = high
  }

  static let leftmost = SceneGap(from: 0, to: SceneGrid.margin)
  static let rightmost = SceneGap(from: SceneGrid.width - SceneGrid.margin, to: SceneGrid.width)

  static func left(of column: SceneColumn) -> SceneGap {
    column.x - SceneGrid.gap < SceneGrid.margin
      ? leftmost
      : SceneGap(from: column.x - SceneGrid.gap, to: column.x)
  }

  static func right(of column: SceneColumn) -> SceneGap {
    column.maxX + SceneGrid.gap > SceneGrid.width - SceneGrid.margin
      ? rightmost
      : SceneGap(from: column.maxX, to: column.maxX + SceneGrid.gap)
  }

  /// How many lines there is room for beside each other.
  func count(step: Int) -> Int { (high - low - 2) / step }
}

/// Which place each line takes in the gaps that it runs through: lines that would lie on top of each
/// other get places beside each other, as far as there is room.
///
/// Like a box, a line keeps its place as long as it exists.
struct SceneTracks: Sendable, Hashable {
  /// Which end of a gap a line is drawn at if it has the choice: close to its box.
  enum Side: Sendable, Hashable {
    case low
    case high
  }

  /// A stretch of a line up or down.
  struct Passage {
    let owner: String
    let gap: SceneGap
    let side: Side
    let top: Int
    let bottom: Int
  }

  private struct Key: Sendable, Hashable {
    let owner: String
    let gap: SceneGap
  }

  private struct Need {
    let key: Key
    let side: Side
    var top: Int
    var bottom: Int
    var span: SceneSpan

    func meets(_ other: Need) -> Bool {
      top <= other.bottom && other.top <= bottom && span.overlaps(other.span)
    }
  }

  private var places: [Key: Int] = [:]

  init() {}

  init(of scenes: [Scene], trees: [SceneTree], in frame: SceneFrame) {
    let routes = SceneRoutes(frame: frame)
    var needs: OrderedDictionary<Key, Need> = [:]
    for (number, scene) in scenes.enumerated() {
      for link in scene.links {
        for passage in routes.passages(of: link, in: trees[number]) {
          let key = Key(owner: passage.owner, gap: passage.gap)
          if let known = needs[key] {
            needs[key]?.top = min(known.top, passage.top)
            needs[key]?.bottom = max(known.bottom, passage.bottom)
            needs[key]?.span.last = number
          } else {
            needs[key] = Need(
              key: key, side: passage.side, top: passage.top, bottom: passage.bottom,
              span: SceneSpan(first: number, last: number))
          }
        }
      }
    }
    var needsOfGap: OrderedDictionary<SceneGap, [Need]> = [:]
    for need in needs.values { needsOfGap[need.key.gap, default: []].append(need) }
    for (gap, needs) in needsOfGap {
      // Three units apart if all have room so, else two.
      if !assign(needs, in: gap, step: 3, sharing: false) {
        _ = assign(needs, in: gap, step: 2, sharing: true)
      }
    }
  }

  func x(of owner: String, in gap: SceneGap, side: Side) -> Int {
    places[Key(owner: owner, gap: gap)] ?? SceneTracks.places(in: gap, from: side, step: 3)[0]
  }

  /// Gives each line its place; false when there are not enough and none may be shared.
  private mutating func assign(
    _ needs: [Need], in gap: SceneGap, step: Int, sharing: Bool
  ) -> Bool {
    var taken: [Int: [Need]] = [:]
    var chosen: [(key: Key, x: Int)] = []
    for (number, need) in needs.enumerated() {
      let places = SceneTracks.places(in: gap, from: need.side, step: step)
      let free = places.first { !(taken[$0] ?? []).contains { $0.meets(need) } }
      guard let x = free ?? (sharing ? places[number % places.count] : nil) else { return false }
      taken[x, default: []].append(need)
      chosen.append((need.key, x))
    }
    for choice in chosen { places[choice.key] = choice.x }
    return true
  }

  /// The places in a gap, the preferred one first.
  private static func places(in gap: SceneGap, from side: Side, step: Int) -> [Int] {
    let count = gap.count(step: step)
    let rising = (1...max(count, 1)).map {
      gap == .leftmost ? gap.high - $0 * step : gap.low + $0 * step
    }
    // Beside the outermost columns all begin at the column.
    if gap == .leftmost || gap == .rightmost { return rising }
    return side == .low ? rising : rising.map { gap.low + gap.high - $0 }
  }
}
