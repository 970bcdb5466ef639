/// The small drawings in a picture: marks of states and signs of kinds.
enum SceneSign {
  /// The mark of a state, ten units wide and high: each has a shape of its own.
  static func mark(_ state: SceneState, x: Int, y: Int) -> Markup {
    let shapes: [Markup]
    switch state {
    case .plain:
      return .empty
    case .good:
      shapes = [circle("fill"), path("sign", "M2.5 5.2 4.3 7 7.5 3.4")]
    case .waiting:
      shapes = [circle("ring"), path("line", "M5 2.5V5.2L7 6.3")]
    case .bad:
      shapes = [path("fill", "M5 .2 10 9.6H0Z"), path("sign", "M5 3.6V6.2M5 7.6V8.4")]
    case .ending:
      shapes = [
        Markup("rect", ["class": "ring", "x": "1", "y": "1", "width": "8", "height": "8"]),
        path("line", "M3 5H7"),
      ]
    case .gone:
      shapes = [path("line", "M1.5 1.5 8.5 8.5M8.5 1.5 1.5 8.5")]
    }
    return Markup(
      "g",
      [
        "class": "mark state-" + state.rawValue, "transform": "translate(\(x) \(y))",
      ], shapes)
  }

  /// The sign of a kind, ten units wide and high.
  static func sign(_ kind: SceneKind, x: Int, y: Int) -> Markup {
    Markup(
      "g", ["class": "sign", "transform": "translate(\(x) \(y))"], [path(nil, outline(of: kind))])
  }

  private static func outline(of kind: SceneKind) -> String {
    switch kind.name {
    case "node", "host": return "M.5 1.5H9.5V7H.5ZM3 9.5H7M5 7V9.5"
    case "service", "load balancer": return "M0 5H4M4 5 9 1M4 5H9.5M4 5 9 9"
    case "client": return "M5 .8A2 2 0 0 1 5 4.8A2 2 0 0 1 5 .8ZM1 9.5C1 5.5 9 5.5 9 9.5"
    case "controller": return "M8.5 6.5A4 4 0 1 1 8 2.5M8.5 0V3H5.5"
    case "claim": return "M.5 2H6L9.5 5 6 8H.5Z"
    case "volume", "database", "store":
      return "M1 2.2C1 .2 9 .2 9 2.2V7.8C9 9.8 1 9.8 1 7.8ZM1 2.2C1 4.2 9 4.2 9 2.2"
    case "server": return "M.5 .8H9.5V4.2H.5ZM.5 5.8H9.5V9.2H.5ZM2 2.5H3.5M2 7.5H3.5"
    case "container": return "M.5 2.5 5 .5 9.5 2.5V7.5L5 9.5 .5 7.5ZM.5 2.5 5 4.5 9.5 2.5M5 4.5V9.5"
    case "process": return "M1 2 4 5 1 8M5 8.5H9"
    case "session": return "M.5 1H9.5V7H5L2.5 9.5V7H.5Z"
    default: return "M1 1H9V9H1Z"
    }
  }

  private static func circle(_ name: String) -> Markup {
    Markup("circle", ["class": name, "cx": "5", "cy": "5", "r": "4.5"])
  }

  private static func path(_ name: String?, _ outline: String) -> Markup {
    Markup("path", ["class": name, "d": outline])
  }
}
