/// Paths of lines and arrowheads as SVG writes them, in whole units.
enum ScenePath {
  typealias Point = SceneRoutes.Point

  /// A path through the corners, each rounded a little.
  static func outline(_ corners: [Point]) -> String {
    let points = simplified(corners)
    guard let first = points.first, let last = points.last else { return "" }
    var text = "M\(first.x) \(first.y)"
    for index in points.indices.dropFirst().dropLast() {
      let corner = points[index]
      let before = moved(from: corner, towards: points[index - 1])
      let after = moved(from: corner, towards: points[index + 1])
      text += "L\(before.x) \(before.y)Q\(corner.x) \(corner.y) \(after.x) \(after.y)"
    }
    return text + "L\(last.x) \(last.y)"
  }

  /// A filled triangle whose tip is the end of the path.
  static func arrowhead(_ corners: [Point]) -> String {
    let points = simplified(corners)
    guard points.count > 1 else { return "" }
    let tip = points[points.count - 1]
    let before = points[points.count - 2]
    let x = (tip.x - before.x).signum()
    let y = (tip.y - before.y).signum()
    let base = Point(x: tip.x - 5 * x, y: tip.y - 5 * y)
    return "M\(tip.x) \(tip.y)L\(base.x + 3 * y) \(base.y + 3 * x)L\(base.x - 3 * y) "
      + "\(base.y - 3 * x)Z"
  }

  /// The middle of the longest stretch, its length, and whether it runs across.
  static func middle(_ corners: [Point]) -> (point: Point, length: Int, isAcross: Bool)? {
    var best: (point: Point, length: Int, isAcross: Bool)?
    for (first, second) in zip(corners, corners.dropFirst()) {
      let length = abs(first.x - second.x) + abs(first.y - second.y)
      if length > best?.length ?? 0 {
        let middle = Point(x: (first.x + second.x) / 2, y: (first.y + second.y) / 2)
        best = (middle, length, first.y == second.y)
      }
    }
    return best
  }

  private static func moved(from corner: Point, towards other: Point) -> Point {
    let length = abs(other.x - corner.x) + abs(other.y - corner.y)
    let step = min(4, length / 2)
    return Point(
      x: corner.x + step * (other.x - corner.x).signum(),
      y: corner.y + step * (other.y - corner.y).signum())
  }

  /// Without repeated points and without points in the middle of a straight stretch.
  private static func simplified(_ corners: [Point]) -> [Point] {
    var points: [Point] = []
    for corner in corners where points.last != corner {
      if points.count > 1 {
        let last = points[points.count - 1]
        let before = points[points.count - 2]
        if (last.x == before.x && last.x == corner.x) || (last.y == before.y && last.y == corner.y)
        {
          points.removeLast()
        }
      }
      points.append(corner)
    }
    return points
  }
}
