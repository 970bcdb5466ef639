/// Draws one scene into a frame.
///
/// Colours, fonts and strokes come from the page's style sheet through classes; the drawing
/// itself holds only places and words, so it suits a strict Content-Security-Policy.
struct ScenePicture {
  let scene: Scene
  let tree: SceneTree
  let frame: SceneFrame
  let prefix: String
  /// What is said of the age of a thing that came to be at a time.
  let age: ((Int64) -> String)?
  private let words: SceneWords
  private let contents: SceneContents

  init(scene: Scene, tree: SceneTree, frame: SceneFrame, prefix: String, age: ((Int64) -> String)?)
  {
    self.scene = scene
    self.tree = tree
    self.frame = frame
    self.prefix = prefix
    self.age = age
    words = SceneWords(scene, tree: tree)
    contents = SceneContents(seating: frame.seating)
  }

  func markup() -> Markup {
    let titleID = prefix + "-title"
    let textID = prefix + "-text"
    var drawn: [Markup] = [
      Markup("title", ["id": titleID], text: scene.title),
      Markup("desc", ["id": textID], text: scene.alternative),
    ]
    drawn += layers().map { layer in
      Markup("g", ["class": layer.name], layer.parts.map { $0.markup })
    }
    drawn.append(legend())
    return Markup(
      "svg",
      [
        "class": "scene", "viewBox": "0 0 \(SceneGrid.width) \(frame.height)",
        "width": "\(SceneGrid.width)", "height": "\(frame.height)", "role": "img",
        "aria-labelledby": titleID + " " + textID, "fill": "none", "stroke": "currentColor",
      ], drawn)
  }

  /// What is drawn, from the ground up.
  func layers() -> [SceneLayer] {
    let lines = SceneLineDrawing(scene: scene, tree: tree, frame: frame)
    return [
      SceneLayer(
        name: "grounds",
        parts: ScenePart.numbered(
          (tree.boxes.isEmpty ? [emptiness()] : []) + regions(), "ground")),
      SceneLayer(name: "cards", parts: boxes { $0.isOuter }),
      SceneLayer(name: "links", parts: lines.parts()),
      SceneLayer(name: "things", parts: boxes { !$0.isOuter }),
      SceneLayer(name: "rests", parts: ScenePart.numbered(rests(), "rest")),
    ]
  }

  // MARK: Boxes

  private func boxes(where isWanted: (SceneSeating.Seat) -> Bool) -> [ScenePart] {
    var result: [ScenePart] = []
    for index in tree.boxes.indices {
      guard let seat = frame.seating.seats[SceneKey(of: index, in: tree)], isWanted(seat) else {
        continue
      }
      result.append(ScenePart(key: tree.boxes[index].id, markup: box(index, at: seat)))
    }
    return result
  }

  private func box(_ index: Int, at seat: SceneSeating.Seat) -> Markup {
    let box = tree.boxes[index]
    let rectangle = frame.place(at: seat).rectangle
    let isCell = frame.seating.density == .cells && (seat.isWork || seat.isWaiting)
    var drawn = [
      Markup("title", [:], text: words.phrase(for: index, noun: true)),
      SceneShape.outline(of: box.kind, rectangle),
    ]
    if isCell {
      drawn += cell(box, rectangle)
    } else {
      let content = contents.lines(of: index, in: tree, at: seat, width: rectangle.width)
      drawn += lines(content.lines, x: rectangle.x + SceneGrid.cardPadding, y: rectangle.y + 5)
    }
    let form = isCell ? "box cell " : seat.isOuter ? "box card " : "box "
    return Markup(
      "g",
      [
        "class": form + box.kind.className + " state-" + box.state.rawValue, "data-box": box.id,
      ], drawn)
  }

  /// The mark of a state and the end of a name: what tells many of one name apart.
  private func cell(_ box: SceneBox, _ rectangle: SceneRectangle) -> [Markup] {
    let ending = box.label.split(separator: "-").last.map { String($0) } ?? box.label
    let hasMark = box.state != .plain && box.state != .good
    let lead = hasMark ? 13 : 3
    let room = rectangle.width - lead - 1
    var text = ""
    for character in ending.reversed() {
      let longer = String(character) + text
      if TextWidth.of(longer, size: SceneGrid.smallSize, face: .mono) > room { break }
      text = longer
    }
    let mark =
      hasMark
      ? SceneSign.mark(box.state, x: rectangle.x + 2, y: rectangle.y + 4) : .empty
    let label = Markup(
      "text", ["class": "cell-name", "x": "\(rectangle.x + lead)", "y": "\(rectangle.y + 13)"],
      text: text)
    return [mark, wordGroup([label])]
  }

