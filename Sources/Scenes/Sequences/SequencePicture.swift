extension SceneSequence {
  /// The sequence as inline SVG: a column for each machine, an arrow for each question, and a
  /// broken one back for its answer.
  /// - Parameter prefix: what the ids inside begin with, unique in the page.
  public func picture(prefix: String) -> Markup {
    SequencePicture(self, prefix: prefix).markup()
  }
}

/// Draws a sequence in the language of the other pictures.
struct SequencePicture {
  private let sequence: SceneSequence
  private let prefix: String
  private let actors: [String]
  private let events: [(exchange: SceneSequence.Exchange, isAnswer: Bool)]

  private static let headHeight = 24
  private static let rowHeight = 20

  init(_ sequence: SceneSequence, prefix: String) {
    self.sequence = sequence
    self.prefix = prefix
    actors = sequence.actors
    events = sequence.events
  }

  private var columns: [SceneColumn] {
    SceneGrid.columns(max(1, actors.count), x: SceneGrid.margin, width: SceneGrid.inner)
  }

  func markup() -> Markup {
    let rest = sequence.exchanges.count - sequence.drawn.count
    let top = 8 + SequencePicture.headHeight
    let bottom = top + events.count * SequencePicture.rowHeight + 10
    let height = bottom + (rest > 0 ? 20 : 6)
    var text = ""
    for sentence in sequence.sentences { text += (text.isEmpty ? "" : " ") + sentence }
    var drawn = [
      Markup("title", ["id": prefix + "-title"], text: sequence.title),
      Markup("desc", ["id": prefix + "-text"], text: text),
    ]
    for (actor, column) in zip(actors, columns) { drawn.append(head(actor, column, bottom)) }
    for (number, event) in events.enumerated() {
      let y = top + (number + 1) * SequencePicture.rowHeight
      drawn.append(arrow(event.exchange, y, isAnswer: event.isAnswer))
    }
    if rest > 0 || actors.isEmpty {
      let remark =
        actors.isEmpty
        ? sequence.sentences[0] : sequence.language.text(.andMore, [("count", "\(rest)")])
      drawn.append(words(remark, "note", x: SceneGrid.margin, y: bottom + 12))
    }
    return Markup(
      "svg",
      [
        "class": "scene sequence", "viewBox": "0 0 \(SceneGrid.width) \(height)",
        "width": "\(SceneGrid.width)", "height": "\(height)", "role": "img",
        "aria-labelledby": prefix + "-title " + prefix + "-text", "fill": "none",
        "stroke": "currentColor",
      ], drawn)
  }

  private func words(_ text: String, _ style: String, x: Int, y: Int, isMiddle: Bool = false)
    -> Markup
  {
    Markup(
      "g", ["class": "words", "fill": "currentColor", "stroke": "none", "font-size": "10"],
      [
        Markup(
          "text",
          ["class": style, "x": "\(x)", "y": "\(y)", "text-anchor": isMiddle ? "middle" : nil],
          text: text)
      ])
  }

  private func head(_ name: String, _ column: SceneColumn, _ bottom: Int) -> Markup {
    let place = SceneRectangle(
      x: column.x, y: 8, width: column.width, height: SequencePicture.headHeight)
    let shown = TextWidth.shortenedInTheMiddle(
      name, to: column.width - 8, size: SceneGrid.nameSize, face: .mono)
    return Markup(
      "g", ["class": "box card state-plain"],
      [
        Markup("title", [:], text: name), SceneShape.rectangle(place, radius: 4),
        Markup("path", ["class": "life-line", "d": "M\(place.middleX) \(place.maxY)V\(bottom)"]),
        words(shown, "name", x: place.middleX, y: 24, isMiddle: true),
      ])
  }

  private func arrow(
    _ exchange: SceneSequence.Exchange, _ y: Int, isAnswer: Bool
  ) -> Markup {
    guard let from = actors.firstIndex(of: exchange.from),
      let to = actors.firstIndex(of: exchange.to)
    else { return .empty }
    let (first, last) = isAnswer ? (to, from) : (from, to)
    let start = columns[first].x + columns[first].width / 2
    let end = columns[last].x + columns[last].width / 2
    let corners = corners(start, end, y)
    // Words may be as wide as the arrow, and a little wider where that is short.
    let room = max(abs(end - start) - 14, 70)
    let content = isAnswer ? exchange.answer : exchange.question
    let shown = TextWidth.shortenedInTheMiddle(
      content, to: room, size: SceneGrid.smallSize, face: .sans)
    // What one asks oneself stands beside the line.
    let wanted = start == end ? start + SequencePicture.loop + room / 2 : (start + end) / 2
    let middle = min(max(wanted, room / 2 + 4), SceneGrid.width - room / 2 - 4)
    var drawn = [
      Markup(
        "title", [:],
        text: sequence.language.text(.exchange, exchange.values)),
      Markup(
        "path", ["class": isAnswer ? "line answer" : "line", "d": ScenePath.outline(corners)]),
      Markup("path", ["class": "end", "d": ScenePath.arrowhead(corners)]),
      words(shown, "label", x: middle, y: y - 4, isMiddle: true),
    ]
    if exchange.isFailure, isAnswer {
      drawn.append(SceneSign.mark(.bad, x: start > end ? start + 6 : start - 16, y: y - 6))
    }
    return Markup(
      "g",
      ["class": "link link-asks" + (exchange.isFailure ? " state-bad" : " state-plain")], drawn)
  }

  private static let loop = 14

  /// Straight from line to line; what comes back to the same line makes a bow.
  private func corners(_ start: Int, _ end: Int, _ y: Int) -> [ScenePath.Point] {
    guard start == end else {
      return [ScenePath.Point(x: start, y: y), ScenePath.Point(x: end, y: y)]
    }
    let x = start + SequencePicture.loop
    return [
      ScenePath.Point(x: start, y: y - 8), ScenePath.Point(x: x, y: y - 8),
      ScenePath.Point(x: x, y: y), ScenePath.Point(x: start, y: y),
    ]
  }
}
