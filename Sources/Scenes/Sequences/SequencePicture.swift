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
  private let exchanges: [SceneSequence.Exchange]

  private static let headHeight = 24
  private static let rowHeight = 40

  init(_ sequence: SceneSequence, prefix: String) {
    self.sequence = sequence
    self.prefix = prefix
    actors = sequence.actors
    exchanges = sequence.drawn
  }

  private var columns: [SceneColumn] {
    SceneGrid.columns(max(1, actors.count), x: SceneGrid.margin, width: SceneGrid.inner)
  }

  func markup() -> Markup {
    let rest = sequence.exchanges.count - exchanges.count
    let bottom = 8 + SequencePicture.headHeight + exchanges.count * SequencePicture.rowHeight + 10
    let height = bottom + (rest > 0 ? 20 : 6)
    var text = ""
    for sentence in sequence.sentences { text += (text.isEmpty ? "" : " ") + sentence }
    var drawn = [
      Markup("title", ["id": prefix + "-title"], text: sequence.title),
      Markup("desc", ["id": prefix + "-text"], text: text),
    ]
    for (actor, column) in zip(actors, columns) { drawn.append(head(actor, column, bottom)) }
    for (number, exchange) in exchanges.enumerated() {
      let y = 8 + SequencePicture.headHeight + number * SequencePicture.rowHeight + 20
      drawn.append(arrows(exchange, y))
    }
    if rest > 0 || actors.isEmpty {
      let remark = actors.isEmpty ? sequence.sentences[0] : "and \(rest) more"
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

  private func arrows(_ exchange: SceneSequence.Exchange, _ y: Int) -> Markup {
    guard let from = actors.firstIndex(of: exchange.from),
      let to = actors.firstIndex(of: exchange.to)
    else { return .empty }
    let start = columns[from].x + columns[from].width / 2
    // Who asks itself is drawn with a short arrow.
    let end = from == to ? start + 60 : columns[to].x + columns[to].width / 2
    let question = corners(start, end, y)
    let answer = corners(end, start, y + 12)
    // Words may be as wide as the arrow, and a little wider where that is short.
    let room = max(abs(end - start) - 14, 70)
    func text(_ content: String, _ y: Int) -> Markup {
      let shown = TextWidth.shortenedInTheMiddle(
        content, to: room, size: SceneGrid.smallSize, face: .sans)
      let middle = min(max((start + end) / 2, room / 2 + 4), SceneGrid.width - room / 2 - 4)
      return words(shown, "label", x: middle, y: y, isMiddle: true)
    }
    var drawn = [
      Markup(
        "title", [:],
        text: exchange.from + " asks " + exchange.to + ": " + exchange.question + ": "
          + exchange.answer),
      Markup("path", ["class": "line", "d": ScenePath.outline(question)]),
      Markup("path", ["class": "end", "d": ScenePath.arrowhead(question)]),
      Markup("path", ["class": "line answer", "d": ScenePath.outline(answer)]),
      Markup("path", ["class": "end", "d": ScenePath.arrowhead(answer)]),
      text(exchange.question, y - 4), text(exchange.answer, y + 22),
    ]
    if exchange.isFailure {
      drawn.append(SceneSign.mark(.bad, x: (end > start ? end + 6 : end - 16), y: y - 6))
    }
    return Markup(
      "g",
      ["class": "link link-asks" + (exchange.isFailure ? " state-bad" : " state-plain")], drawn)
  }

  private func corners(_ start: Int, _ end: Int, _ y: Int) -> [ScenePath.Point] {
    [ScenePath.Point(x: start, y: y), ScenePath.Point(x: end, y: y)]
  }
}
