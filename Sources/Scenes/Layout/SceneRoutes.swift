/// The way of each line, as corners of a path that runs only across and down or up.
struct SceneRoutes {
  struct Point: Hashable {
    var x: Int
    var y: Int
  }

  let frame: SceneFrame

  /// The corners of a link from end to end, or none when it is not drawn.
  func corners(of link: SceneLink, in tree: SceneTree) -> [Point] {
    guard let ends = SceneLanes.ends(of: link, in: tree, seating: frame.seating) else { return [] }
    let way = frame.lanes.way(from: ends.from, to: ends.to)
    let lane = frame.lanes.lane(of: link, way: way)
    let route = Route(
      from: End(ends.from, frame.place(at: ends.from)),
      to: End(ends.to, frame.place(at: ends.to)), lane: lane)
    switch way {
    case .withinUnit: return route.withinUnit()
    case .alongside: return route.alongside()
    case .upper:
      let y = frame.upperCorridor + 4 + lane * SceneGrid.laneStep
      if case .front = ends.from { return route.down(from: y) }
      if case .front = ends.to { return Route(reversing: route).down(from: y).reversed() }
      return route.around(y)
    case .lower:
      let y = frame.lowerCorridor + 4 + lane * SceneGrid.laneStep
      return route.below(y, isInFirstRow: isInFirstRow, isInLastRow: isInLastRow)
    }
  }

  private func isInFirstRow(_ seat: SceneSeating.Seat) -> Bool {
    switch seat {
    case .claim(let unit): return unit < frame.widths.units.count
    case .volume(let unit):
      return unit < frame.widths.units.count && frame.claims[unit].height == 0
    default: return false
    }
  }

  private func isInLastRow(_ seat: SceneSeating.Seat) -> Bool {
    guard case .card(let card) = seat else { return false }
    let columns = frame.widths.cards.count
    let rows = (frame.cards.count + columns - 1) / columns
    return card / columns == rows - 1 && frame.cardRest == nil
  }

  /// One end of a line.
  private struct End {
    let seat: SceneSeating.Seat
    let rectangle: SceneRectangle
    let column: SceneColumn

    init(
      _ seat: SceneSeating.Seat, _ place: (rectangle: SceneRectangle, column: SceneColumn)
    ) {
      self.seat = seat
      rectangle = place.rectangle
      column = place.column
    }

    /// The height at which lines arrive from the side: the name of a card, else the middle.
    var sideY: Int {
      if case .card = seat { return rectangle.y + 14 }
      return rectangle.middleY
    }

    func left(_ lane: Int) -> Int { column.x - 4 - 3 * (lane % 2) }
    func right(_ lane: Int) -> Int { column.maxX + 4 + 3 * (lane % 2) }
  }

  private struct Route {
    let from: End
    let to: End
    let lane: Int

    init(from: End, to: End, lane: Int) {
      self.from = from
      self.to = to
      self.lane = lane
    }

    init(reversing route: Route) {
      self.init(from: route.to, to: route.from, lane: route.lane)
    }

    func withinUnit() -> [Point] {
      let isDown = from.rectangle.y < to.rectangle.y
      let x = from.rectangle.middleX
      return [
        Point(x: x, y: isDown ? from.rectangle.maxY : from.rectangle.y),
        Point(x: x, y: isDown ? to.rectangle.y : to.rectangle.maxY),
      ]
    }

    /// Through the gap between two columns, or along the side of one. Behind what stands in a column
    /// between them no line runs, it would seem to come from there: it goes over the row.
    func alongside() -> [Point] {
      let isRight = from.column.x < to.column.x
      let isSame = from.column.x == to.column.x
      let start = isRight ? from.rectangle.maxX : from.rectangle.x
      let end = isRight || isSame ? to.rectangle.x : to.rectangle.maxX
      let middle =
        isSame
        ? from.left(lane)
        : isRight ? from.column.maxX + SceneGrid.gap / 2 : from.column.x - SceneGrid.gap / 2
      var points = [Point(x: start, y: from.sideY), Point(x: middle, y: from.sideY)]
      let between =
        isRight ? to.column.x - from.column.maxX : from.column.x - to.column.maxX
      if !isSame && between > SceneGrid.gap {
        let over = to.rectangle.y - SceneGrid.leafGap / 2
        let before =
          isRight ? to.column.x - SceneGrid.gap / 2 : to.column.maxX + SceneGrid.gap / 2
        points += [
          Point(x: middle, y: over), Point(x: before, y: over), Point(x: before, y: to.sideY),
        ]
      } else {
        points.append(Point(x: middle, y: to.sideY))
      }
      return points + [Point(x: end, y: to.sideY)]
    }

    /// From something at the top into the left side of something below.
    func down(from y: Int) -> [Point] {
      if case .front = to.seat {
        return [
          Point(x: from.rectangle.middleX, y: from.rectangle.maxY),
          Point(x: from.rectangle.middleX, y: y), Point(x: to.rectangle.middleX + 8, y: y),
          Point(x: to.rectangle.middleX + 8, y: to.rectangle.maxY),
        ]
      }
      let x = to.left(lane)
      return [
        Point(x: from.rectangle.middleX, y: from.rectangle.maxY),
        Point(x: from.rectangle.middleX, y: y), Point(x: x, y: y), Point(x: x, y: to.sideY),
        Point(x: to.rectangle.x, y: to.sideY),
      ]
    }

    /// Over the machines from the right side of one thing to the left side of another.
    func around(_ y: Int) -> [Point] {
      let start = from.right(lane)
      let end = to.left(lane)
      return [
        Point(x: from.rectangle.maxX, y: from.sideY), Point(x: start, y: from.sideY),
        Point(x: start, y: y), Point(x: end, y: y), Point(x: end, y: to.sideY),
        Point(x: to.rectangle.x, y: to.sideY),
      ]
    }

    /// Under the machines: from one to a claim or volume, or from there to one.
    func below(
      _ y: Int, isInFirstRow: (SceneSeating.Seat) -> Bool,
      isInLastRow: (SceneSeating.Seat) -> Bool
    ) -> [Point] {
      let start = from.right(lane)
      var points = [
        Point(x: from.rectangle.maxX, y: from.sideY), Point(x: start, y: from.sideY),
        Point(x: start, y: y),
      ]
      if to.seat.isUnit {
        if isInFirstRow(to.seat) {
          let x = to.rectangle.middleX
          points += [Point(x: x, y: y), Point(x: x, y: to.rectangle.y)]
        } else {
          let x = to.left(lane)
          points += [
            Point(x: x, y: y), Point(x: x, y: to.sideY), Point(x: to.rectangle.x, y: to.sideY),
          ]
        }
      } else if isInLastRow(to.seat) {
        let x = to.rectangle.maxX - 16 - 4 * (lane % 4)
        points += [Point(x: x, y: y), Point(x: x, y: to.rectangle.maxY)]
      } else {
        let x = to.right(lane)
        points += [
          Point(x: x, y: y), Point(x: x, y: to.sideY), Point(x: to.rectangle.maxX, y: to.sideY),
        ]
      }
      return points
    }
  }
}
