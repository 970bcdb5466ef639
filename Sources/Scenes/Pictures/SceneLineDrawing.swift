/// Draws the links of a scene.
struct SceneLineDrawing {
  let scene: Scene
  let tree: SceneTree
  let frame: SceneFrame

  func parts() -> [ScenePart] {
    let routes = SceneRoutes(frame: frame)
    var result: [ScenePart] = []
    var counts: [String: Int] = [:]
    for link in scene.links {
      let corners = routes.corners(of: link, in: tree)
      guard corners.count > 1 else { continue }
      var key = link.kind.name + " " + link.from + " " + link.to
      counts[key, default: 0] += 1
      if let count = counts[key], count > 1 { key += " \(count)" }
      result.append(ScenePart(key: key, markup: markup(link, corners)))
    }
    return result
  }

  private func markup(_ link: SceneLink, _ corners: [ScenePath.Point]) -> Markup {
    var drawn = [
      Markup("title", [:], text: title(of: link)),
      Markup("path", ["class": "line", "d": ScenePath.outline(corners)]),
    ]
    switch link.kind {
    case .mounts, .attached, .binds:
      if let end = corners.last {
        drawn.append(
          Markup("circle", ["class": "end", "cx": "\(end.x)", "cy": "\(end.y)", "r": "2.5"]))
      }
    default:
      drawn.append(Markup("path", ["class": "end", "d": ScenePath.arrowhead(corners)]))
    }
    if let middle = ScenePath.middle(corners) {
      if link.state == .bad {
        let shift = label(link, at: middle).isEmpty ? 0 : labelWidth(link) / 2 + 10
        drawn.append(SceneShape.cross(x: middle.point.x + shift, y: middle.point.y))
      }
      drawn += label(link, at: middle)
    }
    return Markup(
      "g",
      [
        "class": "link link-" + link.kind.name.classWord + " state-" + link.state.rawValue,
        "data-from": link.from, "data-to": link.to,
      ], drawn)
  }

  private func labelWidth(_ link: SceneLink) -> Int {
    TextWidth.of(link.label, size: SceneGrid.smallSize, face: .sans)
  }

  /// The link's words beside its longest stretch, if they are shorter than it.
  private func label(
    _ link: SceneLink, at middle: (point: ScenePath.Point, length: Int, isAcross: Bool)
  ) -> [Markup] {
    if link.label.isEmpty || !middle.isAcross || labelWidth(link) + 28 > middle.length { return [] }
    let attributes: MarkupAttributes = [
      "class": "label", "x": "\(middle.point.x)", "y": "\(middle.point.y - 3)",
      "text-anchor": "middle",
    ]
    return [
      Markup(
        "g", ["class": "words", "fill": "currentColor", "stroke": "none", "font-size": "10"],
        [Markup("text", attributes, text: link.label)])
    ]
  }

  private func title(of link: SceneLink) -> String {
    guard let from = tree.index(of: link.from), let to = tree.index(of: link.to) else { return "" }
    var text = scene.language.clause(
      link.kind, from: tree.boxes[from].label, to: tree.boxes[to].label)
    if !link.label.isEmpty { text += ": " + link.label }
    if link.state == .bad { text += " (" + scene.language.text(.cutLine) + ")" }
    return text
  }
}
