/// The way of each line, as corners of a path that runs only across and down or up.
struct SceneRoutes {
  struct Point: Hashable {
    var x: Int
    var y: Int
  }

  /// A corner whose place across may be chosen among the free ones in a gap.
  private struct Corner {
    enum Place: Equatable {
      case at(Int)
      case inside(SceneGap, SceneTracks.Side)
    }

    let place: Place
    let y: Int

    init(x: Int, y: Int) {
      place = .at(x)
      self.y = y
    }

    init(_ gap: SceneGap, _ side: SceneTracks.Side, y: Int) {
      place = .inside(gap, side)
      self.y = y
    }
  }

  let frame: SceneFrame

  /// The corners of a link from end to end, or none when it is not drawn.
  func corners(of link: SceneLink, in tree: SceneTree) -> [Point] {
    guard let course = course(of: link, in: tree) else { return [] }
    return course.corners.map { corner in
      switch corner.place {
      case .at(let x): return Point(x: x, y: corner.y)
      case .inside(let gap, let side):
        return Point(x: frame.tracks.x(of: course.owner, in: gap, side: side), y: corner.y)
      }
    }
  }

  /// The stretches of a link that run up or down in gaps.
  func passages(of link: SceneLink, in tree: SceneTree) -> [SceneTracks.Passage] {
    guard let course = course(of: link, in: tree) else { return [] }
    var result: [SceneTracks.Passage] = []
    for (first, second) in zip(course.corners, course.corners.dropFirst()) {
      guard case .inside(let gap, let side) = first.place, first.place == second.place else {
        continue
      }
      result.append(
        SceneTracks.Passage(
          owner: course.owner, gap: gap, side: side, top: min(first.y, second.y),
          bottom: max(first.y, second.y)))
    }
    return result
  }

  private func course(
    of link: SceneLink, in tree: SceneTree
  ) -> (owner: String, corners: [Corner])? {
    guard let ends = SceneLanes.ends(of: link, in: tree, seating: frame.seating) else { return nil }
    let way = frame.lanes.way(from: ends.from, to: ends.to)
    let lane = frame.lanes.lane(of: link, way: way)
    func end(_ seat: SceneSeating.Seat) -> End {
      End(seat, frame.place(at: seat), of: link.kind, hasBelow: hasBelow(seat))
    }
    let route = Route(from: end(ends.from), to: end(ends.to), lane: lane)
    let owner = SceneLanes.owner(of: link, way: way)
    switch way {
    case .withinUnit: return (owner, route.withinUnit())
    case .alongside: return (owner, route.alongside())
    case .upper:
      let y = frame.upperCorridor + 4 + lane * SceneGrid.laneStep
      if case .front = ends.from { return (owner, route.down(from: y)) }
      if case .front = ends.to {
        return (owner, Route(reversing: route).down(from: y).reversed())
      }
      return (owner, route.around(y))
    case .lower:
      let y = frame.lowerCorridor + 4 + lane * SceneGrid.laneStep
      return (
        owner,
        route.below(
          y, detour: detour(from: ends.from, lane: lane), isInFirstRow: isInFirstRow,
          isInLastRow: isInLastRow)
      )
    }
  }

  /// The height at which a line of what waits goes aside to get around the only machine.
  private func detour(from seat: SceneSeating.Seat, lane: Int) -> Int? {
    guard seat.isWaiting, frame.widths.cards.count == 1, let region = frame.waitingRegion else {
      return nil
    }
    return region.maxY + 3 + 3 * (lane % 4)
  }

