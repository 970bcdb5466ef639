/// The places of everything that occurs in the scenes of one session.
///
/// Drawn in one frame, the scenes of a session look alike: a box that is in several of them
/// stands at the same place in all, whatever comes and goes around it.
public struct SceneFrame: Sendable, Hashable {
  let seating: SceneSeating
  let widths: SceneWidths
  let lanes: SceneLanes
  private(set) var tracks = SceneTracks()
  let legend: [SceneLegendEntry]
  private let measures: SceneMeasures
  private(set) var height = 0
  private(set) var fronts: [SceneRectangle] = []
  private(set) var cards: [SceneRectangle] = []
  private(set) var waiting: [SceneRectangle] = []
  private(set) var work: [[SceneRectangle]] = []
  private(set) var storage: [[SceneRectangle]] = []
  private(set) var claims: [SceneRectangle] = []
  private(set) var volumes: [SceneRectangle] = []
  /// The strip of what has no machine, if there ever is any.
  private(set) var waitingRegion: SceneRectangle?
  /// Behind each row of remote volumes.
  private(set) var volumeBands: [SceneRectangle] = []
  private(set) var frontRest: SceneRectangle?
  private(set) var cardRest: SceneRectangle?
  private(set) var unitRest: SceneRectangle?
  private(set) var upperCorridor = 0
  private(set) var lowerCorridor = 0
  private(set) var legendTop = 0
  /// Whether nothing is in any of the scenes.
  let isEmpty: Bool

  /// The frame of a session: its scenes in the order of time.
  ///
  /// The work is proportional to the number of boxes in all scenes.
  public init(of scenes: [Scene]) {
    let trees = scenes.map { SceneTree($0) }
    self.init(
      of: scenes, trees: trees, seating: SceneSeating(trees: trees, scenes: scenes))
  }

  /// A frame for some of a session's scenes: everything has the place among the others that it has
  /// in the session, and what is in none of these scenes takes no room.
  public init(of scenes: [Scene], seatedAsIn session: SceneFrame) {
    self.init(of: scenes, trees: scenes.map { SceneTree($0) }, seating: session.seating)
  }

  private init(of scenes: [Scene], trees: [SceneTree], seating: SceneSeating) {
    self.seating = seating
    widths = SceneWidths(seating: seating)
    lanes = SceneLanes(
      trees: trees, scenes: scenes, seating: seating, cardColumns: widths.cards.count)
    legend = Self.legend(of: scenes, trees: trees, seating: seating)
    isEmpty = trees.allSatisfy { $0.boxes.isEmpty }
    measures = SceneMeasures(of: trees, seating: seating, widths: widths)
    var y = lanes.upperCount > 0 && measures.fronts.allSatisfy { $0 == 0 } ? 16 : 8
    placeFronts(&y)
    placeWaiting(&y)
    placeCards(&y)
    placeUnits(&y)
    if isEmpty { y = 64 }
    legendTop = y
    height = y + SceneLegend.height(of: legend) + 6
    tracks = SceneTracks(of: scenes, trees: trees, in: self)
  }

  /// The rectangle of a place and the column that lines go around it in.
  func place(at seat: SceneSeating.Seat) -> (rectangle: SceneRectangle, column: SceneColumn) {
    let rectangle: SceneRectangle
    switch seat {
    case .front(let seat): rectangle = fronts[seat]
    case .card(let seat): rectangle = cards[seat]
    case .waiting(let seat): rectangle = waiting[seat]
    case .work(let card, let seat):
      rectangle = work[card][seat]
      if widths.leaves[card % widths.cards.count].count == 1 {
        return (rectangle, widths.cards[card % widths.cards.count])
      }
    case .storage(let card, let seat):
      rectangle = storage[card][seat]
      if widths.leaves[card % widths.cards.count].count == 1 {
        return (rectangle, widths.cards[card % widths.cards.count])
      }
    case .claim(let unit): rectangle = claims[unit]
    case .volume(let unit): rectangle = volumes[unit]
    }
    return (rectangle, SceneColumn(x: rectangle.x, width: rectangle.width))
  }

  /// Whether a scene can be drawn here: all of it has a place that is large enough.
  func fits(_ tree: SceneTree) -> Bool {
    SceneMeasures(of: [tree], seating: seating, widths: widths).fits(in: measures)
  }

  private mutating func placeFronts(_ y: inout Int) {
    fronts = Self.rows(measures.fronts, widths.fronts, gap: SceneGrid.leafGap, &y)
    frontRest = Self.strip(measures.frontRest, &y)
    upperCorridor = y + 4
    let isEmpty = measures.fronts.allSatisfy { $0 == 0 }
    y +=
      lanes.upperCount == 0
      ? (isEmpty ? 4 : SceneGrid.rowGap) : lanes.upperCount * SceneGrid.laneStep + 14
  }

  private mutating func placeWaiting(_ y: inout Int) {
    let hasRest = seating.density == .counts && measures.waitingRest > 0
    let isEmpty = measures.waiting.allSatisfy { $0 == 0 }
    let top = y
    y += SceneGrid.captionHeight + 4
    let gap = seating.density == .cells ? SceneGrid.cellGap : SceneGrid.leafGap
    waiting = Self.rows(measures.waiting, widths.strip, gap: gap, &y)
    if isEmpty && !hasRest {
      y = top
      return
    }
    y += hasRest ? measures.waitingRest : 6
    waitingRegion = SceneRectangle(
      x: SceneGrid.margin, y: top, width: SceneGrid.inner, height: y - top)
    y += SceneGrid.rowGap
  }