  private func lines(_ lines: [SceneLine], x: Int, y: Int) -> [Markup] {
    var marks: [Markup] = []
    var texts: [Markup] = []
    var top = y
    for line in lines {
      let baseline = top + line.height - 4
      if let state = line.mark {
        marks.append(SceneSign.mark(state, x: x + line.indent, y: baseline - 9))
      } else if let kind = line.sign {
        marks.append(SceneSign.sign(kind, x: x + line.indent, y: baseline - 9))
      }
      texts.append(
        Markup(
          "text",
          ["class": line.style.rawValue, "x": "\(x + line.lead)", "y": "\(baseline)"],
          [.text(line.text)] + age(of: line)))
      top += line.height
    }
    return marks + [wordGroup(texts)]
  }

  /// The place of an age, which a player fills for the moment that it shows.
  private func age(of line: SceneLine) -> [Markup] {
    guard let born = line.age else { return [] }
    return [
      Markup(
        "tspan", ["class": "age", "data-born": "\(born)"],
        text: age?(born) ?? "")
    ]
  }

  private func wordGroup(_ texts: [Markup]) -> Markup {
    Markup(
      "g", ["class": "words", "fill": "currentColor", "stroke": "none", "font-size": "11"], texts)
  }

  // MARK: What is around the boxes

  private func emptiness() -> Markup {
    wordGroup([
      Markup(
        "text",
        ["class": "note", "x": "\(SceneGrid.width / 2)", "y": "36", "text-anchor": "middle"],
        text: scene.language.text(.nothingYet))
    ])
  }

  private func regions() -> [Markup] {
    var result: [Markup] = []
    if let region = frame.waitingRegion {
      let isOccupied = tree.roots.contains { tree.boxes[$0].kind.role == .waiting }
      result.append(
        self.region(
          region, "region waiting" + (isOccupied ? "" : " unused"),
          scene.language.text(.onNoMachine), baseline: region.y + 12))
      if frame.seating.density == .counts {
        let content = contents.rest(of: [.waiting], in: tree)
        result += lines(
          content.lines, x: region.x + SceneGrid.cardPadding,
          y: region.y + SceneGrid.captionHeight)
      }
    }
    for band in frame.volumeBands {
      result.append(
        region(
          band, "region storage", scene.language.text(.remoteStorage), baseline: band.maxY - 5))
    }
    return result
  }

  private func region(
    _ region: SceneRectangle, _ name: String, _ caption: String, baseline: Int
  ) -> Markup {
    let label = Markup(
      "text", ["class": "caption", "x": "\(region.x + 8)", "y": "\(baseline)"], text: caption)
    return Markup(
      "g", ["class": name], [SceneShape.rectangle(region, radius: 6), wordGroup([label])])
  }

  private func rests() -> [Markup] {
    let strips: [(SceneRectangle?, [SceneRole])] = [
      (frame.frontRest, [.front]), (frame.cardRest, [.card]), (frame.unitRest, [.claim, .volume]),
    ]
    var result: [Markup] = []
    for (strip, roles) in strips {
      guard let strip else { continue }
      let content = contents.rest(of: roles, in: tree)
      if content.lines.isEmpty { continue }
      result.append(
        Markup(
          "g", ["class": "box card rest"],
          [SceneShape.rectangle(strip, radius: 4)]
            + lines(content.lines, x: strip.x + SceneGrid.cardPadding, y: strip.y + 5)))
    }
    return result
  }

  private func legend() -> Markup {
    var samples: [Markup] = []
    var texts: [Markup] = []
    for item in SceneLegend.items(frame.legend) {
      let top = frame.legendTop + item.row * SceneLegend.rowHeight
      switch item.entry.sample {
      case .state(let state):
        samples.append(SceneSign.mark(state, x: item.x, y: top + 3))
      case .link(let kind):
        samples.append(
          Markup(
            "path",
            [
              "class": "link link-" + kind.name.classWord,
              "d": "M\(item.x) \(top + 8)H\(item.x + 22)",
            ]))
        if kind == .cut { samples.append(SceneShape.cross(x: item.x + 11, y: top + 8)) }
      }
      texts.append(
        Markup(
          "text",
          [
            "class": "key", "x": "\(item.x + SceneLegend.lead(of: item.entry))",
            "y": "\(top + 12)",
          ], text: item.text))
    }
    return Markup("g", ["class": "legend"], samples + (texts.isEmpty ? [] : [wordGroup(texts)]))
  }
}

extension SceneSeating.Seat {
  /// Whether lines are drawn over it: a card is only the ground for what is on it.
  var isOuter: Bool {
    if case .card = self { return true }
    return false
  }
}
