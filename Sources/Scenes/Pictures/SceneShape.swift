/// The outline of a box: its kind can be told by its shape.
enum SceneShape {
  static func outline(of kind: SceneKind, _ place: SceneRectangle) -> Markup {
    switch kind.name {
    case "pod": return rectangle(place, radius: 7)
    case "service", "load balancer": return rectangle(place, radius: min(14, place.height / 2))
    case "claim": return tag(place)
    case "volume": return cylinder(place)
    case "container", "process": return rectangle(place, radius: 1)
    default: return rectangle(place, radius: 4)
    }
  }

  static func rectangle(_ place: SceneRectangle, radius: Int) -> Markup {
    Markup(
      "rect",
      [
        "class": "shape", "x": "\(place.x)", "y": "\(place.y)", "width": "\(place.width)",
        "height": "\(place.height)", "rx": "\(radius)",
      ])
  }

  /// The cross on a line that is cut.
  static func cross(x: Int, y: Int) -> Markup {
    Markup(
      "path",
      [
        "class": "cut",
        "d": "M\(x - 4) \(y - 4)L\(x + 4) \(y + 4)M\(x + 4) \(y - 4)L\(x - 4) \(y + 4)",
      ])
  }

  /// A rectangle with a cut corner.
  private static func tag(_ place: SceneRectangle) -> Markup {
    path(
      "M\(place.x) \(place.y)H\(place.maxX - 9)L\(place.maxX) \(place.y + 9)V\(place.maxY)"
        + "H\(place.x)Z")
  }

  /// A drum seen from the side.
  private static func cylinder(_ place: SceneRectangle) -> Markup {
    let depth = 4
    let top = place.y + depth
    let bottom = place.maxY - depth
    return path(
      "M\(place.x) \(top)C\(place.x) \(place.y - 1) \(place.maxX) \(place.y - 1) "
        + "\(place.maxX) \(top)V\(bottom)C\(place.maxX) \(place.maxY + 1) "
        + "\(place.x) \(place.maxY + 1) \(place.x) \(bottom)Z")
  }

  private static func path(_ outline: String) -> Markup {
    Markup("path", ["class": "shape", "d": outline])
  }
}