  private mutating func placeCards(_ y: inout Int) {
    let columns = widths.cards.count
    for first in stride(from: 0, to: measures.cards.count, by: columns) {
      let row = first..<min(first + columns, measures.cards.count)
      let isEmpty = row.allSatisfy { measures.cards[$0] == 0 }
      var bottom = isEmpty ? y : y + 40
      for card in row {
        var inner = y + measures.cards[card]
        let isCells = seating.density == .cells
        let gap = isCells ? SceneGrid.cellGap : SceneGrid.leafGap
        work.append(Self.rows(measures.work[card], widths.leaves[card % columns], gap: gap, &inner))
        if inner > y + measures.cards[card], measures.storage[card].contains(where: { $0 > 0 }) {
          inner += gap
        }
        storage.append(
          Self.rows(measures.storage[card], widths.leaves[card % columns], gap: gap, &inner))
        let isFilled = inner > y + measures.cards[card]
        bottom = max(bottom, inner + (isFilled ? SceneGrid.cardPadding : 0))
      }
      for card in row {
        let column = widths.cards[card % columns]
        cards.append(
          SceneRectangle(x: column.x, y: y, width: column.width, height: bottom - y))
      }
      if !isEmpty { y = bottom + SceneGrid.rowGap }
    }
    cardRest = Self.strip(measures.cardRest, &y)
    if measures.cards.contains(where: { $0 > 0 }) { y -= SceneGrid.rowGap }
  }

  private mutating func placeUnits(_ y: inout Int) {
    lowerCorridor = y + 6
    y += lanes.lowerCount == 0 ? 12 : lanes.lowerCount * SceneGrid.laneStep + 16
    let columns = widths.units.count
    for first in stride(from: 0, to: seating.units.count, by: columns) {
      let row = first..<min(first + columns, seating.units.count)
      let claimHeight = row.reduce(0) { max($0, measures.claims[$1]) }
      let volumeHeight = row.reduce(0) { max($0, measures.volumes[$1]) }
      for unit in row {
        let column = widths.units[unit % columns]
        claims.append(
          SceneRectangle(x: column.x, y: y, width: column.width, height: claimHeight))
      }
      y += claimHeight
      if claimHeight > 0 && volumeHeight > 0 { y += SceneGrid.rowGap }
      let bandTop = y - 6
      for unit in row {
        let column = widths.units[unit % columns]
        volumes.append(
          SceneRectangle(x: column.x, y: y, width: column.width, height: volumeHeight))
      }
      if volumeHeight > 0 {
        y += volumeHeight + SceneGrid.captionHeight
        volumeBands.append(
          SceneRectangle(x: 4, y: bandTop, width: SceneGrid.width - 8, height: y - bandTop))
      }
      if claimHeight + volumeHeight > 0 { y += SceneGrid.rowGap - 4 }
    }
    unitRest = Self.strip(measures.unitRest, &y)
  }

  /// Places of the given heights in rows; all places of a row are as high as the highest.
  private static func rows(
    _ heights: [Int], _ columns: [SceneColumn], gap: Int, _ y: inout Int
  ) -> [SceneRectangle] {
    var result: [SceneRectangle] = []
    var isFilled = false
    for first in stride(from: 0, to: heights.count, by: columns.count) {
      let row = first..<min(first + columns.count, heights.count)
      let height = row.reduce(0) { max($0, heights[$1]) }
      if height > 0 && isFilled { y += gap }
      isFilled = isFilled || height > 0
      for index in row {
        let column = columns[index - first]
        result.append(
          SceneRectangle(x: column.x, y: y, width: column.width, height: height))
      }
      y += height
    }
    return result
  }

  private static func strip(_ height: Int, _ y: inout Int) -> SceneRectangle? {
    if height == 0 { return nil }
    let strip = SceneRectangle(
      x: SceneGrid.margin, y: y, width: SceneGrid.inner, height: height)
    y += height + SceneGrid.rowGap
    return strip
  }

  /// The entries of all scenes, states first, without links that are drawn in none of them, and what
  /// a line looks like that is cut, if one is.
  private static func legend(
    of scenes: [Scene], trees: [SceneTree], seating: SceneSeating
  ) -> [SceneLegendEntry] {
    var entries: [SceneLegendEntry] = []
    var drawn: [SceneLinkKind] = []
    var cut: [SceneLegendEntry] = []
    for (number, scene) in scenes.enumerated() {
      for entry in scene.effectiveLegend where !entries.contains(entry) { entries.append(entry) }
      for link in scene.links {
        let isNews = !drawn.contains(link.kind) || (link.state == .bad && cut.isEmpty)
        guard isNews, SceneLanes.ends(of: link, in: trees[number], seating: seating) != nil else {
          continue
        }
        if !drawn.contains(link.kind) { drawn.append(link.kind) }
        if link.state == .bad {
          cut = [SceneLegendEntry(.link(.cut), scene.language.text(.cutLine))]
        }
      }
    }
    let states = SceneState.allCases.flatMap { state in
      entries.filter { $0.sample == .state(state) }
    }
    let links = entries.filter {
      if case .link(let kind) = $0.sample { return drawn.contains(kind) }
      return false
    }
    return Array((states + links).prefix(SceneLegend.limit - cut.count)) + cut
  }
}