  /// Whether something at the top has others between it and the corridor.
  private func hasBelow(_ seat: SceneSeating.Seat) -> Bool {
    guard case .front(let front) = seat else { return false }
    let columns = frame.widths.fronts.count
    return stride(from: front + columns, to: frame.fronts.count, by: columns)
      .contains { frame.fronts[$0].height > 0 }
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
    let kind: SceneLinkKind
    let hasBelow: Bool

    init(
      _ seat: SceneSeating.Seat, _ place: (rectangle: SceneRectangle, column: SceneColumn),
      of kind: SceneLinkKind, hasBelow: Bool
    ) {
      self.seat = seat
      self.kind = kind
      self.hasBelow = hasBelow
      rectangle = place.rectangle
      column = place.column
    }

    /// The height at which lines arrive from the side: the name of a card, else about the middle,
    /// each kind at its own height.
    var sideY: Int {
      if case .card = seat { return rectangle.y + 14 }
      switch kind {
      case "joins": return rectangle.middleY - 12
      case .routes: return rectangle.middleY - 7
      case "asks": return rectangle.middleY - 3
      case .follows, .clones: return rectangle.middleY + 7
      default: return rectangle.middleY
      }
    }

    func left(_ y: Int) -> Corner { Corner(.left(of: column), .high, y: y) }
    func right(_ y: Int) -> Corner { Corner(.right(of: column), .low, y: y) }
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

    func withinUnit() -> [Corner] {
      let isDown = from.rectangle.y < to.rectangle.y
      let x = from.rectangle.middleX
      return [
        Corner(x: x, y: isDown ? from.rectangle.maxY : from.rectangle.y),
        Corner(x: x, y: isDown ? to.rectangle.y : to.rectangle.maxY),
      ]
    }

    /// Through the gap between two columns, or along the side of one. Behind what stands in a column
    /// between them no line runs, it would seem to come from there: it goes over the row.
    func alongside() -> [Corner] {
      let isRight = from.column.x < to.column.x
      let isSame = from.column.x == to.column.x
      let start = isRight ? from.rectangle.maxX : from.rectangle.x
      let end = isRight || isSame ? to.rectangle.x : to.rectangle.maxX
      let near = isRight ? SceneGap.right(of: from.column) : .left(of: from.column)
      // Close to the box that it leads to, so that lines to both sides of a gap do not meet there;
      // where they start those to the left are a little lower.
      let side = isRight || isSame ? SceneTracks.Side.high : .low
      let startY = from.sideY + (isRight || isSame ? 0 : 3)
      var points = [Corner(x: start, y: startY), Corner(near, side, y: startY)]
      let between =
        isRight ? to.column.x - from.column.maxX : from.column.x - to.column.maxX
      if !isSame && between > SceneGrid.gap {
        let over = to.rectangle.y - SceneGrid.leafGap / 2
        let far = isRight ? SceneGap.left(of: to.column) : .right(of: to.column)
        points += [
          Corner(near, side, y: over), Corner(far, side, y: over), Corner(far, side, y: to.sideY),
        ]
      } else {
        points.append(Corner(near, side, y: to.sideY))
      }
      return points + [Corner(x: end, y: to.sideY)]
    }

    /// From something at the top into the left side of something below. What has others below it is
    /// left and reached at the side: behind them the line would seem to be theirs.
    func down(from y: Int) -> [Corner] {
      let start =
        from.hasBelow
        ? [Corner(x: from.rectangle.maxX, y: from.sideY), from.right(from.sideY), from.right(y)]
        : [
          Corner(x: from.rectangle.middleX, y: from.rectangle.maxY),
          Corner(x: from.rectangle.middleX, y: y),
        ]
      if case .front = to.seat, !to.hasBelow {
        let x = to.rectangle.middleX + 8
        return start + [Corner(x: x, y: y), Corner(x: x, y: to.rectangle.maxY)]
      }
      return start + [to.left(y), to.left(to.sideY), Corner(x: to.rectangle.x, y: to.sideY)]
    }

    /// Over the machines from the right side of one thing to the left side of another.
    func around(_ y: Int) -> [Corner] {
      [
        Corner(x: from.rectangle.maxX, y: from.sideY), from.right(from.sideY), from.right(y),
        to.left(y), to.left(to.sideY), Corner(x: to.rectangle.x, y: to.sideY),
      ]
    }

    /// Under the machines: from one to a claim or volume, or from there to one.
    func below(
      _ y: Int, detour: Int?, isInFirstRow: (SceneSeating.Seat) -> Bool,
      isInLastRow: (SceneSeating.Seat) -> Bool
    ) -> [Corner] {
      var points = [
        Corner(x: from.rectangle.maxX, y: from.sideY), from.right(from.sideY),
        from.right(detour ?? y),
      ]
      if let detour {
        points += [Corner(.rightmost, .low, y: detour), Corner(.rightmost, .low, y: y)]
      }
      if to.seat.isUnit {
        if isInFirstRow(to.seat) {
          let x = to.rectangle.middleX
          return points + [Corner(x: x, y: y), Corner(x: x, y: to.rectangle.y)]
        }
        return points + [
          to.left(y), to.left(to.sideY), Corner(x: to.rectangle.x, y: to.sideY),
        ]
      }
      if isInLastRow(to.seat) {
        let x = to.rectangle.maxX - 16 - 4 * (lane % 4)
        return points + [Corner(x: x, y: y), Corner(x: x, y: to.rectangle.maxY)]
      }
      return points + [
        to.right(y), to.right(to.sideY), Corner(x: to.rectangle.maxX, y: to.sideY),
      ]
    }
  }
}
